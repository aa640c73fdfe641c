import { join, sqltag as sql } from '@prisma/client/runtime/client';
import type { BulkGroup, BulkItem } from '@/lib/domain/bulk-job';
import type { InstanceRef } from '@/lib/domain/instance';
import type { LedgerPage, PresentRun } from '../../bulk-store';
import type { PrismaClient } from '../generated/sqlite/client';
import { toItem } from './job-row';

/** A page of the ledger, in the order of the set. */
export async function listItems(
  { bulkItem }: PrismaClient,
  id: string,
  { states, after, limit }: LedgerPage,
): Promise<readonly BulkItem[]> {
  const isWanted = states === undefined ? {} : { state: { in: [...states] } };
  const where = { jobId: id, seq: { gt: after }, ...isWanted };
  return (await bulkItem.findMany({ where, orderBy: { seq: 'asc' }, take: limit })).map(toItem);
}

type RawGroup = Omit<BulkGroup, 'count' | 'note'> & { readonly count: number | bigint; readonly note: string | null };

/** The set in groups of items that are alike, the largest first. */
export async function groupsOf(prisma: PrismaClient, id: string, limit: number): Promise<readonly BulkGroup[]> {
  const rows = await prisma.$queryRaw<RawGroup[]>(sql`
    SELECT app_id AS "appId", name, status, state, note, count(*) AS count FROM bulk_item WHERE job_id = ${id}
    GROUP BY app_id, name, status, state, note ORDER BY count(*) DESC, app_id, name, status LIMIT ${limit}`);
  return rows.map(({ note, count, ...row }) => ({ ...row, note: note ?? undefined, count: Number(count) }));
}

type RawRun = Omit<PresentRun, 'isChild'> & { readonly parent: string | null };

/** What those of some instances that are there are like now. */
export async function lookUp(prisma: PrismaClient, refs: readonly InstanceRef[]): Promise<readonly PresentRun[]> {
  if (refs.length === 0) return [];
  const wanted = join(refs.map(({ appId, instanceId }) => sql`(${appId}, ${instanceId})`));
  const rows = await prisma.$queryRaw<RawRun[]>(sql`
    SELECT app_id AS "appId", instance_id AS "instanceId", created_at AS "createdAt", name, status,
      parent_instance_id AS parent
    FROM instance WHERE (app_id, instance_id) IN (VALUES ${wanted})`);
  return rows.map(({ parent, ...run }) => ({ ...run, isChild: parent !== null }));
}
