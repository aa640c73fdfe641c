import type { Instant } from '@/lib/domain/instant';
import type { ChangeSet, RuntimeStore } from '@/lib/store/runtime-store';
import type { Clock } from '../clock';
import { CommitShares } from './commit-shares';

export type CommitQueueParts = {
  readonly store: Pick<RuntimeStore, 'commit'>;
  readonly now: () => Instant;
  readonly after: Clock['after'];
  /** How long what rides waits for something to go with, in milliseconds. */
  readonly rideTime: number;
  /** Told of each commit how many change sets it held and how many milliseconds it took. */
  readonly onCommitted: (changeSets: number, took: number) => void;
  readonly onFailure: (error: unknown) => void;
};

/** Turns of the event loop that a commit waits for more at most, however much keeps coming. */
const MOST_TURNS = 8;

type Waiting = { readonly changes: ChangeSet; readonly settle: (error?: unknown) => void; rides: boolean };

/**
 * Groups change sets on their way to disk: whatever arrives while one commit is under way shares the next, as far as
 * CommitShares thinks best. No clock is waited for, but by what rides: a commit begins as soon as a turn of the event loop,
 * which reads all that clients have sent, brings nothing more, so a lone change set is committed at once and a flood shares
 * few commits. After a failure everything queued is rejected as well, since it was decided on top of what was lost.
 */
export class CommitQueue {
  readonly #parts: CommitQueueParts;
  readonly #shares = new CommitShares();
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #newest: Promise<void> = Promise.resolve();
  #alarm: (() => void) | undefined;

  constructor(parts: CommitQueueParts) {
    this.#parts = parts;
  }

  /**
   * Resolves when the change set is durable. Change sets become durable in the order in which they were added. One that rides
   * asks for no commit of its own: it goes with the next, or after `rideTime`.
   */
  add(changes: ChangeSet, rides = false): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const settle = (error?: unknown): void => (error === undefined ? resolve() : reject(asError(error)));
    this.#waiting.push({ changes, rides, settle });
    this.#newest = promise;
    promise.catch(() => undefined);
    if (!rides) this.#running ??= this.#drain();
    else if (this.#running === undefined) this.#setAlarm();
    return promise;
  }

  /**
   * Resolves when everything added so far is durable; rejects when it could not be written. What was lost before the call
   * does not count: nothing builds on it any more.
   */
  flushed(): Promise<void> {
    this.#askForAll();
    return this.#newest;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.some(({ rides }) => !rides)) {
      await gather(() => this.#waiting.length, this.#shares);
      const batch = this.#take();
      try {
        await this.#commit(batch);
        for (const entry of batch) entry.settle();
      } catch (error) {
        this.#lose(batch, error);
      }
    }
    this.#running = undefined;
    if (this.#waiting.length > 0) this.#setAlarm();
  }

  /** The oldest that wait, whether they ride or not. */
  #take(): readonly Waiting[] {
    const length = this.#shares.next(this.#waiting.length);
    const batch = this.#waiting.slice(0, length);
    this.#waiting = this.#waiting.slice(length);
    return batch;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const { store, now, onCommitted } = this.#parts;
    const from = now();
    await store.commit(batch.map((entry) => entry.changes));
    const took = now() - from;
    this.#shares.took(took);
    onCommitted(batch.length, took);
  }

  #lose(batch: readonly Waiting[], error: unknown): void {
    const lost = [...batch, ...this.#waiting];
    this.#waiting = [];
    this.#newest = Promise.resolve();
    this.#parts.onFailure(error);
    for (const entry of lost) entry.settle(error);
  }

  /** From here on nothing that waits rides any more. */
  #askForAll(): void {
    if (this.#waiting.length === 0) return;
    for (const entry of this.#waiting) entry.rides = false;
    this.#running ??= this.#drain();
  }

  #setAlarm(): void {
    this.#alarm ??= this.#parts.after(this.#parts.rideTime, () => {
      this.#alarm = undefined;
      this.#askForAll();
    });
  }
}

/** Lets turns of the event loop pass as long as each brings more and the next commit could take it. */
async function gather(count: () => number, shares: CommitShares): Promise<void> {
  for (let turn = 0, known = 0; turn < MOST_TURNS && known < shares.next(count()); turn += 1) {
    known = count();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
