import { expect, test } from 'vitest';
import { BEHAVIORS, conformanceTable, missingBehaviors, testsIn } from './conformance-table';

const passed = (title: string, meta = {}) => ({ title, status: 'passed', meta });

const report = {
  testResults: [
    { assertionResults: [passed('B10 a late one'), { title: 'B2 goes wrong', status: 'failed', meta: {} }] },
    { assertionResults: [passed('B2 a|b', { differs: 'daprd forgets it' })] },
  ],
};

test('rows are in the order of behaviors, whatever the order of files', () => {
  const page = conformanceTable([{ column: 'SQLite', tests: testsIn(report) }]);
  const rows = page.split('\n').filter((line) => /^\| B(2|10) /.test(line));
  expect(rows).toEqual([
    '| B2 | a\\|b | passed | daprd forgets it |',
    '| B2 | goes wrong | **failed** |  |',
    '| B10 | a late one | passed |  |',
  ]);
  expect(page).toContain('SQLite: 2 of 3 passed.');
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
