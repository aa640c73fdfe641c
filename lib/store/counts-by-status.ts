import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';

export type StatusCount = { readonly status: InstanceStatus; readonly count: number };

/** Counts of every status, zero for those that were not found, and their sum. */
export function countsByStatus(found: readonly StatusCount[]) {
  const counts = new Map(found.map(({ status, count }) => [status, count]));
  const each = INSTANCE_STATUSES.map((status) => [status, counts.get(status) ?? 0] as const);
  return {
    // Safe: every status is among the keys.
    byStatus: Object.fromEntries(each) as Record<InstanceStatus, number>,
    instances: found.reduce((sum, { count }) => sum + count, 0),
  };
}
