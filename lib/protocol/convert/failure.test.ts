import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Failure } from '@/lib/domain/failure';
import { failures } from '@/lib/testing/protocol-arbitraries';
import type { TaskFailureDetails } from '../generated/workflow';
import { failureFromWire, failureToWire } from './failure';
import { decodeHistoryEvent, encodeHistoryEvent } from './history-event';

test('a failure keeps its causes', () => {
  fc.assert(
    fc.property(failures, (failure) => {
      expect(failureFromWire(failureToWire(failure))).toEqual(failure);
    }),
  );
});

test('a very deep failure is cut, so that the history it stands in can be read again', () => {
  const failure = failureFromWire(nested(98));
  expect(depthOf(failure)).toBe(32);
  const event = { kind: 'child-failed', taskId: 1, failure, eventId: -1, at: 5 } as const;
  expect(decodeHistoryEvent(encodeHistoryEvent(event))).toEqual(event);
});

function nested(levels: number): TaskFailureDetails {
  const details = { errorType: 'Error', errorMessage: `level ${levels}`, isNonRetriable: false };
  return levels === 1 ? details : { ...details, innerFailure: nested(levels - 1) };
}

function depthOf(failure: Failure): number {
  return failure.inner === undefined ? 1 : 1 + depthOf(failure.inner);
}
