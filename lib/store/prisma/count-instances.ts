import { sqltag as sql } from '@prisma/client/runtime/client';
import type { Instant } from '@/lib/domain/instant';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { InstanceCounts, WorkflowCounts } from '../console-store';
import { foldCounts, noStatuses, type CountCell } from '../fold-counts';
import { timeAndTextConditions, whereAll } from './filter-sql';
import type { ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';

/** Exact counts: from the counter rows, or by one grouped scan when the filter is also about time or text. */
export async function countInstances(
  { prisma, dialect }: ConsoleDatabase,
  filter: InstanceFilter,
): Promise<InstanceCounts> {
  const conditions = timeAndTextConditions(filter, dialect);
  const cells =
    conditions.length === 0
      ? await prisma.counter.findMany({ where: { count: { gt: 0 } } })
      : await prisma.$queryRaw<RawCell[]>(
          sql`SELECT app_id AS "appId", name, status, count(*) AS count FROM instance
            ${whereAll(conditions)} GROUP BY app_id, name, status`,
        );
  return foldCounts(cells.map(toCell), filter);
}

/** Every workflow that has instances, with its counts and when the newest run that left PENDING was started. */
export async function listWorkflows(prisma: PrismaClient): Promise<readonly WorkflowCounts[]> {
  const rows = await prisma.$queryRaw<(RawCell & { readonly lastStartedAt: Instant | null })[]>(
    sql`SELECT app_id AS "appId", name, status, count, (
        SELECT started_at FROM instance i
        WHERE c.status <> 'pending' AND i.app_id = c.app_id AND i.name = c.name AND i.status = c.status
          AND i.started_at IS NOT NULL
        ORDER BY i.created_at DESC, i."key" DESC LIMIT 1
      ) AS "lastStartedAt"
      FROM counter c WHERE count > 0 ORDER BY app_id, name`,
  );
  const workflows = new Map<string, WorkflowCounts>();
  for (const row of rows) {
    const { appId, name, status, count } = toCell(row);
    const key = JSON.stringify([appId, name]);
    const known = workflows.get(key) ?? { appId, name, total: 0, byStatus: noStatuses() };
    workflows.set(key, {
      ...known,
      total: known.total + count,
      byStatus: { ...known.byStatus, [status]: count },
      lastStartedAt: later(known.lastStartedAt, row.lastStartedAt),
    });
  }
  return [...workflows.values()];
}

type RawCell = {
  readonly appId: string;
  readonly name: string;
  readonly status: string;
  readonly count: number | bigint;
};

function toCell(row: RawCell): CountCell {
  // Only the runtime's store writes the column, and only from the domain's type.
  return { appId: row.appId, name: row.name, status: row.status as InstanceStatus, count: Number(row.count) };
}

function later(a: Instant | undefined, b: Instant | null): Instant | undefined {
  if (b === null) return a;
  return a === undefined || b > a ? b : a;
}
