import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waterLevel } from './water-level';

test('all is taken where the budget is enough', () => {
  expect(waterLevel([], 10)).toBe(Infinity);
  expect(waterLevel([3, 7], 10)).toBe(Infinity);
});

test('what small counts leave goes to the larger ones', () => {
  expect(waterLevel([1, 1, 100, 100], 22)).toBe(10);
  expect(waterLevel([5, 5, 5], 2)).toBe(1);
});

test('property: the budget is kept, and one more for each would break it', () => {
  const counts = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(counts, fc.nat({ max: 40 }), (all, spare) => {
      const budget = spare + all.length;
      const taken = (level: number) => all.reduce((sum, count) => sum + Math.min(count, level), 0);
      const level = waterLevel(all, budget);
      expect(taken(level)).toBeLessThanOrEqual(budget);
      if (level !== Infinity) expect(taken(level + 1)).toBeGreaterThan(budget);
    }),
  );
});
