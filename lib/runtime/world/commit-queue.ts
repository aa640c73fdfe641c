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

/**
 * Groups change sets: whatever arrives while one commit is under way shares the next. No artificial wait: a lone change
 * set is committed as soon as the event loop has read what else has already arrived. After a failure everything queued
 * is rejected as well, since it was decided on top of what was lost.
 */
export function createCommitQueue(
  store: Pick<RuntimeStore, 'commit'>,
  onFailure: (error: unknown) => void,
): CommitQueue {
  type Waiting = { readonly changes: ChangeSet; readonly settle: (error?: unknown) => void };
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let newest: Promise<void> = Promise.resolve();

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
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
