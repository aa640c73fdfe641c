import { Fifo } from './fifo';

/** Items that wait, in one lane per name: first come first served within a lane, lanes in turn. */
export type Lanes<T> = {
  /** Adds an item; one that waits under the same name already keeps its place. */
  put(key: string, name: string, item: T): void;
  /** Lets an item that waits come before all that wait in lanes; does nothing when it does not wait. */
  putBack(key: string, name: string, item: T): void;
  remove(key: string): void;
  /** How many wait in all. */
  size(): number;
  /** The first item of each lane. */
  firsts(): readonly T[];
  /** The first item of the next lane whose name `hasRoom`; it waits no more. */
  take(hasRoom: (name: string) => boolean): T | undefined;
};

/**
 * A lane without room holds up no other: it is passed over and keeps its place. Taking looks at no more lanes than
 * there are without room, plus one, however many items wait.
 */
export function createLanes<T>(): Lanes<T> {
  /** In the order in which they are asked. */
  const lanes = new Map<string, Fifo<T>>();
  const nameOf = new Map<string, string>();
  const returned = new Map<string, { readonly name: string; readonly item: T }>();

  function remove(key: string): void {
    returned.delete(key);
    const name = nameOf.get(key);
    if (name === undefined) return;
    nameOf.delete(key);
    const lane = lanes.get(name);
    lane?.remove(key);
    if (lane?.size === 0) lanes.delete(name);
  }

  return {
    put(key, name, item) {
      if (nameOf.get(key) === name || returned.get(key)?.name === name) return;
      remove(key);
      const lane = lanes.get(name) ?? new Fifo<T>();
      lane.put(key, item);
      lanes.set(name, lane);
      nameOf.set(key, name);
    },
    putBack(key, name, item) {
      if (!nameOf.has(key)) return;
      remove(key);
      returned.set(key, { name, item });
    },
    remove,
    size: () => nameOf.size + returned.size,
    firsts: () => [
      ...[...returned.values()].map(({ item }) => item),
      ...[...lanes.values()].flatMap((lane) => lane.first ?? []),
    ],
    take(hasRoom) {
      for (const [key, { name, item }] of returned) {
        if (!hasRoom(name)) continue;
        returned.delete(key);
        return item;
      }
      const first = takeFirst(lanes, hasRoom);
      if (first !== undefined) nameOf.delete(first[0]);
      return first?.[1];
    },
  };
}

/** Takes the first item of the next lane with room, which is then the last to be asked again. */
function takeFirst<T>(
  lanes: Map<string, Fifo<T>>,
  hasRoom: (name: string) => boolean,
): readonly [key: string, item: T] | undefined {
  for (const [name, lane] of lanes) {
    const first = hasRoom(name) ? lane.take() : undefined;
    if (first === undefined) continue;
    lanes.delete(name);
    if (lane.size > 0) lanes.set(name, lane);
    return first;
  }
  return undefined;
}
