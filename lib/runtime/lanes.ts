/** Items that wait, in one lane per name: first come first served within a lane, lanes in turn. */
export type Lanes<T> = {
  /** Adds an item; one that waits under the same name already keeps its place. */
  put(key: string, name: string, item: T): void;
  remove(key: string): void;
  /** The first item of the next lane whose name `hasRoom`; it waits no more. */
  take(hasRoom: (name: string) => boolean): T | undefined;
};

/**
 * A lane without room holds up no other: it is passed over and keeps its place. Taking looks at no more lanes than
 * there are without room, plus one, however many items wait.
 */
export function createLanes<T>(): Lanes<T> {
  /** In the order in which they are asked. */
  const lanes = new Map<string, Map<string, T>>();
  const nameOf = new Map<string, string>();

  function remove(key: string): void {
    const name = nameOf.get(key);
    if (name === undefined) return;
    nameOf.delete(key);
    const lane = lanes.get(name);
    lane?.delete(key);
    if (lane?.size === 0) lanes.delete(name);
  }

  return {
    put(key, name, item) {
      if (nameOf.get(key) === name) return;
      remove(key);
      const lane = lanes.get(name) ?? new Map<string, T>();
      lanes.set(name, lane.set(key, item));
      nameOf.set(key, name);
    },
    remove,
    take(hasRoom) {
      for (const [name, lane] of lanes) {
        if (!hasRoom(name)) continue;
        const first = lane.entries().next();
        if (first.done) continue;
        const [key, item] = first.value;
        lanes.delete(name);
        lane.delete(key);
        nameOf.delete(key);
        if (lane.size > 0) lanes.set(name, lane);
        return item;
      }
      return undefined;
    },
  };
}
