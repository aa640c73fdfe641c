import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@/lib/domain/app-error';
import { HeldLease, type LeaseEvents, type LeaseTable, type LeaseTime } from './held-lease';
import { judgeLease, leaseRefusal, type LeaseHolder, type LeaseRow, type LeaseWatch } from './lease';
import { holderOf, isGone, type ProcessIdentity } from './lease-process';

/** How somebody takes a lease; everything has a default that is right for this process. */
export type LeaseRequest = LeaseEvents & {
  /** What to say of the holder in place of the defaults. */
  readonly holder?: Partial<LeaseHolder> | undefined;
  /** Whether a holder's process has certainly ended. */
  readonly isGone?: ((holder: ProcessIdentity) => boolean) | undefined;
  readonly time?: LeaseTime | undefined;
};

const machineTime: LeaseTime = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  pause: (ms) => pause(ms),
};

/**
 * Takes the lease of a store: at once when it is free or its holder's process is gone, else once the holder gave no sign
 * of life for its lease time. Rejects with `conflict`, naming the holder, as soon as that one shows life.
 */
export async function acquireLease(table: LeaseTable, request: LeaseRequest = {}): Promise<HeldLease> {
  const time = request.time ?? machineTime;
  const holder = holderOf(request.holder);
  let watch: LeaseWatch | undefined;
  let lookedAt = time.elapsed();
  for (;;) {
    const row = await table.read();
    const at = time.elapsed();
    const look = { row, sinceLast: at - lookedAt, isGone: isHolderGone(row, request) };
    lookedAt = at;
    const verdict = judgeLease(look, watch);
    if (verdict.kind === 'refuse') throw leaseRefusal(table.store, row);
    if (verdict.kind === 'wait') {
      if (watch === undefined) request.onWait?.(row, verdict.restMs);
      watch = verdict.watch;
      await time.pause(verdict.ms);
    } else if (await take(table, row, { ...holder, since: time.now() })) {
      return new HeldLease(table, { epoch: row.epoch + 1, holder }, { ...request, ...time });
    }
  }
}

function isHolderGone({ holder }: LeaseRow, request: LeaseRequest): boolean {
  return holder !== undefined && (request.isGone ?? isGone)(holder);
}

/** A silent holder may have been stopped in the middle of a write and then keeps every other writer out. */
async function take(table: LeaseTable, row: LeaseRow, holder: LeaseHolder): Promise<boolean> {
  try {
    return await table.take(row, holder);
  } catch (error) {
    if (row.holder === undefined || !(error instanceof AppError) || error.code !== 'unavailable') throw error;
    const { message } = leaseRefusal(table.store, row);
    throw new AppError('conflict', `${message} It is silent, and its place cannot be taken: ${error.message}`, {
      hint: `End process ${row.holder.pid} on host ${row.holder.host} and start again.`,
      cause: error,
    });
  }
}
