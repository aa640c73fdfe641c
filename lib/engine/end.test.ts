import { describe, expect, test } from 'vitest';
import {
  aChild,
  aDetached,
  anEnd,
  aPending,
  aPendingChild,
  aRunning,
  aTask,
  aTimer,
  aTerminated,
  hear,
  hearAll,
  kindsOf,
  NOW,
  raised,
  suspend,
  take,
  taskDone,
  taskFailed,
  terminate,
} from '@/lib/testing/engine-builders';
import { childRef, endTerminated, openChildren } from './end';
import { dueAt, mayDispatch, statusOf } from './live-instance';
import { fireTimers, receive } from './receive';

const failure = { type: 'Boom', message: 'no stock', nonRetriable: true };

describe('an end that the worker asked for', () => {
  test('is the last event, with its action id, result and failure', () => {
    const { next, change } = take(aPending(), [anEnd(6, 'failed', { result: undefined, failure })], { now: NOW + 3 });
    expect(next.history.at(-1)).toEqual({
      kind: 'execution-completed',
      eventId: 6,
      at: NOW + 3,
      status: 'failed',
      result: undefined,
      failure,
    });
    expect(change.append).toEqual(next.history.slice());
    expect(change.removeThrough).toBe(0);
    expect(next).toMatchObject({ inbox: [], lastError: 'no stock' });
    expect(next.view).toBe(next.state);
    expect(statusOf(next)).toBe('failed');
  });

  test('an end without a failure keeps the newest error of a step', () => {
    const failed = hear(aRunning(aTask(1)), taskFailed(1, 'flaky'));
    expect(take(failed, [anEnd(2)]).next.lastError).toBe('flaky');
  });

  test('no timer that was open fires any more', () => {
    const { next } = take(aPending(), [aTimer(1, NOW + 9), anEnd(2)]);
    expect(next.view.timers.size).toBe(1);
    expect(fireTimers(next, NOW + 10)).toBeUndefined();
  });

  test('drops what arrived during the turn, since nobody will read it', () => {
    const handedOut = aPending();
    const { next, change } = take(hear(handedOut, raised('Late')), [anEnd(1)], { asOf: handedOut });
    expect(kindsOf(next.history.slice())).toEqual(['workflow-started', 'execution-started', 'execution-completed']);
    expect(change.removeThrough).toBe(1);
  });

  test('cancels the steps that are open, each written once', () => {
    const { change } = take(aPending(), [aTask(1), aTimer(2, NOW + 9), anEnd(3)]);
    expect(change.steps.map(({ eventId, status }) => [eventId, status])).toEqual([
      [1, 'canceled'],
      [2, 'canceled'],
    ]);
  });

  test('keeps the other step changes of the turn', () => {
    const { change } = take(aRunning(aTask(1)), [aTask(2), anEnd(3)]);
    expect(change.steps.map((step) => step.eventId)).toEqual([1, 2]);
  });
});

describe('what a parent hears', () => {
  test('B30 a completed child gives its result', () => {
    expect(take(aPendingChild(), [anEnd(1)]).outgoing).toEqual([
      {
        kind: 'deliver',
        to: { appId: 'sales', instanceId: 'parent-1' },
        event: { kind: 'child-completed', taskId: 4, result: '"done"' },
        executionId: 'parent-run',
      },
    ]);
  });

  test('B30 a failed child gives its failure', () => {
    expect(take(aPendingChild(), [anEnd(1, 'failed', { failure })]).outgoing).toMatchObject([
      { event: { kind: 'child-failed', taskId: 4, failure } },
    ]);
  });

  test('B30 a failed child without details still gives a failure', () => {
    expect(take(aPendingChild(), [anEnd(1, 'failed')]).outgoing).toMatchObject([
      {
        event: {
          kind: 'child-failed',
          failure: { type: 'WorkflowFailed', message: 'child workflow order-1 ended as failed' },
        },
      },
    ]);
  });

  test('B30 a terminated child gives a failure that says so', () => {
    const { outgoing } = endTerminated(hear(aPendingChild(), terminate()), NOW);
    expect(outgoing).toMatchObject([
      {
        to: { appId: 'sales', instanceId: 'parent-1' },
        executionId: 'parent-run',
        event: { kind: 'child-failed', taskId: 4, failure: { type: 'WorkflowTerminated', nonRetriable: false } },
      },
    ]);
  });

  test('a parent without an app is in the same one, and there is nobody to tell without a parent', () => {
    const child = aPending({ parent: { taskId: 0, instanceId: 'p' } });
    expect(take(child, [anEnd(1)]).outgoing).toMatchObject([{ to: { appId: 'shop', instanceId: 'p' } }]);
    expect(take(aPending(), [anEnd(1)]).outgoing).toEqual([]);
  });

  test('messages of the actions come before that of the end', () => {
    const { outgoing } = take(aPendingChild(), [anEnd(1), aDetached(2)]);
    expect(outgoing.map((message) => message.kind)).toEqual(['create', 'deliver']);
  });
});

