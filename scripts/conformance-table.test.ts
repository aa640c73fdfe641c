import { expect, test } from 'vitest';
import { BEHAVIORS, conformanceTable, missingBehaviors, testsIn } from './conformance-table';

const passed = (title: string, meta = {}) => ({ title, status: 'passed', meta });

const report = {
  testResults: [
    { name: 'b.test.ts', assertionResults: [passed('B10 late'), { title: 'B2 breaks', status: 'failed', meta: {} }] },
    { name: 'a.test.ts', assertionResults: [passed('on top'), passed('B2 c|d', { differs: 'daprd forgets it' })] },
  ],
};

test('rows are in the order of behaviors, then of files and tests; those without a number come last', () => {
  const page = conformanceTable([{ column: 'SQLite', tests: testsIn(report) }]);
  const rows = page.split('\n').filter((line) => /^\| (B2|B10|) \| [^B]/.test(line));
  expect(rows).toEqual([
    '| B2 | c\\|d | passed | daprd forgets it |',
    '| B2 | breaks | **failed** |  |',
    '| B10 | late | passed |  |',
    '|  | on top | passed |  |',
  ]);
  expect(page).toContain('SQLite: 3 of 4 passed.');
});

test('every behavior has a row, and one without a test says so', () => {
  const page = conformanceTable([{ column: 'SQLite', tests: testsIn(report) }]);
  for (const behavior of BEHAVIORS) expect(page).toContain(`\n| ${behavior} |`);
  expect(page).toContain('\n| B1 |  | no test |  |');
  expect(missingBehaviors(testsIn(report))).toHaveLength(BEHAVIORS.length - 2);
});

test('a test that could not be run against a target is not green', () => {
  const skipped = { title: 'B35 survives a restart', status: 'skipped', meta: { needsOwnProcess: true } };
  const runs = [
    { column: 'SQLite', tests: [passed('B35 survives a restart')] },
    { column: 'daprd', tests: [skipped, { ...skipped, title: 'B36 other', meta: {} }] },
  ];
  const page = conformanceTable(runs);
  expect(page).toContain('| B35 | survives a restart | passed | needs an own process |  |');
  expect(page).toContain('| B36 | other | no test | not run |  |');
  expect(page).toContain('SQLite: 1 of 1 passed; daprd: 0 of 2 passed.');
});
