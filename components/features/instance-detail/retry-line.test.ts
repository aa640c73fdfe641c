import { expect, test } from 'vitest';
import { aStep } from '@/lib/testing/store-builders';
import { retryLine } from './retry-line';

const failed = { failedTries: 3, attempt: 3, error: 'no route' };

test.each([
  ['Attempt 3 failed: no route; next try in 12 s', aStep({ ...failed, nextAttemptAt: 13_500 })],
  ['Attempt 3 failed: no route; next try is due now', aStep({ ...failed, nextAttemptAt: 900 })],
  ['Attempt 3 failed; next try in 12 s', aStep({ ...failed, error: undefined, nextAttemptAt: 13_000 })],
  ['Attempt 4 is open; attempt 3 failed: no route', aStep({ ...failed, attempt: 4 })],
])('says %s', (text, step) => {
  expect(retryLine(step, 1_000)).toBe(text);
});

test('says nothing of a step that did not fail, that has ended, or that the store does not know', () => {
  for (const step of [undefined, aStep(), aStep({ ...failed, status: 'completed' })]) {
    expect(retryLine(step, 1_000)).toBeUndefined();
  }
});
