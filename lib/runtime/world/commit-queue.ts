import type { ChangeSet, RuntimeStore } from '@/lib/store/runtime-store';

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

const MOST_PER_COMMIT = 500;

/** Turns of the event loop that a commit waits for more at most, however much keeps coming. */
const MOST_TURNS = 8;

/**
 * Groups change sets: whatever arrives while one commit is under way shares the next. No clock is waited for: a commit
 * begins as soon as a turn of the event loop, which reads all that clients have sent, brings nothing more, so a lone change
 * set is committed at once and a flood shares few commits. After a failure everything queued is rejected as well, since it
 * was decided on top of what was lost.
 */
export function createCommitQueue(
  store: Pick<RuntimeStore, 'commit'>,
  onFailure: (error: unknown) => void,
): CommitQueue {
  type Waiting = { readonly changes: ChangeSet; readonly settle: (error?: unknown) => void };
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let newest: Promise<void> = Promise.resolve();

  async function gathered(): Promise<void> {
    for (let turn = 0, known = 0; turn < MOST_TURNS && known < Math.min(waiting.length, MOST_PER_COMMIT); turn += 1) {
      known = waiting.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await gathered();
      const batch = waiting.slice(0, MOST_PER_COMMIT);
      waiting = waiting.slice(MOST_PER_COMMIT);
      try {
        await store.commit(batch.map((entry) => entry.changes));
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

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
