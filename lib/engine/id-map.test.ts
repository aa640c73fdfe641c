import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdMap } from './id-map';

const id = fc.integer({ min: -1, max: 9 });
const writes = fc.array(fc.record({ id, remove: fc.boolean() }));

test('holds what a plain map would, in the order of ids, and a copy is a map of its own', () => {
  fc.assert(
    fc.property(writes, writes, (before, after) => {
      const [map, plain] = [IdMap.of<number>(), new Map<number, number>()];
      before.forEach((write, index) => [map, plain].forEach((to) => apply(to, write, index)));
      const copy = IdMap.copyOf(map);
      after.forEach((write, index) => apply(copy, write, index));
      const sorted = [...plain].toSorted(([a], [b]) => a - b);
      expect([...map]).toEqual(sorted);
      expect([[...map.keys()], [...map.values()], map.size]).toEqual([
        sorted.map(([key]) => key),
        sorted.map(([, value]) => value),
        plain.size,
      ]);
      for (let key = -1; key < 10; key += 1)
        expect([map.has(key), map.get(key)]).toEqual([plain.has(key), plain.get(key)]);
    }),
  );
});

test('tells whoever walks over it each value with its id', () => {
  const seen: unknown[] = [];
  IdMap.of([
    [2, 'b'],
    [1, 'a'],
  ]).forEach((value, key) => seen.push([key, value]));
  expect(seen).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
});

type Writable = { set(id: number, value: number): unknown; delete(id: number): unknown };

function apply(map: Writable, write: { id: number; remove: boolean }, value: number): void {
  if (write.remove) map.delete(write.id);
  else map.set(write.id, value);
}
