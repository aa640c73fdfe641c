import { expect, test } from 'vitest';
import { medianOf, quantilesOf } from './quantiles';

test('quantiles are samples, whatever order they come in', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(quantilesOf(samples)).toEqual({ n: 100, min: 1, p50: 51, p95: 96, p99: 100, max: 100 });
  expect(quantilesOf([])).toEqual({ n: 0, min: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});

test('the median of an even number of values lies between the two in the middle', () => {
  expect(medianOf([9, 1, 2])).toBe(2);
  expect(medianOf([9, 1, 2, 4])).toBe(3);
  expect(() => medianOf([])).toThrow(RangeError);
});
