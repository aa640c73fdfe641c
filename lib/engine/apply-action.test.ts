import { describe, expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import { aChild, aDetached, anEnd, aPending, aTask, aTimer, NOW, REF } from '@/lib/testing/engine-builders';
import { applyAction, defaultChildId } from './apply-action';
import { emptyInstance } from './start';

const trace = { traceParent: '00-1-2-01' };
const instance = aPending({ trace, version: 'v1' });
const target = { sourceAppId: 'written by the SDK', targetAppId: 'sales' };
const at = NOW + 1;

function apply(action: WorkflowAction, from = instance) {
  return applyAction(action, { instance: from, at, newId: () => 'fresh' });
}

describe('what is recorded', () => {
  test('B23 an activity: its action id, call id, name and input, and the app it comes from', () => {
    expect(apply(aTask(0, { version: 'v3', propagation: 'lineage', router: target }))).toEqual({
      events: [
        {
          kind: 'task-scheduled',
          eventId: 0,
          at,
          name: 'Work0',
          version: 'v3',
          input: '0',
          trace,
          taskExecutionId: 'call-0',
          propagation: 'lineage',
          router: { sourceAppId: 'shop', targetAppId: 'sales' },
        },
      ],
      outgoing: [],
    });
  });

  test('a timer: when it is due and what for', () => {
    expect(apply(aTimer(3, 99, { name: 'Nap', origin: { kind: 'plain' } })).events).toEqual([
      {
        kind: 'timer-created',
        eventId: 3,
        at,
        fireAt: 99,
        name: 'Nap',
        origin: { kind: 'plain' },
        router: { sourceAppId: 'shop' },
      },
    ]);
  });

  test.each<WorkflowAction>([anEnd(1), { kind: 'version-not-available', id: 1 }, { kind: 'unknown', id: 1 }])(
    'nothing for $kind: the whole turn decides',
    (action) => {
      expect(apply(action)).toEqual({ events: [], outgoing: [] });
    },
  );
});

describe('a child workflow', () => {
  test.each([
    [0, 'order-1:0000'],
    [26, 'order-1:001a'],
    [0x12345, 'order-1:12345'],
  ])('B29 action %i gives the id %s', (taskId, expected) => {
    expect(defaultChildId('order-1', taskId)).toBe(expected);
    const [message] = apply(aChild(taskId)).outgoing;
    expect(message).toMatchObject({ kind: 'create', ref: { appId: 'shop', instanceId: expected }, taskId });
  });

  test('B29 is told who its parent is', () => {
    const [message] = apply(aChild(10, { retryOf: 'order-1:0009', propagation: 'own-history' })).outgoing;
    expect(message).toEqual({
      kind: 'create',
      ref: { appId: 'shop', instanceId: 'order-1:000a' },
      taskId: 10,
      started: {
        kind: 'execution-started',
        eventId: -1,
        at,
        name: 'Ship',
        version: undefined,
        input: '10',
        instanceId: 'order-1:000a',
        executionId: 'fresh',
        parent: {
          taskId: 10,
          name: 'Order',
          version: 'v1',
          instanceId: 'order-1',
          executionId: 'run-1',
          appId: 'shop',
        },
        trace,
        tags: {},
        router: { sourceAppId: 'shop' },
      },
    });
  });

  test('keeps the id it was given, and lives in the app it is routed to', () => {
    const { events, outgoing } = apply(aChild(1, { instanceId: 'mine', router: target }));
    expect(events).toMatchObject([{ kind: 'child-created', eventId: 1, instanceId: 'mine', name: 'Ship' }]);
    expect(outgoing).toMatchObject([
      { ref: { appId: 'sales', instanceId: 'mine' }, started: { router: { sourceAppId: 'shop' } } },
    ]);
  });

  test('an empty target app is its own', () => {
    const [message] = apply(aChild(1, { router: { sourceAppId: '', targetAppId: '' } })).outgoing;
    expect(message).toMatchObject({ ref: { appId: 'shop' } });
  });

  test('a parent whose start is unknown names what it can', () => {
    const [message] = apply(aChild(1), emptyInstance({ ref: REF, key: 1 }, NOW)).outgoing;
    expect(message).toMatchObject({ started: { parent: { name: undefined, executionId: '', instanceId: 'order-1' } } });
  });
});

describe('a detached workflow', () => {
  test('B33 has no parent, and keeps its tags and its planned start', () => {
    const { events, outgoing } = apply(aDetached(2, { tags: { team: 'a' }, scheduledStartAt: 77, input: '1' }));
    expect(events).toEqual([
      { kind: 'detached-created', eventId: 2, at, instanceId: 'audit-1', router: { sourceAppId: 'shop' } },
    ]);
    expect(outgoing).toMatchObject([
      {
        kind: 'create',
        ref: { appId: 'shop', instanceId: 'audit-1' },
        taskId: undefined,
        started: { name: 'Audit', executionId: 'fresh', tags: { team: 'a' }, scheduledStartAt: 77, input: '1' },
      },
    ]);
    expect(outgoing[0]).not.toHaveProperty('started.parent');
  });

  test('keeps an execution id that the worker chose, and its target app', () => {
    const [message] = apply(aDetached(2, { executionId: 'chosen', router: target })).outgoing;
    expect(message).toMatchObject({ ref: { appId: 'sales' }, started: { executionId: 'chosen' } });
  });
});

describe('messages to others', () => {
  test('B34 an event is recorded as sent and delivered to its target', () => {
    const sent = { kind: 'send-event', id: 5, instanceId: 'other', name: 'Paid', input: '1' } as const;
    expect(apply(sent)).toEqual({
      events: [
        {
          kind: 'event-sent',
          eventId: 5,
          at,
          instanceId: 'other',
          name: 'Paid',
          input: '1',
          router: { sourceAppId: 'shop' },
        },
      ],
      outgoing: [
        {
          kind: 'deliver',
          to: { appId: 'shop', instanceId: 'other' },
          event: { kind: 'event-raised', name: 'Paid', input: '1' },
          executionId: undefined,
        },
      ],
    });
    expect(apply({ ...sent, router: target }).outgoing).toMatchObject([{ to: { appId: 'sales' } }]);
  });

  test.each([true, false])('a terminate with recurse %s goes to its target and leaves no trace here', (recurse) => {
    const stop = { kind: 'terminate', id: 5, instanceId: 'other', reason: '"why"', recurse } as const;
    expect(apply(stop)).toEqual({
      events: [],
      outgoing: [{ kind: 'terminate', to: { appId: 'shop', instanceId: 'other' }, output: '"why"', recurse }],
    });
  });
});
