import { expect, test } from 'vitest';
import { remainingWords } from './remaining-words';

const job = {
  state: 'running' as const,
  rate: undefined,
  confirmedAt: 0,
  tally: { total: 1_000, waiting: 500, done: 500, skipped: 0, failed: 0 },
};

test('what is left takes as long as what is done took', () => {
  expect(remainingWords(job, 10_000)).toBe('about 10 s left');
});

test('nothing is promised before anything is known, and when nothing goes on', () => {
  expect(remainingWords(job, 500)).toBeUndefined();
  expect(remainingWords({ ...job, state: 'paused' }, 10_000)).toBeUndefined();
  expect(remainingWords({ ...job, tally: { ...job.tally, done: 0, skipped: 500 } }, 10_000)).toBeUndefined();
});

test('it is not faster than its limit', () => {
  expect(remainingWords({ ...job, rate: 10 }, 10_000)).toBe('about 50 s left');
});
