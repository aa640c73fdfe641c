import { sqltag as sql } from '@prisma/client/runtime/client';
import type { KnownKinds } from '@/lib/query/plan-query';
import type { Instant } from '@/lib/domain/instant';
import type { InstanceCounts, StoreFilter, WorkflowCounts } from '../console-store';
import { foldCounts, noStatuses } from '../fold-counts';
import { countedCells, narrowedCells } from './count-cells';
import type { ConsoleDatabase } from './dialect';
import { isNothing, timeConditions } from './filter-sql';
import type { PrismaClient } from './generated/sqlite/client';

/** From the counter rows; by looking, as far as the bounds allow, when the filter is also about time or text. */
export async function countInstances(database: ConsoleDatabase, filter: StoreFilter): Promise<InstanceCounts> {
  const { text = '', rest } = filter;
  if (isNothing(filter)) return foldCounts([], filter);
  const isNarrowed = timeConditions(filter).length > 0 || text !== '' || rest !== undefined;
  return foldCounts(await (isNarrowed ? narrowedCells(database, filter) : countedCells(database)), filter);
}

/** App IDs and workflow names of the counters. */
export async function listKinds(prisma: PrismaClient): Promise<KnownKinds> {
  const rows = await prisma.counter.findMany({ where: { count: { gt: 0 } }, select: { appId: true, name: true } });
  return {
    appIds: [...new Set(rows.map(({ appId }) => appId))].sort(),
    names: [...new Set(rows.map(({ name }) => name))].sort(),
  };
}

/** Every workflow that has instances, with its counts and when the newest run that left PENDING was started. */
export async function listWorkflows(prisma: PrismaClient): Promise<readonly WorkflowCounts[]> {
  const rows = await prisma.$queryRaw<RawWorkflow[]>(
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
    const { appId, name, status, count } = row;
    const key = JSON.stringify([appId, name]);
    const known = workflows.get(key) ?? { appId, name, total: 0, byStatus: noStatuses() };
    workflows.set(key, {
      ...known,
      total: known.total + Number(count),
      byStatus: { ...known.byStatus, [status]: Number(count) },
      lastStartedAt: later(known.lastStartedAt, row.lastStartedAt),
    });
  }
  return [...workflows.values()];
}

type RawWorkflow = {
  readonly appId: string;
  readonly name: string;
  readonly status: string;
  readonly count: number | bigint;
  readonly lastStartedAt: Instant | null;
};

function later(a: Instant | undefined, b: Instant | null): Instant | undefined {
  if (b === null) return a;
  return a === undefined || b > a ? b : a;
}
