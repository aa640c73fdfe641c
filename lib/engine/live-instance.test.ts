import { describe, expect, test } from 'vitest';
import type { CompletionStatus } from '@/lib/domain/history-event';
import { NEVER } from '@/lib/domain/instant';
import {
  anEnd,
  aPending,
  aRunning,
  aTask,
  aTerminated,
  aTimer,
  hear,
  hearAll,
  NOW,
  raised,
  REF,
  resume,
  suspend,
  take,
  taskDone,
  terminate,
} from '@/lib/testing/engine-builders';
import { dueAt, executionIdOf, isTerminating, isTurnDue, liveInstance, mayDispatch, statusOf } from './live-instance';
import { emptyInstance } from './start';

describe('status', () => {
  test.each<[CompletionStatus, string]>([
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['terminated', 'terminated'],
    ['canceled', 'terminated'],
  ])('a run that ended as %s is %s', (status, expected) => {
    expect(statusOf(take(aPending(), [anEnd(1, status)]).next)).toBe(expected);
  });

  test('pending until the first turn is recorded, then running', () => {
    expect(statusOf(aPending())).toBe('pending');
    expect(statusOf(aRunning())).toBe('running');
  });

  test('B46 suspended as soon as the request is recorded, running again after a resume', () => {
    const suspended = hear(aRunning(aTask(1)), suspend());
    expect(statusOf(suspended)).toBe('suspended');
    expect(statusOf(hear(suspended, resume()))).toBe('running');
    expect(statusOf(hear(aPending(), suspend()))).toBe('suspended');
  });
});

describe('B3 a start planned for later', () => {
  const planned = aPending({ scheduledStartAt: NOW + 100 });

  test('holds the first turn until then, though events arrive', () => {
    const withEvent = hear(planned, raised('Early'));
    expect(isTurnDue(withEvent, NOW + 99)).toBe(false);
    expect(isTurnDue(withEvent, NOW + 100)).toBe(true);
    expect(statusOf(withEvent)).toBe('pending');
  });

  test('is what the runtime must wake up for', () => {
    expect(dueAt(planned, NOW)).toBe(NOW + 100);
    expect(dueAt(planned, NOW + 100)).toBeUndefined();
  });

  test('does not hold later turns', () => {
    const running = take(planned, [aTask(1)], { now: NOW + 100 }).next;
    expect(isTurnDue(hear(running, taskDone(1)), NOW)).toBe(true);
    expect(dueAt(running, NOW)).toBeUndefined();
  });

  test('a past time runs now', () => {
    expect(isTurnDue(aPending({ scheduledStartAt: 5 }), NOW)).toBe(true);
  });

  test('terminate before that time ends it without a turn', () => {
    const told = hear(planned, terminate());
    expect(isTerminating(told)).toBe(true);
    expect(isTurnDue(told, NOW + 200)).toBe(false);
    expect(statusOf(aTerminated(planned))).toBe('terminated');
  });

  test('a start planned for never is not shown as due', () => {
    expect(dueAt(aPending({ scheduledStartAt: NEVER }), NOW)).toBeUndefined();
  });
});

describe('what may happen', () => {
  const waiting = aRunning(aTask(1));

  test('no turn without something new', () => {
    expect(isTurnDue(waiting, NOW)).toBe(false);
    expect(isTurnDue(hear(waiting, taskDone(1)), NOW)).toBe(true);
  });

  test('neither turns nor dispatch while suspended or terminating', () => {
    for (const held of [suspend(), terminate()]) {
      const instance = hearAll(waiting, taskDone(1), held);
      expect(isTurnDue(instance, NOW)).toBe(false);
      expect(mayDispatch(instance)).toBe(false);
    }
    expect(mayDispatch(waiting)).toBe(true);
  });

  test('nothing after the end', () => {
    const ended = aTerminated(aRunning(aTimer(1, NOW + 5)));
    expect(isTerminating(ended)).toBe(false);
    expect(mayDispatch(ended)).toBe(false);
    expect(dueAt(ended, NOW)).toBeUndefined();
  });

  test('not even with something left in the inbox of a foreign store', () => {
    const ended = take(aPending(), [anEnd(1)]).next;
    const entry = { seq: 9, event: { kind: 'event-raised', name: 'Go', eventId: -1, at: NOW } } as const;
    expect(isTurnDue(liveInstance({ ...ended, inbox: [entry], steps: [] }), NOW)).toBe(false);
  });
});

describe('the next due time', () => {
  test('is that of the earliest timer, whatever the order they were asked for', () => {
    expect(dueAt(aRunning(aTimer(1, NOW + 9), aTimer(2, NOW + 3), aTimer(3, NOW + 7)), NOW)).toBe(NOW + 3);
  });

  test('B37 does not count a timer of the year 9999', () => {
    expect(dueAt(aRunning(aTimer(1, NEVER)), NOW)).toBeUndefined();
    expect(dueAt(aRunning(aTimer(1, NEVER), aTimer(2, NOW + 3)), NOW)).toBe(NOW + 3);
  });
});

describe('an instance read from a store', () => {
  test('is what it was, with its ended steps left out', () => {
    const kept = hearAll(aRunning(aTask(1), aTask(2)), taskDone(1), raised('Go'));
    const steps = [...kept.steps.values(), { ...doneStep, eventId: 1 }];
    expect(liveInstance({ ...kept, steps })).toEqual(kept);
  });

  test('numbers its inbox on from the last entry', () => {
    expect(liveInstance({ ...aPending(), steps: [] }).nextSeq).toBe(1);
    expect(liveInstance({ ...aRunning(), steps: [] }).nextSeq).toBe(0);
  });
});

test('the execution id is that of the start, or empty', () => {
  expect(executionIdOf(aPending())).toBe('run-1');
  expect(executionIdOf(emptyInstance({ ref: REF, key: 1 }, NOW))).toBe('');
});

const doneStep = {
  generation: 1,
  kind: 'activity',
  name: 'Work1',
  status: 'completed',
  attempt: 1,
  scheduledAt: NOW,
} as const;
