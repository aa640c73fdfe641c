import { expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { cutEvent } from './cut-event';

const AT = { eventId: 3, at: 5 };
const task = (input: string): HistoryEvent => ({
  ...{ kind: 'task-scheduled', name: 'Pay', input, taskExecutionId: 'call-3', ...AT },
  trace: { traceParent: '00-1-2-01' },
});

test('a short event stays as it is, but for its trace context', () => {
  expect(cutEvent(task('12345'), 5)).toEqual({
    event: { kind: 'task-scheduled', name: 'Pay', input: '12345', taskExecutionId: 'call-3', ...AT },
    isCut: false,
  });
});

test('a long payload is cut and marked, between characters', () => {
  const { event, isCut } = cutEvent(task('123456'), 5);
  expect(event).toMatchObject({ name: 'Pay', input: '12345' });
  expect(isCut).toBe(true);
  expect(cutEvent(task('1234😀56'), 5).event).toMatchObject({ input: '1234' });
});

test('a failure loses its long stack and what caused it', () => {
  const failure = { type: 'Refused', message: 'no', nonRetriable: false };
  const failed = (more: object): HistoryEvent => ({
    ...{ kind: 'task-failed', taskId: 1, taskExecutionId: '', ...AT },
    failure: { ...failure, ...more },
  });
  expect(cutEvent(failed({ stack: 'at x' }), 5)).toEqual({ event: failed({ stack: 'at x' }), isCut: false });
  expect(cutEvent(failed({ stack: 'at long' }), 5)).toEqual({ event: failed({}), isCut: true });
  expect(cutEvent(failed({ inner: failure }), 5)).toEqual({ event: failed({}), isCut: true });
});
