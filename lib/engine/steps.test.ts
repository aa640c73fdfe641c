import { describe, expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
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
  NOW,
  raised,
  take,
  taskDone,
  taskFailed,
} from '@/lib/testing/engine-builders';
import { fireTimers, receive } from './receive';
import { discardStep, hasNoResult } from './steps';

function stepsAfter(body: Parameters<typeof receive>[1], instance: Parameters<typeof receive>[0]): readonly Step[] {
  return receive(instance, body, NOW + 5)?.steps ?? [];
}

describe('a scheduled step', () => {
  test('tells what it is and waits', () => {
    const { change } = take(aPending(), [aTask(1), aChild(2), aTimer(3, NOW + 9, { name: 'Nap' }), aTimer(4, NOW + 9)]);
    const common = { generation: 1, status: 'scheduled', attempt: 1, scheduledAt: NOW + 0.001 };
    expect(change.steps).toEqual([
      { ...common, eventId: 1, kind: 'activity', name: 'Work1' },
      { ...common, eventId: 2, kind: 'child', name: 'Ship' },
      { ...common, eventId: 3, kind: 'timer', name: 'Nap' },
      { ...common, eventId: 4, kind: 'timer', name: '' },
    ]);
    expect([...change.next.steps.values()]).toEqual(change.steps);
  });

  test('a timer that awaits an event is an event step of that name', () => {
    expect(take(aPending(), [anAwait(1, 'Go', NEVER)]).change.steps).toMatchObject([{ kind: 'event', name: 'Go' }]);
  });

  test('belongs to its generation', () => {
    const again = take(aPending(), [anEnd(1, 'continued-as-new')]).next;
    expect(take(again, [aTask(1)]).change.steps).toMatchObject([{ generation: 2 }]);
  });
});

describe('attempts', () => {
  const pay = { taskExecutionId: 'pay' };

  test('tries of one call share a task execution id and count up', () => {
    let instance = aRunning(aTask(1, pay));
    for (const id of [2, 3]) {
      const { change, next } = take(hear(instance, taskFailed(id - 1)), [aTask(id, pay)]);
      expect(change.steps).toMatchObject([{ eventId: id, attempt: id }]);
      instance = next;
    }
  });

  test('calls with ids of their own, or with none, do not', () => {
    const failed = hear(aRunning(aTask(1, { taskExecutionId: '' })), taskFailed(1));
    expect(take(failed, [aTask(2, { taskExecutionId: '' })]).change.steps).toMatchObject([{ attempt: 1 }]);
    expect(take(failed, [aTask(2, pay)]).change.steps).toMatchObject([{ attempt: 1 }]);
  });

  test('a success starts the count anew', () => {
    const failed = take(hear(aRunning(aTask(1, pay)), taskFailed(1)), [aTask(2, pay)]).next;
    const { change } = take(hear(failed, taskDone(2)), [aTask(3, pay)]);
    expect(change.steps).toMatchObject([{ attempt: 1 }]);
  });
});

describe('a result', () => {
  const failure = { type: 'Boom', message: 'boom', nonRetriable: false };
  const waiting = aRunning(aTask(1), aChild(2), aTimer(3, NOW + 2), anAwait(4, 'Go', NEVER), anAwait(5, 'Go', NEVER));

  test.each([
    [taskDone(1), { eventId: 1, status: 'completed' }],
    [taskFailed(1, 'no stock'), { eventId: 1, status: 'failed', error: 'no stock' }],
    [
      { kind: 'task-failed', taskId: 1, taskExecutionId: '' } as const,
      { eventId: 1, status: 'failed', error: undefined },
    ],
    [{ kind: 'child-completed', taskId: 2 } as const, { eventId: 2, status: 'completed' }],
    [{ kind: 'child-failed', taskId: 2, failure } as const, { eventId: 2, status: 'failed', error: 'boom' }],
    [raised('gO'), { eventId: 4, status: 'completed' }],
  ])('%j ends its step', (body, expected) => {
    expect(stepsAfter(body, waiting)).toMatchObject([{ ...expected, endedAt: NOW + 5 }]);
    expect(receive(waiting, body, NOW)?.next.steps.has(expected.eventId)).toBe(false);
  });

  test('a fired timer ends its step', () => {
    expect(fireTimers(waiting, NOW + 2)?.steps).toMatchObject([{ eventId: 3, status: 'completed', endedAt: NOW + 2 }]);
  });

  test('an event nobody awaits, and a step that is not known, change no step', () => {
    expect(stepsAfter(raised('Other'), waiting)).toEqual([]);
    expect(stepsAfter(taskDone(1), { ...waiting, steps: new Map() })).toEqual([]);
  });
});

describe('the end of an instance', () => {
  const ended = aTerminated(aRunning(aTask(1), aTask(2)));

  test('cancels what is open, and a late result makes it discarded', () => {
    expect([...ended.steps.values()].map((step) => step.status)).toEqual(['canceled', 'canceled']);
    expect([...ended.steps.values()].every(hasNoResult)).toBe(true);
    expect(stepsAfter(taskDone(2), ended)).toMatchObject([{ eventId: 2, status: 'discarded', endedAt: NOW + 5 }]);
  });

  test('a canceled step is not canceled again', () => {
    expect(take(aTerminated(aRunning(anAwait(1, 'Go', NEVER))), [anEnd(9)]).change.steps).toEqual([]);
  });

  test('a result for no known step discards nothing', () => {
    expect(discardStep(ended.steps, 9, NOW)).toEqual({ steps: ended.steps, changed: [] });
  });
});
