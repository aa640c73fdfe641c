/**
 * A map by action id, in the order of ids. Kept in two plain arrays, since a value that never changes is copied whenever
 * something is to change: an instance may wait for thousands of activities, and each result makes a new value.
 */
export class IdMap<V> implements ReadonlyMap<number, V> {
  readonly #ids: number[];
  readonly #values: V[];

  private constructor(ids: number[], values: V[]) {
    this.#ids = ids;
    this.#values = values;
  }

  static of<V>(entries: Iterable<readonly [number, V]> = []): IdMap<V> {
    const map = new IdMap<V>([], []);
    for (const [id, value] of entries) map.set(id, value);
    return map;
  }

  /** A map of its own with the same content. */
  static copyOf<V>(map: ReadonlyMap<number, V>): IdMap<V> {
    return map instanceof IdMap ? new IdMap<V>([...map.#ids], [...(map.#values as V[])]) : IdMap.of(map);
  }

  get size(): number {
    return this.#ids.length;
  }

  get(id: number): V | undefined {
    const index = this.#indexFrom(id);
    return this.#ids[index] === id ? this.#values[index] : undefined;
  }

  has(id: number): boolean {
    return this.#ids[this.#indexFrom(id)] === id;
  }

  set(id: number, value: V): void {
    const index = this.#indexFrom(id);
    const replaced = this.#ids[index] === id ? 1 : 0;
    this.#ids.splice(index, replaced, id);
    this.#values.splice(index, replaced, value);
  }

  delete(id: number): void {
    const index = this.#indexFrom(id);
    if (this.#ids[index] !== id) return;
    this.#ids.splice(index, 1);
    this.#values.splice(index, 1);
  }

  keys(): MapIterator<number> {
    return this.#ids.values();
  }

  values(): MapIterator<V> {
    return this.#values.values();
  }

  entries(): MapIterator<[number, V]> {
    return this.#ids.map((id, index): [number, V] => [id, this.#values[index] as V]).values();
  }

  [Symbol.iterator](): MapIterator<[number, V]> {
    return this.entries();
  }

  forEach(visit: (value: V, id: number, map: ReadonlyMap<number, V>) => void): void {
    for (const [id, value] of this.entries()) visit(value, id, this);
  }

  /** Index of the first id that is not below `id`. */
  #indexFrom(id: number): number {
    let [low, high] = [0, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
