import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { PooledWorker } from './worker-pool';

/** Instances whose turn rests, and the workers that could not take them on (B59, B60). */
export class Trouble {
  /** For a while (a refused answer), or until a worker connects (stalled). */
  readonly #resting = new Map<string, InstanceRef>();
  readonly #unfit = new Map<string, Set<PooledWorker>>();

  rest(ref: InstanceRef): void {
    this.#resting.set(refKey(ref), ref);
  }

  wake(ref: InstanceRef): void {
    this.#resting.delete(refKey(ref));
  }

  /** Wakes all resting instances of an app: a worker has come that may take them on. */
  wakeApp(appId: string): readonly InstanceRef[] {
    const woken = [...this.#resting.values()].filter((ref) => ref.appId === appId);
    for (const ref of woken) this.wake(ref);
    return woken;
  }

  isResting(ref: InstanceRef): boolean {
    return this.#resting.has(refKey(ref));
  }

  markUnfit(ref: InstanceRef, worker: PooledWorker): void {
    const key = refKey(ref);
    this.#unfit.set(key, (this.#unfit.get(key) ?? new Set()).add(worker));
  }

  unfitFor(ref: InstanceRef): ReadonlySet<PooledWorker> | undefined {
    return this.#unfit.get(refKey(ref));
  }

  /** A worker is gone for good: one that connects later is another. */
  forgetWorker(worker: PooledWorker): void {
    for (const unfit of this.#unfit.values()) unfit.delete(worker);
  }

  /** All is well with an instance again, or it is gone. */
  forget(ref: InstanceRef): void {
    this.#resting.delete(refKey(ref));
    this.#unfit.delete(refKey(ref));
  }
}
