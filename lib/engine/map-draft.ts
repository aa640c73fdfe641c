/** A map under change: reads come from the map it was made of, which is copied before the first write and so stays as it is. */
export class MapDraft<K, V> {
  #map: ReadonlyMap<K, V>;
  #copy: Map<K, V> | undefined;

  constructor(map: ReadonlyMap<K, V>) {
    this.#map = map;
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

  #own(): Map<K, V> {
    this.#copy ??= new Map(this.#map);
    this.#map = this.#copy;
    return this.#copy;
  }
}
