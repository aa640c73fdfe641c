import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import { INTERRUPTED, type BulkItem } from '@/lib/domain/bulk-job';
import type { Claim, ItemPage, Outcomes } from '../../bulk-store';
import type { ConsoleDatabase } from '../dialect';
import type { PrismaClient } from '../generated/sqlite/client';
import { toItem } from './job-row';

const WORKABLE = ['preparing', 'running'];

type Database = Pick<ConsoleDatabase, 'atomically'>;
type Held = { readonly id: string; readonly by: string };

/** Takes or renews the claim on a job; false when another has it, or there is nothing to do. */
export async function claimJob({ bulkJob }: PrismaClient, id: string, { by, now, until }: Claim): Promise<boolean> {
  const isFree = { OR: [{ claimedBy: null }, { claimedBy: by }, { claimedUntil: { lt: now } }] };
  const { count } = await bulkJob.updateMany({
    where: { id, state: { in: WORKABLE }, ...isFree },
    data: { claimedBy: by, claimedUntil: until },
  });
  return count > 0;
}

/** Lets another process take a job, as far as the claim is one's own. */
export async function releaseJob({ bulkJob }: PrismaClient, { id, by }: Held): Promise<void> {
  await bulkJob.updateMany({ where: { id, claimedBy: by }, data: { claimedBy: null, claimedUntil: null } });
}

/** Writes the next part of a set down, and moves the job on when that was all of it. */
export async function addItems(database: Database, { id, by }: Held, page: ItemPage): Promise<boolean> {
  const { items, cursor = null, setHash } = page;
  const waiting = items.filter(({ state }) => state === 'waiting').length;
  const moveOn = sql`
    UPDATE bulk_job SET set_hash = ${setHash}, "cursor" = ${cursor}, state = ${cursor === null ? 'ready' : 'preparing'},
      total = total + ${items.length}, waiting = waiting + ${waiting}, skipped = skipped + ${items.length - waiting}
    WHERE id = ${id} AND claimed_by = ${by} AND state = 'preparing'`;
  return (await database.atomically([moveOn, ...(items.length === 0 ? [] : [insert(id, items)])])) !== undefined;
}

function insert(id: string, items: ItemPage['items']): Sql {
  const rows = items.map(({ seq, appId, instanceId, createdAt, name, status, state, note = null, at = null }) => {
    return sql`(${id}, ${seq}, ${appId}, ${instanceId}, ${createdAt}, ${name}, ${status}, ${state}, ${note}, ${at})`;
  });
  return sql`
    INSERT INTO bulk_item (job_id, seq, app_id, instance_id, created_at, name, status, state, note, "at")
    VALUES ${join(rows)}`;
}

/** Gives back what the last owner of a job left under way. */
export async function takeBack(database: Database, held: Held): Promise<void> {
  const giveBack = sql`
    UPDATE bulk_item SET state = 'waiting', note = ${INTERRUPTED} WHERE job_id = ${held.id} AND state = 'under-way'`;
  await database.atomically([stillHeld(held), giveBack]);
}

/** The next items in order, which are under way from then on. */
export async function takeItems(database: Database, held: Held, limit: number): Promise<readonly BulkItem[]> {
  const take = sql`
    UPDATE bulk_item SET state = 'under-way', attempts = attempts + 1 WHERE job_id = ${held.id} AND seq IN (
      SELECT seq FROM bulk_item WHERE job_id = ${held.id} AND state = 'waiting' ORDER BY seq LIMIT ${limit}
    )
    RETURNING seq, app_id AS "appId", instance_id AS "instanceId", created_at AS "createdAt", name, status, state, note,
      attempts, "at"`;
  const rows = (await database.atomically([stillHeld(held, 'running'), take])) ?? [];
  // Safe: the statement gives columns of these names.
  return (rows as readonly Parameters<typeof toItem>[0][]).map(toItem).toSorted((one, other) => one.seq - other.seq);
}

/** Writes down what became of items; a job none of whose items waits any more has finished, also one that was paused meanwhile. */
export async function settleItems(database: Database, { id, by }: Held, { at, of }: Outcomes): Promise<boolean> {
  const count = (wanted: string): number => of.filter(({ state }) => state === wanted).length;
  const alike = [...Map.groupBy(of, ({ state, note = '' }) => `${state} ${note}`).values()];
  const settled = alike.map((group) => {
    const [first] = group;
    const seqs = join(group.map(({ seq }) => seq));
    return sql`
      UPDATE bulk_item SET state = ${first?.state}, note = ${first?.note ?? null}, "at" = ${at}
      WHERE job_id = ${id} AND state = 'under-way' AND seq IN (${seqs})`;
  });
  const told = sql`
    UPDATE bulk_job SET waiting = waiting - ${of.length - count('waiting')}, done = done + ${count('done')},
      skipped = skipped + ${count('skipped')}, failed = failed + ${count('failed')}
    WHERE id = ${id} AND claimed_by = ${by}`;
  const finished = sql`
    UPDATE bulk_job SET state = 'finished', ended_at = ${at}, trouble = NULL
    WHERE id = ${id} AND state IN ('running', 'paused') AND waiting = 0`;
  return (await database.atomically([told, ...settled, finished])) !== undefined;
}

/** Changes nothing, and hits the job while the claim is one's own. It comes first, so that it waits for other writers. */
function stillHeld({ id, by }: Held, state?: string): Sql {
  const isSo = state === undefined ? sql`state` : sql`${state}`;
  return sql`UPDATE bulk_job SET claimed_by = claimed_by WHERE id = ${id} AND claimed_by = ${by} AND state = ${isSo}`;
}
