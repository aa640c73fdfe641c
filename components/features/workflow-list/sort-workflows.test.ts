import { expect, test } from 'vitest';
import { sortWorkflows, type Sort, type WorkflowRow } from './sort-workflows';

const rows = [row('Pay', [95, 5], 30), row('Audit', [5, 5], 10), row('Mail', [50, 0], 20)];
const cases: [Sort, string[]][] = [
  ['name', ['Audit', 'Mail', 'Pay']],
  ['executions', ['Pay', 'Mail', 'Audit']],
  ['failed', ['Audit', 'Pay', 'Mail']],
  ['rate', ['Audit', 'Pay', 'Mail']],
  ['last', ['Pay', 'Mail', 'Audit']],
];

test.each(cases)('by %s', (sort, names) => {
  expect(sortWorkflows(rows, sort).map(({ name }) => name)).toEqual(names);
});

function row(name: string, [completed, failed]: [number, number], lastStartedAt: number): WorkflowRow {
  const byStatus = {
    pending: 0,
    running: 0,
    suspended: 0,
    stalled: 0,
    completed,
    failed,
    terminated: 0,
  };
  return { appId: 'orders', name, total: completed + failed, byStatus, lastStartedAt };
}
