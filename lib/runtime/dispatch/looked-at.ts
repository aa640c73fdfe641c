import type { HistoryState } from '@/lib/engine/history-state';
import { mayDispatch, type LiveInstance } from '@/lib/engine/live-instance';

/** What a result, an event or a timer changes before the next turn. None of it opens a task. */
const ARRIVALS: ReadonlySet<string> = new Set<keyof LiveInstance>(['inbox', 'view', 'nextSeq', 'steps', 'lastError']);

/**
 * Knows whose open activities need no second look. An instance that waits for many of them is looked at after every
 * result; only a turn, a resume, a lost worker or the clock can make one of them ready to be handed out.
 */
export class LookedAt {
  /** By the state that all values between two turns share, so that nothing outlives its instance. */
  readonly #last = new WeakMap<HistoryState, LiveInstance>();

  /** The next look must be a whole one: a worker or a turn has let go of something. */
  forget({ state }: LiveInstance): void {
    this.#last.delete(state);
  }

  /** True when nothing but arrivals have changed the instance since it was looked at; the same value is looked at again. */
  isKnown(instance: LiveInstance): boolean {
    const last = this.#last.get(instance.state);
    this.#last.set(instance.state, instance);
    return last !== undefined && mayDispatch(last) && mayDispatch(instance) && onlyArrivals(last, instance);
  }
}

function onlyArrivals(last: LiveInstance, now: LiveInstance): boolean {
  if (last === now) return false;
  const before: Readonly<Record<string, unknown>> = last;
  return Object.entries(now).every(([field, value]) => ARRIVALS.has(field) || before[field] === value);
}