describe('terminate', () => {
  test('B48 B50 ends without the worker: what was received goes into history, then the end with the output', () => {
    const told = hearAll(aRunning(aTask(1)), taskDone(1), raised('Go'), terminate({ output: '"stop"' }));
    const { change } = endTerminated(told, NOW + 5);
    expect(kindsOf(change.append)).toEqual([
      'workflow-started',
      'task-completed',
      'event-raised',
      'execution-terminated',
      'execution-completed',
    ]);
    expect(change.append.at(-1)).toEqual({
      kind: 'execution-completed',
      eventId: -1,
      at: NOW + 5,
      status: 'terminated',
      result: '"stop"',
    });
    expect(change).toMatchObject({ reset: false, removeThrough: 3 });
    expect(change.next.history.slice().slice(-5)).toEqual(change.append);
    expect(change.next.inbox).toEqual([]);
  });

  test.each([
    ['pending', aPending()],
    ['scheduled', aPending({ scheduledStartAt: NOW + 99 })],
    ['waiting', aRunning(aTask(1), aTimer(2, NOW + 9))],
    ['suspended', hear(aRunning(aTask(1)), suspend())],
  ])('B48 ends a %s instance and leaves nothing to do', (_, instance) => {
    const ended = aTerminated(instance);
    expect(statusOf(ended)).toBe('terminated');
    expect(mayDispatch(ended)).toBe(false);
    expect(dueAt(ended, NOW)).toBeUndefined();
    expect(ended.state.started).toBeDefined();
  });

  test('B48 cancels open steps', () => {
    const { change } = endTerminated(hear(aRunning(aTask(1)), terminate()), NOW + 5);
    expect(change.steps).toMatchObject([{ eventId: 1, status: 'canceled' }]);
  });

  test('B52 of an instance that has ended changes nothing', () => {
    expect(receive(take(aPending(), [anEnd(1)]).next, terminate(), NOW)).toBeUndefined();
  });

  test('without a recorded request there is no output, and an empty inbox consumes nothing', () => {
    const { change, outgoing } = endTerminated(aRunning(aChild(1)), NOW);
    expect(change.next.state.completed).toMatchObject({ status: 'terminated', result: undefined });
    expect(change.removeThrough).toBeUndefined();
    expect(outgoing).toEqual([]);
  });
});

describe('terminate and children', () => {
  const parent = aRunning(
    aChild(1),
    aChild(2, { router: { sourceAppId: '', targetAppId: 'sales' } }),
    aChild(3),
    aDetached(4),
  );
  const oneDone = hear(parent, { kind: 'child-completed', taskId: 3 });

  test('B51 recursive: children that have not ended are told, with the output; detached ones are not', () => {
    const told = hear(oneDone, terminate({ output: '"stop"', recurse: true }));
    expect(endTerminated(told, NOW).outgoing).toEqual([
      { kind: 'terminate', to: { appId: 'shop', instanceId: 'order-1:0001' }, output: '"stop"', recurse: true },
      { kind: 'terminate', to: { appId: 'sales', instanceId: 'order-1:0002' }, output: '"stop"', recurse: true },
    ]);
  });

  test('B51 not recursive: they are left running', () => {
    expect(endTerminated(hear(oneDone, terminate()), NOW).outgoing).toEqual([]);
  });

  test('open children are those without a result', () => {
    expect(openChildren(oneDone).map((ref) => ref.instanceId)).toEqual(['order-1:0001', 'order-1:0002']);
  });

  test.each([
    [undefined, 'shop'],
    ['', 'shop'],
    ['sales', 'sales'],
  ])('a child with the target app %j lives in %s', (targetAppId, appId) => {
    const router = { sourceAppId: 'shop', targetAppId };
    const created = { kind: 'child-created', eventId: 1, at: NOW, instanceId: 'c', name: 'Ship', router } as const;
    expect(childRef({ appId: 'shop', instanceId: 'p' }, created)).toEqual({ appId, instanceId: 'c' });
  });
});
