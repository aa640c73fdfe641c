import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentileOf, slotOf, type SlotCount } from './duration-slots';

/** The square root of the ratio between the bounds of a slot, and what floating point adds to it. */
const BOUND = Math.sqrt(1.25) * (1 + 1e-9);

describe(slotOf, () => {
  test.each([
    [-5, 0],
    [0, 0],
    [0.9, 0],
    [1, 1],
    [1.24, 1],
    [1.26, 2],
    [97, 21],
    [86_400_000, 82],
    [Number.MAX_VALUE, 160],
  ])('%d ms are in slot %d', (duration, slot) => {
    expect(slotOf(duration)).toBe(slot);
  });
});

describe(percentileOf, () => {
  test('is unknown when nothing was counted', () => {
    expect(percentileOf([], 0.5)).toBeUndefined();
    expect(percentileOf([{ slot: 3, count: 0 }], 0.5)).toBeUndefined();
  });

  test('is off the exact one by no more than it says', () => {
    const duration = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 5000 }));
    fc.assert(
      fc.property(
        fc.array(duration, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.5, 0.95, 0.99),
        (durations, share) => {
          const sorted = durations.toSorted((one, other) => one - other);
          const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0;
          const told = percentileOf(slotsOf(durations), share) ?? 0;
          if (exact < 1) expect(Math.abs(told - exact)).toBeLessThan(1);
          else {
            expect(told / exact).toBeLessThanOrEqual(BOUND);
            expect(exact / told).toBeLessThanOrEqual(BOUND);
          }
        },
      ),
    );
  });
});

function slotsOf(durations: readonly number[]): readonly SlotCount[] {
  const counts = new Map<number, number>();
  for (const slot of durations.map(slotOf)) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return [...counts].map(([slot, count]) => ({ slot, count }));
}
