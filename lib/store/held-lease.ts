import type { Instant } from '@/lib/domain/instant';
import { heartbeatMs, LeaseLost, type LeaseHolder, type LeaseRow } from './lease';

/** Which hold of the lease a writer claims to have. */
export type LeaseClaim = { readonly epoch: number; readonly id: string };

/** The lease in one store: what every database must offer. Each method is one durable transaction. */
export interface LeaseTable {
  /** The store as people know it: its path, or its URL without the password. */
  readonly store: string;
  read(): Promise<LeaseRow>;
  /** Takes the lease at the next epoch if it still is as it was seen; false when it is not. */
  take(seen: LeaseRow, holder: LeaseHolder): Promise<boolean>;
  /** Raises the beat; false when the claim does not hold any more. */
  beat(claim: LeaseClaim, now: Instant): Promise<boolean>;
  /** Leaves the lease free, at the same epoch; does nothing when the claim does not hold any more. */
  release(claim: LeaseClaim): Promise<void>;
}

export type LeaseTime = {
  /** The wall clock: for people only. */
  now(): Instant;
  /** Milliseconds of a clock that never jumps. */
  elapsed(): number;
  pause(ms: number): Promise<void>;
};

/** Who wants to know what becomes of a lease. */
export type LeaseEvents = {
  /** The holder may be gone; it is watched for at most so many milliseconds. */
  readonly onWait?: ((row: LeaseRow, longestMs: number) => void) | undefined;
  /** Called once, when this process was found to be replaced. */
  readonly onLost?: ((error: LeaseLost) => void) | undefined;
  /** A heartbeat could not be written; the next one is tried all the same. */
  readonly onTrouble?: ((error: unknown) => void) | undefined;
};

/**
 * A lease while it is held. Shows life by itself; commits may do so along the way (`isBeatDue`, `beaten`). When the store
 * says that the claim does not hold, the one who noticed calls `lose`.
 */
export class HeldLease {
  readonly claim: LeaseClaim;
  readonly #table: LeaseTable;
  readonly #time: LeaseTime;
  readonly #events: LeaseEvents;
  readonly #every: number;
  readonly #timer: NodeJS.Timeout;
  #beatAt: number;
  #isBeating = false;
  #lost: LeaseLost | undefined;

  constructor(table: LeaseTable, taken: { epoch: number; holder: LeaseHolder }, parts: LeaseEvents & LeaseTime) {
    this.claim = { epoch: taken.epoch, id: taken.holder.id };
    this.#table = table;
    this.#time = parts;
    this.#events = parts;
    this.#every = heartbeatMs(taken.holder.leaseMs);
    this.#beatAt = parts.elapsed();
    this.#timer = setInterval(() => void this.#tick(), this.#every).unref();
  }

  get now(): Instant {
    return this.#time.now();
  }

  /** Whether the next commit should raise the beat on its way. */
  get isBeatDue(): boolean {
    return this.#time.elapsed() - this.#beatAt >= this.#every;
  }

  /** A beat is on disk. */
  beaten(): void {
    this.#beatAt = this.#time.elapsed();
  }

  /** True once another was found to have the lease. */
  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Throws once the lease is known to be lost. */
  refuseWhenLost(): void {
    if (this.#lost !== undefined) throw this.#lost;
  }

  /** The claim was found not to hold any more: `row` is who holds it now. Answers the refusal to throw. */
  lose(row: LeaseRow): LeaseLost {
    if (this.#lost !== undefined) return this.#lost;
    this.#lost = new LeaseLost(this.#table.store, row);
    clearInterval(this.#timer);
    this.#events.onLost?.(this.#lost);
    return this.#lost;
  }

  /** Ends the heartbeat and leaves the lease to whoever wants it. Where that cannot be written its time runs out. */
  async release(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#lost !== undefined) return;
    try {
      await this.#table.release(this.claim);
    } catch (error) {
      this.#events.onTrouble?.(error);
    }
  }

  async #tick(): Promise<void> {
    // Half an interval: a beat that rode on a commit just now makes this one needless.
    if (this.#isBeating || this.#time.elapsed() - this.#beatAt < this.#every / 2) return;
    this.#isBeating = true;
    try {
      if (await this.#table.beat(this.claim, this.#time.now())) this.beaten();
      else this.lose(await this.#table.read());
    } catch (error) {
      this.#events.onTrouble?.(error);
    } finally {
      this.#isBeating = false;
    }
  }
}
