import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { PooledWorker } from './worker-pool';

/** How many committed events of one run a worker keeps. */
type Kept = { readonly worker: PooledWorker; readonly executionId: string; readonly events: number };

/** Instances remembered; the SDKs keep no more than that (dapr-protocol 1.4). Forgetting one costs one whole history. */
const MOST = 100_000;

/**
 * Which worker keeps the history of which instance (B22). A worker that keeps histories remembers, after each turn, the
 * committed events it was given with it, and forgets them when the run or its stream is over. What is believed here may
 * be wrong without harm: a worker that keeps something else fetches the history.
 */
export class KeptHistory {
  readonly #kept = new Map<string, Kept>();

  /** A worker has answered a turn that started from this many committed events. */
  answered(ref: InstanceRef, kept: Kept): void {
    const key = refKey(ref);
    this.#kept.delete(key);
    if (!kept.worker.stream.keepsHistory || kept.events === 0) return;
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** What is kept of this run, by whom. */
  of(ref: InstanceRef, executionId: string): Kept | undefined {
    const kept = this.#kept.get(refKey(ref));
    return kept?.executionId === executionId ? kept : undefined;
  }

  forget(ref: InstanceRef): void {
    this.#kept.delete(refKey(ref));
  }

  forgetWorker(worker: PooledWorker): void {
    for (const [key, kept] of this.#kept) {
      if (kept.worker === worker) this.#kept.delete(key);
    }
  }
}
