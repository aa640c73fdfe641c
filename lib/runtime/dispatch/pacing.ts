import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { LiveInstance } from '@/lib/engine/live-instance';
import type { Clock } from '../clock';

/** The longest rest between two turns of one instance, in milliseconds. */
const LONGEST_REST = 100;

type Rest = { readonly until: Instant; alarm: (() => void) | undefined };

/**
 * Lets results gather. Every turn replays all of history, so an instance that waits for many activities would spend most
 * of its worker's time on one turn per result. It rests as long as its last turn took, provided that others of its
 * activities are with workers, and that nothing but a result has come last.
 */
export class Pacing {
  readonly #clock: Clock;
  readonly #wake: (ref: InstanceRef) => void;
  readonly #rests = new Map<string, Rest>();

  /** `wake` is called when an instance that was held back may go. */
  constructor(clock: Clock, wake: (ref: InstanceRef) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** A turn was answered that had been handed out at `sentAt`. */
  turnEnded(ref: InstanceRef, sentAt: Instant): void {
    this.forget(ref);
    const now = this.#clock.now();
    this.#forgetOver(now);
    const rest = Math.min(now - sentAt, LONGEST_REST);
    if (rest > 0) this.#rests.set(refKey(ref), { until: now + rest, alarm: undefined });
  }

  /** True when the turn of an instance that is due is better handed out a little later; `wake` is called then. */
  holds(instance: LiveInstance, activitiesOut: number): boolean {
    const { ref } = instance;
    const rest = this.#rests.get(refKey(ref));
    if (rest === undefined) return false;
    const left = rest.until - this.#clock.now();
    if (left <= 0) this.forget(ref);
    if (left <= 0 || activitiesOut === 0 || !mayGather(instance)) return false;
    rest.alarm ??= this.#clock.after(Math.min(left, LONGEST_REST), () => {
      this.#rests.delete(refKey(ref));
      this.#wake(ref);
    });
    return true;
  }

  forget(ref: InstanceRef): void {
    this.#rests.get(refKey(ref))?.alarm?.();
    this.#rests.delete(refKey(ref));
  }

  /** The oldest come first; what waits for its alarm goes by itself. */
  #forgetOver(now: Instant): void {
    for (const [key, { until, alarm }] of this.#rests) {
      if (until > now || alarm !== undefined) return;
      this.#rests.delete(key);
    }
  }
}

/** More results are awaited, and the newest arrival is one. */
function mayGather({ view, inbox }: LiveInstance): boolean {
  const newest = inbox.at(-1)?.event.kind;
  return view.tasks.size > 0 && (newest === 'task-completed' || newest === 'task-failed');
}
