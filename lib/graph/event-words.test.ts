import { expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import { done, ended, failed, historyFrom, started, task, type Line } from '@/lib/testing/history-builder';
import { dueAtOf, eventDetail, eventName, eventTitle, familyOf } from './event-words';

const words = (line: Line) => {
  const [entry] = historyFrom([line]);
  if (entry === undefined) throw new Error('no entry');
  return [familyOf(entry.event.kind), eventTitle(entry.event), eventName(entry.event), eventDetail(entry.event)];
};
const timer = (about: object): Line => ({ kind: 'timer-created', id: 1, fireAt: 5000, ...about });

test.each<[Line, readonly unknown[]]>([
  [started, ['execution', 'Execution started', 'Order', undefined]],
  [task(3, 'Pay'), ['activity', 'Activity scheduled', 'Pay', '3']],
  [done(3, '{"a":1}'), ['activity', 'Activity completed', undefined, '{"a":1}']],
  [failed(3, 'card declined'), ['activity', 'Activity failed', undefined, 'Refused: card declined']],
  [ended, ['execution', 'Execution completed', undefined, undefined]],
  [timer({}), ['timer', 'Timer started', undefined, undefined]],
  [
    timer({ fireAt: NEVER, origin: { kind: 'external-event', name: 'Go' } }),
    ['timer', 'Waiting for event', 'Go', 'no deadline'],
  ],
  [
    timer({ origin: { kind: 'activity-retry', taskExecutionId: 'x' } }),
    ['timer', 'Retry timer started', undefined, undefined],
  ],
  [{ kind: 'event-raised', name: 'Go', input: 'true' }, ['event', 'Event received', 'Go', 'true']],
  [{ kind: 'execution-suspended', reason: 'lunch' }, ['execution', 'Execution suspended', undefined, 'lunch']],
  [
    { kind: 'execution-stalled', reason: 'patch-mismatch' },
    ['execution', 'Execution stalled', undefined, 'patch-mismatch'],
  ],
  [{ kind: 'detached-created', instanceId: 'free' }, ['child', 'Detached workflow started', 'free', undefined]],
  [{ kind: 'workflow-started' }, ['turn', 'Turn started', undefined, undefined]],
])('%j', (line, expected) => {
  expect(words(line)).toEqual(expected);
});

test.each<[Line, number | undefined]>([
  [timer({}), 5000],
  [timer({ fireAt: NEVER }), undefined],
  [task(3, 'Pay'), undefined],
])('%j is due at %s', (line, expected) => {
  expect(historyFrom([line]).map(({ event }) => dueAtOf(event))).toEqual([expected]);
});
