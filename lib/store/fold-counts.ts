import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { InstanceCounts } from './console-store';

/** How many instances there are of one App ID, workflow name and status. */
export type CountCell = {
  readonly appId: string;
  readonly name: string;
  readonly status: InstanceStatus;
  readonly count: number;
};

/** A count of zero for every status. */
export function noStatuses(): Record<InstanceStatus, number> {
  return { pending: 0, running: 0, suspended: 0, stalled: 0, completed: 0, failed: 0, terminated: 0 };
}

/**
 * The counts a filter asks for, from cells that already obey its other clauses. Each breakdown leaves out its own clause:
 * beside "failed", the list still says how many are running. Apps and names come largest first, those without any left out.
 */
export function foldCounts(cells: readonly CountCell[], filter: InstanceFilter): InstanceCounts {
  const byStatus = noStatuses();
  const byApp = new Map<string, number>();
  const byName = new Map<string, number>();
  let total = 0;
  for (const { appId, name, status, count } of cells) {
    const app = allows(filter.appIds, appId);
    const named = allows(filter.names, name);
    const inStatus = allows(filter.statuses, status);
    if (app && named) byStatus[status] += count;
    if (named && inStatus) byApp.set(appId, (byApp.get(appId) ?? 0) + count);
    if (app && inStatus) byName.set(name, (byName.get(name) ?? 0) + count);
    if (app && named && inStatus) total += count;
  }
  return {
    total,
    byStatus,
    byApp: largestFirst(byApp).map(([appId, count]) => ({ appId, count })),
    byName: largestFirst(byName).map(([name, count]) => ({ name, count })),
  };
}

function allows(allowed: readonly string[], value: string): boolean {
  return allowed.length === 0 || allowed.includes(value);
}

function largestFirst(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
