import { sqltag as sql } from '@prisma/client/runtime/client';
import type { BulkJob, BulkState } from '@/lib/domain/bulk-job';
import type { JobChange, WorkableJob } from '../../bulk-store';
import type { Instant } from '@/lib/domain/instant';
import type { ConsoleDatabase } from '../dialect';
import type { PrismaClient } from '../generated/sqlite/client';
import { toJob, toJobRow } from './job-row';

const DELETABLE = ['preparing', 'ready', 'finished', 'aborted'];

export async function createJob({ bulkJob }: PrismaClient, job: BulkJob): Promise<void> {
  await bulkJob.create({ data: toJobRow(job) });
}

export async function getJob({ bulkJob }: PrismaClient, id: string): Promise<BulkJob | undefined> {
  const row = await bulkJob.findUnique({ where: { id } });
  return row === null ? undefined : toJob(row);
}

/** Newest first. */
export async function listJobs({ bulkJob }: PrismaClient, limit: number): Promise<readonly BulkJob[]> {
  const rows = await bulkJob.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], take: limit });
  return rows.map(toJob);
}

/** False when there is none that may be deleted. */
export async function deleteJob({ bulkJob }: PrismaClient, id: string): Promise<boolean> {
  return (await bulkJob.deleteMany({ where: { id, state: { in: DELETABLE } } })).count > 0;
}

/** Deletes jobs made before then that nobody confirmed; writes nothing when there are none. */
export async function deleteDrafts(
  { prisma, write }: Pick<ConsoleDatabase, 'prisma' | 'write'>,
  before: Instant,
): Promise<void> {
  const where = { state: { in: ['preparing', 'ready'] }, createdAt: { lt: before } };
  if ((await prisma.bulkJob.count({ where })) > 0) await write(({ bulkJob }) => bulkJob.deleteMany({ where }));
}

/** False when the job is in none of the states. */
export async function changeJob(
  { bulkJob }: PrismaClient,
  { id, from }: { readonly id: string; readonly from: readonly BulkState[] },
  { action, ...change }: JobChange,
): Promise<boolean> {
  const data = action === undefined ? change : { ...change, action: JSON.stringify(action) };
  return (await bulkJob.updateMany({ where: { id, state: { in: [...from] } }, data })).count > 0;
}

/** Gives those that failed another try, and lets a job that had finished go on; answers how many there are. */
export async function retryFailed({ atomically }: Pick<ConsoleDatabase, 'atomically'>, id: string): Promise<number> {
  const goOn = sql`
    UPDATE bulk_job SET waiting = waiting + failed, failed = 0, ended_at = NULL,
      state = CASE state WHEN 'finished' THEN 'running' ELSE state END
    WHERE id = ${id} AND failed > 0 AND state IN ('running', 'paused', 'finished')`;
  const again = sql`
    UPDATE bulk_item SET state = 'waiting', note = NULL, "at" = NULL WHERE job_id = ${id} AND state = 'failed'
    RETURNING seq`;
  return (await atomically([goOn, again]))?.length ?? 0;
}

/** Jobs that nobody works on, or whose worker has not been heard of. */
export async function jobsToWorkOn({ bulkJob }: PrismaClient, now: Instant): Promise<readonly WorkableJob[]> {
  const rows = await bulkJob.findMany({
    where: {
      state: { in: ['preparing', 'running'] },
      OR: [{ claimedBy: null }, { claimedUntil: null }, { claimedUntil: { lt: now } }],
    },
    select: { id: true, cursor: true },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ id, cursor }) => ({ id, cursor: cursor ?? undefined }));
}
