import { join, sqltag as sql } from '@prisma/client/runtime/client';
import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { ChildPage, Descendants, Tally } from '../console-store';
import { noStatuses } from '../fold-counts';
import type { ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';
import { readSummaries } from './read-summaries';

/** Children of one child that are counted, and executions below one that are walked. */
const COUNTED_CHILDREN = 100;
const COUNTED_BELOW = 2_000;

/** The first children of an instance in the order in which they were started, each with how many children it has. */
export async function listChildren(
  database: ConsoleDatabase,
  { appId, instanceId }: InstanceRef,
  limit: number,
): Promise<ChildPage> {
  const found = await readSummaries(
    database,
    sql`WHERE parent_app_id = ${appId} AND parent_instance_id = ${instanceId}
      ORDER BY created_at, "key" LIMIT ${limit + 1}`,
  );
  const shown = found.slice(0, limit);
  const counts = await childCounts(
    database.prisma,
    shown.map(({ key }) => key),
  );
  return {
    children: shown.map(({ key, summary }) => ({
      ...summary,
      children: tallyOf(counts.get(key) ?? 0, COUNTED_CHILDREN),
    })),
    hasMore: found.length > limit,
  };
}

/** How many there are below an instance, at whatever depth, by status; no more than a bound are looked at. */
export async function countDescendants(prisma: PrismaClient, { appId, instanceId }: InstanceRef): Promise<Descendants> {
  const rows = await prisma.$queryRaw<{ readonly status: string; readonly count: number | bigint }[]>(sql`
    WITH RECURSIVE below (app_id, instance_id, status) AS (
      SELECT app_id, instance_id, status FROM instance
      WHERE parent_app_id = ${appId} AND parent_instance_id = ${instanceId}
      UNION ALL
      SELECT c.app_id, c.instance_id, c.status
      FROM below JOIN instance AS c ON c.parent_app_id = below.app_id AND c.parent_instance_id = below.instance_id
    )
    SELECT status, count(*) AS count FROM (SELECT status FROM below LIMIT ${COUNTED_BELOW + 1}) AS walked
    GROUP BY status`);
  const byStatus = { ...noStatuses() };
  // Only the runtime's store writes the column, and only from the domain's type.
  for (const { status, count } of rows) byStatus[status as InstanceStatus] = Number(count);
  const total = rows.reduce((sum, { count }) => sum + Number(count), 0);
  return { total: tallyOf(total, COUNTED_BELOW), byStatus };
}

async function childCounts(prisma: PrismaClient, keys: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (keys.length === 0) return new Map();
  const rows = await prisma.$queryRaw<{ readonly key: number | bigint; readonly count: number | bigint }[]>(sql`
    SELECT "key", (SELECT count(*) FROM (
      SELECT 1 FROM instance AS c WHERE c.parent_app_id = p.app_id AND c.parent_instance_id = p.instance_id
      LIMIT ${COUNTED_CHILDREN + 1}
    ) AS counted) AS count
    FROM instance AS p WHERE "key" IN (${join([...keys])})`);
  return new Map(rows.map(({ key, count }) => [Number(key), Number(count)]));
}

function tallyOf(found: number, most: number): Tally {
  return { count: Math.min(found, most), isExact: found <= most };
}
