import { expect, test } from 'vitest';
import { merged } from './merged';

test.each([
  [[], 3, []],
  [[1, 2, 3], 3, [1, 2, 3]],
  [[1, 2, 3, 4], 3, [3, 7]],
  [[1, 2, 3, 4, 5, 6, 7], 3, [6, 15, 7]],
])('%j in at most %d', (values, most, sums) => {
  expect(merged(values, most)).toEqual(sums);
});
