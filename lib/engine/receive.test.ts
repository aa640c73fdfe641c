import { describe, expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import {
  aChild,
  anAwait,
  anEnd,
  aPending,
  aRunning,
  aTask,
  aTerminated,
  aTimer,
  hear,
  hearAll,
  inboxOf,
  kindsOf,
  NOW,
  raised,
  resume,
  suspend,
  take,
  taskDone,
  taskFailed,
  terminate,
} from '@/lib/testing/engine-builders';
import { dueAt } from './live-instance';
import { addToInbox, fireTimers, receive } from './receive';
import { beginTurn } from './turn';

const boom = { type: 'Boom', message: 'boom', nonRetriable: false };

describe('what arrives', () => {
  test('waits in the inbox, under the next sequence, at a time after everything before it', () => {
    const change = receive(hear(aRunning(aTask(1)), raised('A')), taskDone(1), NOW);
    expect(change).toMatchObject({ reset: false, append: [], removeThrough: undefined });
    expect(change?.add).toEqual([{ seq: 2, event: { ...taskDone(1), eventId: -1, at: NOW + 0.003 } }]);
    expect(change?.next.nextSeq).toBe(3);
    expect(change?.next.state.tasks.size).toBe(1);
    expect(change?.next.view.tasks.size).toBe(0);
  });

  test('B38 equal events are all kept, in order', () => {
    const instance = hearAll(aPending(), raised('Go', '1'), raised('Go', '1'));
    expect(inboxOf(instance)).toEqual(['execution-started', 'event-raised', 'event-raised']);
    const times = instance.inbox.map((entry) => entry.event.at);
    expect(new Set(times).size).toBe(3);
  });

  test('B39 an event keeps the case of its name', () => {
    expect(beginTurn(hear(aPending(), raised('GoOn')), NOW).fresh.at(-1)).toMatchObject({ name: 'GoOn' });
  });

  test('B28 parallel results arrive in any order and in one turn', () => {
    const instance = hearAll(aRunning(aTask(1), aTask(2), aTask(3)), taskDone(3), taskFailed(1), taskDone(2));
    expect(instance.inbox.map(({ event }) => 'taskId' in event && event.taskId)).toEqual([3, 1, 2]);
    expect(instance.view.tasks.size).toBe(0);
  });

  test.each([
    ['activity', taskFailed(1, 'no stock'), 'no stock'],
    ['child', { kind: 'child-failed', taskId: 2, failure: boom } as const, 'boom'],
    ['activity without details', { kind: 'task-failed', taskId: 1, taskExecutionId: '' } as const, undefined],
    ['activity that succeeded', taskDone(1), undefined],
  ])('the newest error is that of the failed %s', (_, body, expected) => {
    expect(hear(aRunning(aTask(1), aChild(2)), body).lastError).toBe(expected);
  });

  test('the newest of several errors counts', () => {
    const instance = aRunning(aTask(1), aTask(2));
    const failed = [1, 2].map((id) => ({ ...taskFailed(id, `error ${id}`), eventId: -1, at: NOW }));
    const change = addToInbox(instance, [...failed, { ...raised('Go'), eventId: -1, at: NOW }]);
    expect(change.next.lastError).toBe('error 2');
  });
});

describe('a result that matches nothing open', () => {
  const waiting = aRunning(aTask(1), aChild(2), aTimer(3, NOW + 5));

  test.each([
    ['activity result', taskDone(1), taskFailed(1)],
    [
      'child result',
      { kind: 'child-completed', taskId: 2 } as const,
      { kind: 'child-failed', taskId: 2, failure: boom } as const,
    ],
    [
      'timer',
      { kind: 'timer-fired', timerId: 3, fireAt: NOW + 5 } as const,
      { kind: 'timer-fired', timerId: 3, fireAt: NOW + 5 } as const,
    ],
  ])('B26 a second %s is dropped, before and after the turn that takes the first', (_, first, second) => {
    const heard = hear(waiting, first);
    expect(receive(heard, first, NOW)).toBeUndefined();
    expect(receive(heard, second, NOW)).toBeUndefined();
    const taken = take(heard, []).next;
    expect(receive(taken, first, NOW)).toBeUndefined();
    expect(receive(taken, second, NOW)).toBeUndefined();
  });

  test.each([
    taskDone(9),
    taskFailed(9),
    { kind: 'child-completed', taskId: 9 } as const,
    { kind: 'child-failed', taskId: 9, failure: boom } as const,
    { kind: 'timer-fired', timerId: 9, fireAt: NOW } as const,
    taskDone(2),
    taskDone(3),
    { kind: 'child-completed', taskId: 1 } as const,
  ])('B27 a result for what was never scheduled is dropped: %j', (body) => {
    expect(receive(waiting, body, NOW)).toBeUndefined();
  });
});

describe('requests that are redundant', () => {
  test('B47 suspend twice, resume twice and resume of a running instance change nothing', () => {
    const running = aRunning(aTask(1));
    expect(receive(running, resume(), NOW)).toBeUndefined();
    const suspended = hear(running, suspend());
    expect(receive(suspended, suspend(), NOW)).toBeUndefined();
    expect(receive(hear(suspended, resume()), resume(), NOW)).toBeUndefined();
  });

  test('B46 what arrives while suspended takes effect in order after the resume', () => {
    const instance = hearAll(aRunning(aTask(1)), suspend(), raised('A'), taskDone(1), resume());
    const { next } = take(instance, [anEnd(2)]);
    expect(kindsOf(next.history.slice()).slice(3)).toEqual([
      'workflow-started',
      'execution-suspended',
      'event-raised',
      'task-completed',
      'execution-resumed',
      'execution-completed',
    ]);
  });

  test('B48 a second terminate changes nothing', () => {
    expect(receive(hear(aPending(), terminate()), terminate(), NOW)).toBeUndefined();
  });
});

describe('after the end', () => {
  const ended = aTerminated(aRunning(aTask(1), aChild(2), aTimer(3, NOW + 5)));

  test('a late activity result is noted on its step, once, and changes nothing else', () => {
    const change = receive(ended, taskDone(1), NOW + 9);
    expect(change).toMatchObject({ append: [], add: [], reset: false });
    expect(change?.steps).toMatchObject([{ eventId: 1, status: 'discarded', endedAt: NOW + 9 }]);
    expect(change?.next).toEqual({ ...ended, steps: change?.next.steps });
    expect(receive(change?.next ?? ended, taskDone(1), NOW + 9)).toBeUndefined();
    expect(receive(ended, taskFailed(1), NOW + 9)?.steps).toMatchObject([{ status: 'discarded' }]);
  });

  test.each([
    raised('Go'),
    suspend(),
    resume(),
    terminate(),
    taskDone(9),
    { kind: 'child-completed', taskId: 2 } as const,
    { kind: 'timer-fired', timerId: 3, fireAt: NOW + 5 } as const,
  ])('B40 B52 nothing else changes anything: %j', (body) => {
    expect(receive(ended, body, NOW + 9)).toBeUndefined();
  });

  test('no timer fires', () => {
    expect(fireTimers(ended, NOW + 99)).toBeUndefined();
  });
});

describe('timers', () => {
  test('B35 fire at their time and not before, once, the earliest first', () => {
    const instance = aRunning(aTimer(1, NOW + 5), aTimer(2, NOW + 2.5), aTimer(3, NOW + 9));
    expect(fireTimers(instance, NOW + 2)).toBeUndefined();
    const change = fireTimers(instance, NOW + 5);
    expect(change?.add.map(({ event }) => event)).toEqual([
      { kind: 'timer-fired', eventId: -1, at: NOW + 5, timerId: 2, fireAt: NOW + 2.5 },
      { kind: 'timer-fired', eventId: -1, at: NOW + 5.001, timerId: 1, fireAt: NOW + 5 },
    ]);
    const fired = change?.next ?? instance;
    expect(fireTimers(fired, NOW + 5)).toBeUndefined();
    expect([...fired.view.timers.keys()]).toEqual([3]);
  });

  test('B35 one that is due in the past fires at once', () => {
    expect(fireTimers(aRunning(aTimer(1, 0)), NOW)?.add).toHaveLength(1);
  });

  test('B37 one of the year 9999 never fires', () => {
    expect(fireTimers(aRunning(anAwait(1, 'Go', NEVER)), Infinity)).toBeUndefined();
  });

  test('B37 one that awaits an event is gone when it comes, in any case of the name, the oldest first', () => {
    const instance = aRunning(anAwait(1, 'Other', NOW + 1), anAwait(2, 'Go', NOW + 8), anAwait(3, 'GO', NOW + 4));
    const once = hear(instance, raised('gO'));
    expect([...once.view.timers.keys()]).toEqual([1, 3]);
    expect(dueAt(once, NOW)).toBe(NOW + 1);
    const twice = hear(once, raised('go'));
    expect([...twice.view.timers.keys()]).toEqual([1]);
    expect([...hear(twice, raised('go')).view.timers.keys()]).toEqual([1]);
  });

  test('B37 an event does not touch a plain timer of that name', () => {
    const instance = aRunning(aTimer(1, NOW + 5, { name: 'Go', origin: { kind: 'plain' } }), aTimer(2, NOW + 6));
    expect(hear(instance, raised('Go')).view.timers.size).toBe(2);
  });
});
