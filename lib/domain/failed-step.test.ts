import { describe, expect, test } from 'vitest';
import { failedStep, failedStepOfInstance } from './failed-step';

const failureOf = (message: string) => ({ type: 'Error', message, nonRetriable: false });
const step = (eventId: number, error: string | undefined, over: object = {}) => ({
  ...{ eventId, generation: 1, status: 'failed' as const, error },
  ...over,
});

describe('the step a run failed at', () => {
  test.each([
    [
      'the one whose message the failure repeats',
      [step(1, 'no stock'), step(2, 'no mail')],
      'Task failed: no stock',
      1,
    ],
    ['the last of several of the same message', [step(1, 'no'), step(2, 'no')], 'no', 2],
    ['the last failed one when none is repeated', [step(1, 'a'), step(2, 'b')], 'else', 2],
    ['no message is repeated by everything', [step(1, 'a'), step(2, ''), step(3, undefined)], 'a', 1],
    ['not one that went well', [step(1, 'a'), step(2, 'b', { status: 'completed' })], 'b', 1],
    ['not one of an older generation', [step(1, 'a', { generation: 0 }), step(2, 'b')], 'a', 2],
  ])('%s', (...[, steps, message, eventId]) => {
    expect(failedStepOfInstance(steps, { generation: 1, failure: failureOf(message) })?.eventId).toBe(eventId);
  });

  test('is none without a failed step, and the last failed one without a failure', () => {
    expect(failedStepOfInstance([step(1, 'a', { status: 'completed' })], { generation: 1 })).toBeUndefined();
    expect(failedStep([step(1, 'a'), step(2, 'b')], { failure: undefined, messageOf: () => 'a' })?.eventId).toBe(2);
  });
});
