/** What a draft needs of the map that it writes to. */
type WritableMap<K, V> = ReadonlyMap<K, V> & { set(key: K, value: V): unknown; delete(key: K): unknown };

/** A map under change: reads come from the map it was made of, which is copied before the first write and so stays as it is. */
export class MapDraft<K, V> {
  readonly #copyOf: (map: ReadonlyMap<K, V>) => WritableMap<K, V>;
  #map: ReadonlyMap<K, V>;
  #copy: WritableMap<K, V> | undefined;

  constructor(map: ReadonlyMap<K, V>, copyOf: (map: ReadonlyMap<K, V>) => WritableMap<K, V>) {
    this.#map = map;
    this.#copyOf = copyOf;
  }

  /** The map as it is now; the one given when nothing was written. */
  get value(): ReadonlyMap<K, V> {
    return this.#map;
  }

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  set(key: K, value: V): void {
    this.#own().set(key, value);
  }

  delete(key: K): void {
    if (this.#map.has(key)) this.#own().delete(key);
  }

  #own(): WritableMap<K, V> {
    this.#copy ??= this.#copyOf(this.#map);
    this.#map = this.#copy;
    return this.#copy;
  }
}
