import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { stepsOf, triesOf } from '@/lib/graph/graph';
import type { Step } from '@/lib/domain/step';
import { historyFrom, started, task, turn } from '@/lib/testing/history-builder';
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

test('tries of the runtime count, those of a step that the store does not know are what history tells', () => {
  const tries = (stored: ReadonlyMap<number, Step>) =>
    stepsOf(buildGraph(historyFrom([turn, started, task(0)]), { appId: 'shop', stored })).map(triesOf);
  expect(tries(new Map([[0, aStep({ ...failed, attempt: 4 })]]))).toEqual([4]);
  expect(tries(new Map())).toEqual([1]);
});
