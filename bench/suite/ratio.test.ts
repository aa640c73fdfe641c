import { expect, test } from 'vitest';
import { ratioOf, verdictOf, type Goal } from './ratio';

const goal: Goal = { name: 'ours / theirs', target: 0.85, floor: 0.75, better: 'higher' };
const sample = (value: number, isLoaded = false) => ({ value, isLoaded });

test('is the median of the samples from a quiet machine', () => {
  const ratio = ratioOf(goal, [sample(0.9), sample(0.1, true), sample(0.8), sample(0.7)]);
  expect(ratio).toEqual({ ...goal, value: 0.8, samples: 3, isLoaded: false });
});

test('is of all samples, and says so, when the machine was never quiet', () => {
  expect(ratioOf(goal, [sample(0.4, true), sample(0.6, true)])).toMatchObject({ value: 0.5, isLoaded: true });
  expect(ratioOf(goal, [])).toBeUndefined();
});

test('the floor is the target where none was agreed', () => {
  expect(ratioOf({ name: 'x', target: 2, better: 'lower' }, [sample(1)])).toMatchObject({ floor: 2 });
});

test.each([
  ['higher', 0.85, 'met'],
  ['higher', 0.849, 'below target'],
  ['higher', 0.749, 'failed'],
  ['lower', 0.75, 'met'],
] as const)('%s is better: %d is %s', (better, value, verdict) => {
  const marks = better === 'higher' ? { target: 0.85, floor: 0.75 } : { target: 0.75, floor: 0.85 };
  expect(verdictOf({ name: '', ...marks, better, value, samples: 1, isLoaded: false })).toBe(verdict);
});
