import type { WorkflowsJson } from '@/lib/api/schemas';

export type WorkflowRow = WorkflowsJson['workflows'][number];

export const SORTS = ['name', 'executions', 'failed', 'rate', 'last'] as const;

export type Sort = (typeof SORTS)[number];

/** Rows in the order asked for: names from A, everything else with the most or newest first. */
export function sortWorkflows(rows: readonly WorkflowRow[], sort: Sort): readonly WorkflowRow[] {
  const order = ORDERS[sort];
  return rows.toSorted((one, other) => order(one, other) || byName(one, other));
}

type Order = (one: WorkflowRow, other: WorkflowRow) => number;

const byName: Order = (one, other) => one.name.localeCompare(other.name) || one.appId.localeCompare(other.appId);

const ORDERS: Record<Sort, Order> = {
  name: byName,
  executions: (one, other) => other.total - one.total,
  failed: (one, other) => other.byStatus.failed - one.byStatus.failed,
  rate: (one, other) => failureRate(other) - failureRate(one),
  last: (one, other) => (other.lastStartedAt ?? 0) - (one.lastStartedAt ?? 0),
};

/** The share of all executions that failed; 0 for none. */
function failureRate({ byStatus, total }: WorkflowRow): number {
  return total === 0 ? 0 : byStatus.failed / total;
}
