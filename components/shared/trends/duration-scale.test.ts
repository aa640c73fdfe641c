import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationScale } from './duration-scale';

test('there is no scale for no durations', () => {
  expect(durationScale([])).toBeUndefined();
});

test.each([
  [[150], [100, 1000]],
  [[0.5], [1, 10]],
  [
    [90, 70_000],
    [10, 100, 1000, 10_000, 60_000, 600_000],
  ],
  [[1000], [1000, 10_000]],
])('%j is drawn between %j', (durations, marks) => {
  expect(durationScale(durations)?.marks).toEqual(marks);
});

test('property: what takes longer lies higher, within the scale', () => {
  const duration = fc.double({ min: 1, max: 3e10, noNaN: true });
  fc.assert(
    fc.property(duration, duration, (one, other) => {
      const scale = durationScale([one, other]);
      const [low = -1, high = -1] = [Math.min(one, other), Math.max(one, other)].map((each) => scale?.place(each));
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(low);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});
