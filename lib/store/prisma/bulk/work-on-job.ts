import { INTERRUPTED, type BulkItem } from '@/lib/domain/bulk-job';
import type { Claim, ItemPage, Outcomes } from '../../bulk-store';
import type { PrismaClient } from '../generated/sqlite/client';
import { toItem } from './job-row';

const WORKABLE = ['preparing', 'running'];
const LONGEST_MS = { timeout: 30_000, maxWait: 15_000 };

type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];
type Held = { readonly id: string; readonly by: string };

class ClaimLost extends Error {}

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
export function addItems(prisma: PrismaClient, held: Held, { items, cursor, setHash }: ItemPage): Promise<boolean> {
  const waiting = items.filter(({ state }) => state === 'waiting').length;
  return whileHeld(prisma, held, async (tx) => {
    await tx.bulkJob.update({
      where: { id: held.id },
      data: {
        ...{ setHash, cursor: cursor ?? null, state: cursor === undefined ? 'ready' : 'preparing' },
        ...{ total: { increment: items.length }, waiting: { increment: waiting } },
        skipped: { increment: items.length - waiting },
      },
    });
    const rows = items.map(({ note, at, ...item }) => ({
      ...item,
      jobId: held.id,
      note: note ?? null,
      at: at ?? null,
    }));
    if (rows.length > 0) await tx.bulkItem.createMany({ data: rows });
  });
}

/** Gives back what the last owner of a job left under way. */
export async function takeBack(prisma: PrismaClient, held: Held): Promise<void> {
  await whileHeld(prisma, held, async (tx) => {
    const where = { jobId: held.id, state: 'under-way' };
    await tx.bulkItem.updateMany({ where, data: { state: 'waiting', note: INTERRUPTED } });
  });
}

/** The next items in order, which are under way from then on. */
export async function takeItems(prisma: PrismaClient, held: Held, limit: number): Promise<readonly BulkItem[]> {
  let taken: readonly BulkItem[] = [];
  await whileHeld(prisma, held, async (tx) => {
    const job = await tx.bulkJob.findUnique({ where: { id: held.id }, select: { state: true } });
    if (job?.state !== 'running') return;
    const where = { jobId: held.id, state: 'waiting' };
    const rows = await tx.bulkItem.findMany({ where, orderBy: { seq: 'asc' }, take: limit });
    const seqs = rows.map(({ seq }) => seq);
    await tx.bulkItem.updateMany({
      where: { jobId: held.id, seq: { in: seqs } },
      data: { state: 'under-way', attempts: { increment: 1 } },
    });
    taken = rows.map((row) => ({ ...toItem(row), state: 'under-way' as const, attempts: row.attempts + 1 }));
  });
  return taken;
}

/** Writes down what became of items; a job none of whose items waits any more has finished. */
export function settleItems(prisma: PrismaClient, held: Held, { at, of }: Outcomes): Promise<boolean> {
  const alike = Map.groupBy(of, ({ state, note = '' }) => `${state} ${note}`);
  const count = (wanted: string): number => of.filter(({ state }) => state === wanted).length;
  return whileHeld(prisma, held, async (tx) => {
    for (const [first, ...rest] of alike.values()) {
      if (first === undefined) continue;
      const seqs = [first, ...rest].map(({ seq }) => seq);
      await tx.bulkItem.updateMany({
        where: { jobId: held.id, seq: { in: seqs }, state: 'under-way' },
        data: { state: first.state, note: first.note ?? null, at },
      });
    }
    const { waiting, state } = await tx.bulkJob.update({
      where: { id: held.id },
      data: {
        waiting: { decrement: of.length - count('waiting') },
        ...{ done: { increment: count('done') }, skipped: { increment: count('skipped') } },
        failed: { increment: count('failed') },
      },
    });
    if (waiting > 0 || state !== 'running') return;
    await tx.bulkJob.update({ where: { id: held.id }, data: { state: 'finished', endedAt: at, trouble: null } });
  });
}

/** One transaction that begins by a write, so that it waits for other writers instead of failing beside them. */
async function whileHeld(prisma: PrismaClient, { id, by }: Held, work: (tx: Tx) => Promise<void>): Promise<boolean> {
  try {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.bulkJob.updateMany({ where: { id, claimedBy: by }, data: { claimedBy: by } });
      if (count === 0) throw new ClaimLost();
      await work(tx);
    }, LONGEST_MS);
    return true;
  } catch (error) {
    if (error instanceof ClaimLost) return false;
    throw error;
  }
}
