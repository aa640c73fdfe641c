import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { QueuedTask, QueuedTurn, TakenItems } from './work-queue';

/** Instances that are read at one time for what was taken of them; more would be read in vain, and read again later. */
const MOST = 32;

/**
 * Work that was taken out of the queue while its instance was not in memory. Its place is kept until the instance was read:
 * put at the end instead, it might never come to a worker, since by the time it is first again its instance may be gone
 * from memory again.
 */
export class TakenWork {
  readonly #taken = new Map<string, TakenItems>();

  /** False while enough instances are being read. */
  get hasRoom(): boolean {
    return this.#taken.size < MOST;
  }

  addTurn(turn: QueuedTurn): void {
    const key = refKey(turn);
    this.#taken.set(key, { turn, tasks: this.#taken.get(key)?.tasks ?? [] });
  }

  addTask(task: QueuedTask): void {
    const key = refKey(task.ref);
    const known = this.#taken.get(key);
    this.#taken.set(key, { turn: known?.turn, tasks: [...(known?.tasks ?? []), task] });
  }

  /** What was taken of an instance that is in memory now, or is gone; it is taken no more. */
  end(ref: InstanceRef): TakenItems | undefined {
    const taken = this.#taken.get(refKey(ref));
    this.#taken.delete(refKey(ref));
    return taken;
  }
}
