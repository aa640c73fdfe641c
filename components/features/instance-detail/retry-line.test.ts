import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { stepsOf } from '@/lib/graph/graph';
import { historyFrom, started, task, turn } from '@/lib/testing/history-builder';
import { aStep } from '@/lib/testing/store-builders';
import { retryLine, storedStep, triesOf } from './retry-line';

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
  const [step] = stepsOf(buildGraph(historyFrom([turn, started, task(0)]), { appId: 'shop' }));
  if (step === undefined) throw new Error('there is one step');
  const stored = new Map([[0, aStep({ ...failed, attempt: 4 })]]);
  expect(triesOf(step, storedStep({ stored }, step))).toBe(4);
  expect(triesOf(step, storedStep({ stored: new Map() }, step))).toBe(1);
});
