import { AppError } from '@/lib/domain/app-error';
import type { Instant } from '@/lib/domain/instant';

// One process at a time writes to a store: the holder of its lease. The rules:
//
// 1. Every hold has an epoch of its own, one above the last. A commit checks the epoch in its own transaction, so a
//    holder that was replaced can write nothing any more, however late it notices. Safety rests on this alone.
// 2. A holder shows life by raising `beat`. Whoever waits for the lease measures, by its own monotonic clock, for how
//    long it saw no change. Wall clocks are shown to people and decide nothing, so a wrong one costs no holder its lease.
// 3. Time in which the waiting side did not look (it was stopped, or the machine slept) counts for two looks at most.
// 4. The lease changes hands only if it is still exactly as it was last seen.

/** Who may write to a store, as it wrote itself down there. */
export type LeaseHolder = {
  /** Random, of this one hold. */
  readonly id: string;
  /** What it is, for people: `Perdure runtime`. */
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  /** Process ids mean the same within one place: this boot of this machine, and this container. */
  readonly place: string;
  /** When the process started, in the words of its system; tells a reused pid apart. Absent where nobody can tell. */
  readonly processStart?: string | undefined;
  readonly version: string;
  /** When it took the lease, by its wall clock. */
  readonly since: Instant;
  /** How long it may be silent before it is replaced, in milliseconds. */
  readonly leaseMs: number;
};

/** The lease as the store holds it. `beatAt`: the last sign of life, by the wall clock of whoever gave it. */
export type LeaseRow = {
  readonly epoch: number;
  readonly beat: number;
  readonly beatAt?: Instant | undefined;
  readonly holder?: LeaseHolder | undefined;
};

/** What the waiting side has seen so far: the lease as it was first seen, and for how long it stayed so. */
export type LeaseWatch = { readonly row: LeaseRow; readonly silentMs: number };

/** One more look at the lease. `sinceLast`: milliseconds since the look before, by a clock that never jumps. */
export type LeaseLook = { readonly row: LeaseRow; readonly sinceLast: number; readonly isGone: boolean };

export type LeaseVerdict =
  | { readonly kind: 'take' | 'refuse' }
  /** Look again after `ms`; `restMs`: how long the holder may yet stay silent. */
  | { readonly kind: 'wait'; readonly ms: number; readonly restMs: number; readonly watch: LeaseWatch };

const LONGEST_PAUSE_MS = 250;
const LOOKS_PER_LEASE = 40;
const COUNTED_PAUSES = 2;
const BEATS_PER_LEASE = 5;

/** How often a holder shows life, in milliseconds. */
export function heartbeatMs(leaseMs: number): number {
  return leaseMs / BEATS_PER_LEASE;
}

/** Whether one who wants the lease may take it, must look again, or is refused, since the holder shows life. */
export function judgeLease({ row, sinceLast, isGone }: LeaseLook, before: LeaseWatch | undefined): LeaseVerdict {
  if (row.holder === undefined || isGone) return { kind: 'take' };
  const { leaseMs } = row.holder;
  const pause = Math.min(LONGEST_PAUSE_MS, leaseMs / LOOKS_PER_LEASE);
  if (before !== undefined && showsLife(before.row, row)) return { kind: 'refuse' };
  const silentMs = before === undefined ? 0 : before.silentMs + Math.min(sinceLast, COUNTED_PAUSES * pause);
  const restMs = leaseMs - silentMs;
  if (restMs <= 0) return { kind: 'take' };
  return { kind: 'wait', ms: Math.min(pause, restMs), restMs, watch: { row, silentMs } };
}

function showsLife(before: LeaseRow, now: LeaseRow): boolean {
  return before.epoch !== now.epoch || before.beat !== now.beat;
}

/** Who holds a store, since when, and when it last showed life. */
export function describeHolder({ host, pid, since }: LeaseHolder, beatAt: Instant | undefined): string {
  const life = beatAt === undefined ? '' : `, last sign of life ${instantText(beatAt)}`;
  return `pid ${pid} on host ${host}, since ${instantText(since)}${life}`;
}

function instantText(at: Instant): string {
  return new Date(at).toISOString();
}

/** The refusal of one who wants a store that somebody else holds. */
export function leaseRefusal(store: string, { holder, beatAt }: LeaseRow): AppError {
  if (holder === undefined) return new AppError('conflict', `The store ${store} was taken by somebody else just now.`);
  const who = describeHolder(holder, beatAt);
  return new AppError('conflict', `The store ${store} is in use by another ${holder.role} (${who}).`, {
    hint: 'Stop that process, or use another store.',
  });
}

/**
 * The refusal of a holder that was replaced; nothing it writes from then on reaches the store. `unavailable`, since
 * whoever asked may ask the new holder and nothing of the request was done.
 */
export class LeaseLost extends AppError {
  constructor(store: string, { holder, beatAt }: LeaseRow) {
    const now =
      holder === undefined ? 'nobody holds it now' : `${holder.role} ${describeHolder(holder, beatAt)} holds it`;
    super('unavailable', `This process lost the store ${store}: ${now}. Nothing of this request was written.`, {
      hint: 'It gave no sign of life for longer than its lease, so another one took its place. Ask that one.',
    });
    this.name = 'LeaseLost';
  }
}
