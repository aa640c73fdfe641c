import { describe, expect, test } from 'vitest';
import {
  aChild,
  aDetached,
  anEnd,
  answer,
  aPending,
  aRunning,
  aTask,
  aTimer,
  hear,
  inboxOf,
  kindsOf,
  NOW,
  take,
  taskDone,
  taskFailed,
  terminate,
} from '@/lib/testing/engine-builders';
import { executionIdOf, statusOf } from './live-instance';

describe('an answer that is applied', () => {
  test("history gets the turn's events and then those of its actions, and the inbox is consumed", () => {
    const { change, next, outgoing } = take(aPending(), [aTask(1), aTimer(2, NOW + 5)]);
    expect(kindsOf(change.append)).toEqual([
      'workflow-started',
      'execution-started',
      'task-scheduled',
      'timer-created',
    ]);
    expect(next.history.slice()).toEqual(change.append);
    expect(change).toMatchObject({ reset: false, removeThrough: 0, add: [] });
    expect(next.inbox).toEqual([]);
    expect(next.view).toEqual(next.state);
    expect([...next.state.tasks.keys(), ...next.state.timers.keys()]).toEqual([1, 2]);
    expect(outgoing).toEqual([]);
    expect(statusOf(next)).toBe('running');
  });

  test('the first turn says when the instance started, later ones do not move it', () => {
    const first = take(aPending(), [aTask(1)], { now: NOW + 10 }).next;
    expect(first.startedAt).toBe(NOW + 10);
    expect(take(hear(first, taskDone(1)), [], { now: NOW + 90 }).next.startedAt).toBe(NOW + 10);
  });

  test('an answer without actions takes the turn and leaves nothing to do', () => {
    const { next } = take(aPending(), []);
    expect(kindsOf(next.history.slice())).toEqual(['workflow-started', 'execution-started']);
    expect(next.attempts).toBe(0);
  });

  test('the first completion wins, and other actions beside it still count', () => {
    const { next } = take(aPending(), [anEnd(1, 'failed'), aTask(2), anEnd(3, 'completed')]);
    expect(kindsOf(next.history.slice()).slice(2)).toEqual(['task-scheduled', 'execution-completed']);
    expect(next.state.completed).toMatchObject({ eventId: 1, status: 'failed' });
  });

  test('attempts is the most that any step needed, and never falls', () => {
    let instance = aRunning(aTask(1, { taskExecutionId: 'pay' }));
    expect(instance.attempts).toBe(1);
    instance = take(hear(instance, taskFailed(1)), [aTask(2, { taskExecutionId: 'pay' })]).next;
    expect(instance.attempts).toBe(2);
    instance = take(hear(instance, taskDone(2)), [aTask(3)]).next;
    expect(instance.attempts).toBe(2);
  });
});

describe('the custom status', () => {
  const busy = take(aPending(), [aTask(1)], { customStatus: '"busy"' }).next;

  test.each([
    ['', '"busy"'],
    [undefined, '"busy"'],
    ['"idle"', '"idle"'],
  ])('%j after "busy" gives %s', (customStatus, expected) => {
    expect(take(hear(busy, taskDone(1)), [], { customStatus }).next.customStatus).toBe(expected);
  });
});

describe('an answer to an earlier turn', () => {
  test.each([
    ['activity', aTask(1)],
    ['timer', aTimer(1, NOW)],
    ['child', aChild(1)],
    ['detached workflow', aDetached(1)],
    ['event', { kind: 'send-event' as const, id: 1, instanceId: 'other', name: 'Go' }],
  ])('B20 a duplicated answer does not create its %s twice', (_, action) => {
    const instance = take(aPending(), [action]).next;
    expect(answer(instance, [action])).toEqual({ kind: 'stale' });
  });

  test('B20 one known action makes the whole answer stale', () => {
    expect(answer(aRunning(aTask(1)), [aTask(2), aTask(1), anEnd(3)])).toEqual({ kind: 'stale' });
  });

  test('a completion with the id of a recorded action is not taken for a repetition', () => {
    expect(answer(hear(aRunning(aTask(1)), taskDone(1)), [anEnd(1)]).kind).toBe('applied');
  });
});

describe('an answer that is refused', () => {
  test('B21 an unknown action leaves the instance as it was, whatever stands beside it', () => {
    expect(answer(aPending(), [aTask(1), { kind: 'unknown', id: 2 }, anEnd(3)])).toEqual({
      kind: 'refused',
      reason: 'the answer holds an action of an unknown kind',
    });
  });

  test('B33 a detached workflow needs an instance id', () => {
    expect(answer(aPending(), [aDetached(1), aDetached(2, { instanceId: '' })])).toEqual({
      kind: 'refused',
      reason: 'action 2 creates a detached workflow without an instance id',
    });
  });

  test('two actions cannot share an id', () => {
    expect(answer(aPending(), [aTask(7), aTimer(7, NOW)])).toEqual({
      kind: 'refused',
      reason: 'two actions of the answer have the id 7',
    });
  });

  test('actions that record nothing may share one', () => {
    const stop = { kind: 'terminate', id: 1, instanceId: 'other', recurse: false } as const;
    expect(take(aPending(), [stop, { ...stop, instanceId: 'third' }, anEnd(1)]).outgoing).toHaveLength(2);
  });
});

describe('B49 a terminate that came during the turn', () => {
  const handedOut = aPending();
  const told = hear(handedOut, terminate({ output: '"stop"' }));

  test('a completion wins over it', () => {
    const { next } = take(told, [anEnd(1)], { asOf: handedOut });
    expect(statusOf(next)).toBe('completed');
    expect(next.inbox).toEqual([]);
  });

  test('it wins over continue-as-new', () => {
    const { next, change } = take(told, [anEnd(1, 'continued-as-new')], { asOf: handedOut });
    expect(change.reset).toBe(false);
    expect(executionIdOf(next)).toBe('run-1');
    expect(inboxOf(next)).toEqual(['execution-terminated']);
  });
});

test('B23 an activity may have the action id 0', () => {
  const instance = aRunning(aTask(0));
  expect(instance.state.tasks.get(0)?.name).toBe('Work0');
  expect(answer(instance, [aTask(0)])).toEqual({ kind: 'stale' });
  expect(hear(instance, taskDone(0)).view.tasks.size).toBe(0);
});
