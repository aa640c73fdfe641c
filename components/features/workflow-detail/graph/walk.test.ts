import { expect, test } from 'vitest';
import { nextPoint } from './walk';

const step = {
  type: 'step' as const,
  kind: 'activity' as const,
  runs: 1,
  calls: 1,
  failedRuns: 0,
  openRuns: 0,
  retriedRuns: 0,
  errors: [],
};
const points = ['a', 'b', 'c', 'd'].map((id) => ({ ...step, id, name: id }));
const edges = [
  { from: 'a', to: 'b', runs: 1 },
  { from: 'b', to: 'd', runs: 1 },
];
const layout = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 300, y: 100 }],
  ['c', { x: 0, y: 100 }],
  ['d', { x: 0, y: 200 }],
]);

test.each([
  ['a', 'ArrowDown', 'b'],
  ['b', 'ArrowLeft', 'a'],
  ['c', 'ArrowRight', 'b'],
  ['d', 'ArrowUp', 'b'],
  ['d', 'ArrowDown', undefined],
  ['a', 'Enter', undefined],
])('from %s by %s', (id, key, next) => {
  expect(nextPoint({ points, edges }, layout, { id, key })).toBe(next);
});
