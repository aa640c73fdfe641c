import type { HistoryEvent } from '@/lib/domain/history-event';

/**
 * The events of one run in order: a value that grows at its end.
 *
 * Values that grew out of one another share one list, and each sees only its own length of it, so appending costs what
 * is appended. Only a value that has been appended to before is copied when something else is to follow it (a decision
 * that was lost, or is made anew).
 */
export class History implements Iterable<HistoryEvent> {
  static readonly EMPTY = new History([], 0);
  readonly length: number;
  readonly #shared: HistoryEvent[];

  private constructor(shared: HistoryEvent[], length: number) {
    this.#shared = shared;
    this.length = length;
  }

  static of(events: Iterable<HistoryEvent>): History {
    return History.EMPTY.append([...events]);
  }

  append(events: readonly HistoryEvent[]): History {
    if (events.length === 0) return this;
    const isNewest = this.length > 0 && this.#shared.length === this.length;
    const shared = isNewest ? this.#shared : this.slice();
    for (const event of events) shared.push(event);
    return new History(shared, shared.length);
  }

  /** The event at an index; a negative one counts from the end. */
  at(index: number): HistoryEvent | undefined {
    const from = index < 0 ? this.length + index : index;
    return from < this.length ? this.#shared[from] : undefined;
  }

  /** The events from index `from` up to, and without, index `to`; both count from the start. */
  slice(from = 0, to = this.length): HistoryEvent[] {
    return this.#shared.slice(from, Math.min(to, this.length));
  }

  *[Symbol.iterator](): IterableIterator<HistoryEvent> {
    for (let index = 0; index < this.length; index += 1) {
      const event = this.#shared[index];
      if (event !== undefined) yield event;
    }
  }
}
