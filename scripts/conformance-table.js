/** Every behavior of the protocol that must have a test. */
export const BEHAVIORS = Array.from({ length: 67 }, (_, index) => `B${index + 1}`);

const WORDS = { passed: 'passed', failed: '**failed**' };

/**
 * @typedef {{ title: string, status: string, meta: { differs?: string, needsOwnProcess?: boolean } }} Test
 * @typedef {{ column: string, tests: Test[] }} Run what one target (a store, another engine) did
 */

/**
 * The tests in a JSON report of Vitest, by file name and in the order of their file.
 * @param {{ testResults: { name: string, assertionResults: Test[] }[] }} report
 * @returns {Test[]}
 */
export function testsIn(report) {
  const files = report.testResults.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return files.flatMap((file) => file.assertionResults);
}

/**
 * Behaviors without a test.
 * @param {Test[]} tests
 */
export function missingBehaviors(tests) {
  const tested = new Set(tests.map(({ title }) => splitTitle(title).behavior));
  return BEHAVIORS.filter((behavior) => !tested.has(behavior));
}

/**
 * The page that shows test names and results, and nothing else; it is the same for the same results.
 * @param {Run[]} runs
 */
export function conformanceTable(runs) {
  const rows = new Map();
  for (const { column, tests } of runs) {
    for (const test of tests) {
      const row = rows.get(test.title) ?? { ...splitTitle(test.title), title: test.title, results: new Map() };
      row.results.set(column, resultOf(test));
      row.differs = test.meta.differs ?? row.differs;
      rows.set(test.title, row);
    }
  }
  for (const behavior of missingBehaviors(runs.flatMap(({ tests }) => tests))) {
    rows.set(behavior, { behavior, text: '', title: behavior, results: new Map() });
  }
  const columns = runs.map(({ column }) => column);
  const sorted = [...rows.values()].sort((a, b) => numberOf(a) - numberOf(b));
  return [
    '# Conformance',
    '',
    'Written by `npm run conformance` from the names and results of its tests; not edited by hand. Every behavior of the',
    'Dapr Workflow protocol that apps rely on is judged from outside, by a client and workers that speak gRPC and nothing',
    'else. The last column tells where the runtime deliberately does not do what daprd does, and why.',
    '',
    countLine(runs),
    '',
    `| | Behavior | ${columns.join(' | ')} | Unlike daprd, because |`,
    `|---|---|${'---|'.repeat(columns.length)}---|`,
    ...sorted.map((row) => lineOf(row, columns)),
    '',
  ].join('\n');
}

function countLine(runs) {
  const parts = runs.map(({ column, tests }) => {
    const passed = tests.filter(({ status }) => status === 'passed').length;
    return `${column}: ${passed} of ${tests.length} passed`;
  });
  return `${parts.join('; ')}.`;
}

function splitTitle(title) {
  const [, behavior = '', text = title] = /^(B\d+) (.*)$/.exec(title) ?? [];
  return { behavior, text };
}

function numberOf({ behavior }) {
  return behavior === '' ? Number.MAX_SAFE_INTEGER : Number(behavior.slice(1));
}

function resultOf({ status, meta }) {
  if (meta.needsOwnProcess === true) return 'needs an own process';
  return WORDS[status] ?? 'not run';
}

function lineOf({ behavior, text, results, differs = '' }, columns) {
  const cells = [behavior, text, ...columns.map((column) => results.get(column) ?? 'no test'), differs];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
