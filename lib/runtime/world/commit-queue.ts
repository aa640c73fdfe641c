import type { Instant } from '@/lib/domain/instant';
import type { ChangeSet, RuntimeStore } from '@/lib/store/runtime-store';
import { CommitShares } from './commit-shares';

/** Change sets on their way to disk. */
export type CommitQueue = {
  /** Resolves when the change set is durable. Change sets become durable in the order in which they were added. */
  add(changes: ChangeSet): Promise<void>;
  /**
   * Resolves when everything added so far is durable; rejects when it could not be written. What was lost before the call
   * does not count: nothing builds on it any more.
   */
  flushed(): Promise<void>;
};

export type CommitQueueParts = {
  readonly store: Pick<RuntimeStore, 'commit'>;
  readonly now: () => Instant;
  /** Told of each commit how many change sets it held and how many milliseconds it took. */
  readonly onCommitted: (changeSets: number, took: number) => void;
  readonly onFailure: (error: unknown) => void;
};

/** Turns of the event loop that a commit waits for more at most, however much keeps coming. */
const MOST_TURNS = 8;

/**
 * Groups change sets: whatever arrives while one commit is under way shares the next, as far as CommitShares thinks best. No
 * clock is waited for: a commit begins as soon as a turn of the event loop, which reads all that clients have sent, brings
 * nothing more, so a lone change set is committed at once and a flood shares few commits. After a failure everything queued
 * is rejected as well, since it was decided on top of what was lost.
 */
export function createCommitQueue({ store, now, onCommitted, onFailure }: CommitQueueParts): CommitQueue {
  type Waiting = { readonly changes: ChangeSet; readonly settle: (error?: unknown) => void };
  const shares = new CommitShares();
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let newest: Promise<void> = Promise.resolve();

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const from = now();
    await store.commit(batch.map((entry) => entry.changes));
    const took = now() - from;
    shares.took(took);
    onCommitted(batch.length, took);
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await gather(() => waiting.length, shares);
      const share = shares.next(waiting.length);
      const batch = waiting.slice(0, share);
      waiting = waiting.slice(share);
      try {
        await commit(batch);
        for (const entry of batch) entry.settle();
      } catch (error) {
        const lost = [...batch, ...waiting];
        waiting = [];
        newest = Promise.resolve();
        onFailure(error);
        for (const entry of lost) entry.settle(error);
      }
    }
    running = undefined;
  }

  return {
    add(changes) {
      const durable = new Promise<void>((resolve, reject) => {
        waiting.push({ changes, settle: (error) => (error === undefined ? resolve() : reject(asError(error))) });
      });
      newest = durable;
      newest.catch(() => undefined);
      running ??= drain();
      return durable;
    },
    flushed: () => newest,
  };
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
