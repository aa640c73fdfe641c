import { refKey, type InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Turn } from '@/lib/engine/turn';

/** A turn of a run, and how many committed events it started from. */
export type OfferedTurn = {
  readonly ref: InstanceRef;
  readonly executionId: string;
  readonly events: number;
  readonly turn: Turn;
};

type Lost = { readonly offered: OfferedTurn; readonly at: Instant };

/** Instances remembered; forgetting one is harmless unless its worker answers late and without a token. */
const MOST = 10_000;

/**
 * Turns that went with their stream and that their worker may answer all the same for a while. An SDK that echoes no token
 * (JavaScript) does not say which offer it answers. So such a turn is offered again as it was, event by event and with its
 * time: whichever answer comes first means the same. What has arrived meanwhile waits for the turn after it.
 */
export class LostTurns {
  readonly #lost = new Map<string, Lost>();
  /** When an answer was last taken that may have been another's. */
  readonly #doubted = new Map<string, Instant>();
  readonly #forMs: number;
  readonly #start: { readonly firstKey: number; readonly at: Instant };

  /**
   * `forMs`: how long after the loss an answer may still come, in milliseconds. What the process before this one had handed
   * out counts as lost at the start: instances with a key below the first that this one gave.
   */
  constructor(forMs: number, start: { readonly firstKey: number; readonly at: Instant }) {
    this.#forMs = forMs;
    this.#start = start;
  }

  add(offered: OfferedTurn, at: Instant): void {
    const key = refKey(offered.ref);
    this.#lost.delete(key);
    this.#lost.set(key, { offered, at });
    for (const [oldest, lost] of this.#lost) {
      if (this.#lost.size <= MOST && this.#mayAnswer(lost, at)) return;
      this.#lost.delete(oldest);
    }
  }

  /** The turn as it was offered when the run was just as it is now; undefined when there was none. */
  sameAs({ ref, executionId, events }: Omit<OfferedTurn, 'turn'>, now: Instant): Turn | undefined {
    const lost = this.#lost.get(refKey(ref));
    if (lost === undefined || !this.#mayAnswer(lost, now)) return undefined;
    const { offered } = lost;
    return offered.executionId === executionId && offered.events === events ? offered.turn : undefined;
  }

  /**
   * True while an answer without token may be one to a lost turn of this instance, from whichever process it was handed out
   * by. An answer is then given: whoever was handed the same turn anew may answer as well, so the doubt begins again.
   */
  isDoubtful({ ref, key }: { readonly ref: InstanceRef; readonly key: number }, now: Instant): boolean {
    const id = refKey(ref);
    const doubtedAt = this.#doubted.get(id) ?? -Infinity;
    const isAfterStart = key < this.#start.firstKey && now - this.#start.at < this.#forMs;
    const isDoubtful = isAfterStart || this.hasAny(ref, now) || now - doubtedAt < this.#forMs;
    this.#doubted.delete(id);
    if (!isDoubtful) return false;
    this.#doubted.set(id, now);
    const [oldest] = this.#doubted.keys();
    if (this.#doubted.size > MOST && oldest !== undefined) this.#doubted.delete(oldest);
    return true;
  }

  /** True while an answer may still come to a turn that this process had handed out and lost. */
  hasAny(ref: InstanceRef, now: Instant): boolean {
    const lost = this.#lost.get(refKey(ref));
    return lost !== undefined && this.#mayAnswer(lost, now);
  }

  #mayAnswer({ at }: Lost, now: Instant): boolean {
    return now - at < this.#forMs;
  }
}
