import { expect, test } from 'vitest';
import { shiftInto } from './shift-into';

const SEEN = { start: 100, end: 500 };

test.each([
  ['stays where it is seen', { start: 100, end: 500 }, 0],
  ['comes from under the panel', { start: 430, end: 650 }, -150],
  ['comes back from the left', { start: 40, end: 260 }, 60],
  ['shows its left when it is too wide', { start: 300, end: 900 }, -200],
])('a box %s', (_, box, shift) => {
  expect(shiftInto(box, SEEN)).toBe(shift);
});
