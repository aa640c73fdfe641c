import { expect, test } from 'vitest';
import { shiftInto } from './shift-into';

const SEEN = { left: 100, right: 500 };

test.each([
  ['stays where it is seen', { left: 100, right: 500 }, 0],
  ['comes from under the panel', { left: 430, right: 650 }, -150],
  ['comes back from the left', { left: 40, right: 260 }, 60],
  ['shows its left when it is too wide', { left: 300, right: 900 }, -200],
])('a box %s', (_, box, shift) => {
  expect(shiftInto(box, SEEN)).toBe(shift);
});
