import type { CountedAs } from '../runtime-store';

export type CounterMove = { readonly appId: string; readonly counted: CountedAs; readonly by: number };

/** Sums how the counters change over one commit, so that each counter row is written at most once. */
export class CounterMoves {
  readonly #byKey = new Map<string, CounterMove>();

  /** Counts an instance as `after` instead of as `before`; either may be absent. */
  move(appId: string, before: CountedAs | undefined, after: CountedAs | undefined): void {
    if (before !== undefined) this.#add(appId, before, -1);
    if (after !== undefined) this.#add(appId, after, 1);
  }

  /** The counters that change in the end. */
  net(): readonly CounterMove[] {
    return [...this.#byKey.values()].filter((move) => move.by !== 0);
  }

  #add(appId: string, counted: CountedAs, by: number): void {
    const key = JSON.stringify([appId, counted.name, counted.status]);
    const known = this.#byKey.get(key);
    this.#byKey.set(key, { appId, counted, by: (known?.by ?? 0) + by });
  }
}
