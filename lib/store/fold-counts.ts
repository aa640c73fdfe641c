import type { InstanceFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';
import type { InstanceCounts, Tally } from './console-store';

/** How many instances there are, or at least are, of one App ID, workflow name and status. */
export type CountCell = Tally & {
  readonly appId: string;
  readonly name: string;
  readonly status: InstanceStatus;
};

/** A count of zero for every status. */
export function noStatuses(): Record<InstanceStatus, number> {
  return { pending: 0, running: 0, suspended: 0, stalled: 0, completed: 0, failed: 0, terminated: 0 };
}

/** Which of the clauses on status, app and name a cell obeys. */
export function obeyedBy({ appId, name, status }: Omit<CountCell, keyof Tally>, filter: InstanceFilter) {
  return {
    app: allows(filter.appIds, appId),
    name: allows(filter.names, name),
    status: allows(filter.statuses, status),
  };
}

/**
 * The counts a filter asks for, from cells that already obey its other clauses. Each breakdown leaves out its own clause:
 * beside "failed", the list still says how many are running. Apps and names come largest first, those without any left
 * out. All figures are sums over the same cells, so none is larger than another that includes it.
 */
export function foldCounts(cells: readonly CountCell[], filter: InstanceFilter): InstanceCounts {
  const byStatus = new Sums<InstanceStatus>();
  const byApp = new Sums<string>();
  const byName = new Sums<string>();
  const total = new Sums<'all'>();
  for (const cell of cells) {
    const obeyed = obeyedBy(cell, filter);
    if (obeyed.app && obeyed.name) byStatus.add(cell.status, cell);
    if (obeyed.name && obeyed.status) byApp.add(cell.appId, cell);
    if (obeyed.app && obeyed.status) byName.add(cell.name, cell);
    if (obeyed.app && obeyed.name && obeyed.status) total.add('all', cell);
  }
  const statuses = INSTANCE_STATUSES.map((status) => [status, byStatus.of(status)] as const);
  return {
    total: total.of('all'),
    // Safe: every status is among the keys.
    byStatus: Object.fromEntries(statuses) as Record<InstanceStatus, Tally>,
    byApp: byApp.largestFirst().map(([appId, tally]) => ({ appId, ...tally })),
    byName: byName.largestFirst().map(([name, tally]) => ({ name, ...tally })),
  };
}

class Sums<Key extends string> {
  readonly #tallies = new Map<Key, Tally>();

  add(key: Key, { count, isExact }: Tally): void {
    const before = this.of(key);
    this.#tallies.set(key, { count: before.count + count, isExact: before.isExact && isExact });
  }

  of(key: Key): Tally {
    return this.#tallies.get(key) ?? { count: 0, isExact: true };
  }

  largestFirst(): readonly (readonly [Key, Tally])[] {
    return [...this.#tallies]
      .filter(([, { count }]) => count > 0)
      .sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
  }
}

function allows(allowed: readonly string[], value: string): boolean {
  return allowed.length === 0 || allowed.includes(value);
}
