/**
 * What waits, first come first served, each key once. A plain map can do this, but each look for its first entry passes
 * over all that were taken before; one walk over it that goes on where it stopped does not.
 */
export class Fifo<T> {
  readonly #waiting = new Map<string, T>();
  #walk: Iterator<[string, T]> = this.#waiting.entries();

  get size(): number {
    return this.#waiting.size;
  }

  /** The one that has waited longest; it goes on waiting. */
  get first(): T | undefined {
    return this.#waiting.values().next().value;
  }

  /** Adds an item; a key that waits already keeps its place and its item. */
  put(key: string, item: T): void {
    if (!this.#waiting.has(key)) this.#waiting.set(key, item);
  }

  remove(key: string): void {
    this.#waiting.delete(key);
  }

  /** The one that has waited longest; it waits no more. */
  take(): readonly [string, T] | undefined {
    if (this.#waiting.size === 0) return undefined;
    let next = this.#walk.next();
    if (next.done === true) {
      // A walk that has come to its end does not see what is added afterwards.
      this.#walk = this.#waiting.entries();
      next = this.#walk.next();
    }
    if (next.done === true) return undefined;
    this.#waiting.delete(next.value[0]);
    return next.value;
  }
}
