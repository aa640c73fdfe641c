import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasId, withId, type IdRanges } from './id-ranges';

const id = fc.integer({ min: 0, max: 12 });

test('holds exactly what was added', () => {
  fc.assert(
    fc.property(fc.array(id), id, (ids, asked) => {
      expect(hasId(all(ids), asked)).toBe(ids.includes(asked));
    }),
  );
});

test('is the same in whatever order ids come, and as short as it can be', () => {
  fc.assert(
    fc.property(fc.array(id), (ids) => {
      const ranges = all(ids);
      expect(ranges).toEqual(all(ids.toSorted((a, b) => a - b)));
      const gaps = ranges.slice(1).map(({ first }, index) => first - (ranges[index]?.last ?? 0));
      expect(gaps.every((gap) => gap > 1)).toBe(true);
    }),
  );
});

test('ids that are counted fill one range', () => {
  expect(all(Array.from({ length: 5_000 }, (_, index) => index + 1))).toEqual([{ first: 1, last: 5_000 }]);
});

function all(ids: readonly number[]): IdRanges {
  return ids.reduce<IdRanges>(withId, []);
}
