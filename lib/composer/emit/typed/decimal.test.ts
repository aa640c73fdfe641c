import { expect, test } from 'vitest';
import { compared, decimal } from './decimal';

test('a number is a floating one, however large', () => {
  expect([3, -2, 1.5, 1e15, 1e21, 1e-7].map(decimal)).toEqual([
    ...['3.0', '-2.0', '1.5', '1000000000000000.0', '1e+21', '1e-7'],
  ]);
});

test('beside a floating number it is short where it fits an int', () => {
  expect([3, -2, 1.5, 2_147_483_647, 2_147_483_648].map(compared)).toEqual([
    ...['3', '-2', '1.5', '2147483647', '2147483648.0'],
  ]);
});
