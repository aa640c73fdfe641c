import { describe, expect, test } from 'vitest';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { aDaprRef, daprRows, type InstanceContents } from '@/lib/testing/dapr/instance-rows';
import { describeInstance, type InstanceDescription } from './describe-instance';
import { readInstance } from './read-instance';

let at = 1_000;

function event(body: HistoryEventBody, fields: Partial<HistoryEvent> = {}): HistoryEvent {
  at += 1;
  return { ...body, eventId: -1, at, ...fields } as HistoryEvent;
}

function described(contents: InstanceContents): InstanceDescription {
  return describeInstance(readInstance(aDaprRef, daprRows(contents)));
}

const turn = event({ kind: 'workflow-started' });
const start = {
  ...{
    kind: 'execution-started' as const,
    name: 'Order',
    instanceId: 'order-1',
    executionId: 'x',
    input: '5',
    tags: { a: 'b' },
  },
};
const started = event(start);
const running = [turn, started];
const stalled = event({ kind: 'execution-stalled', reason: 'patch-mismatch' });
const suspended = event({ kind: 'execution-suspended' });

function completed(status: 'completed' | 'failed' | 'terminated' | 'canceled' | 'continued-as-new'): HistoryEvent {
  return event({ kind: 'execution-completed', status, result: '"out"' }, { eventId: 9 });
}

describe('the status', () => {
  test.each<[string, readonly HistoryEvent[]]>([
    ['pending', []],
    ['stalled', [stalled]],
    ['running', running],
    ['stalled', [...running, stalled]],
    ['running', [...running, stalled, turn]],
    ['suspended', [...running, suspended]],
    ['running', [...running, suspended, event({ kind: 'execution-resumed' })]],
    ['completed', [...running, suspended, completed('completed')]],
    ['failed', [...running, completed('failed')]],
    ['terminated', [...running, completed('terminated')]],
    ['terminated', [...running, completed('canceled')]],
    ['running', [...running, completed('continued-as-new')]],
  ])('%s (%#)', (status, history) => {
    expect(described({ history }).status).toBe(status);
  });

  test('an instance whose start waits in the inbox is pending, with its name, input and time', () => {
    const planned = event({ ...start, scheduledStartAt: 99_000 });
    expect(described({ inbox: [planned] })).toMatchObject({
      ...{ status: 'pending', name: 'Order', input: '5', createdAt: planned.at, scheduledStartAt: 99_000 },
      ...{ startedAt: undefined, updatedAt: planned.at },
    });
  });
});

describe('what an instance is', () => {
  test('name, times, output and generation of its current run', () => {
    const end = completed('completed');
    const found = described({ history: [...running, end], metadata: { generation: 4 }, customStatus: '"done"' });
    expect(found).toMatchObject({
      ...{ name: 'Order', input: '5', output: '"out"', customStatus: '"done"', generation: 4, executionId: 'x' },
      ...{ createdAt: started.at, startedAt: turn.at, updatedAt: end.at, completedAt: end.at, tags: { a: 'b' } },
    });
  });

  test('its version is what the first turn ran with, its patches are all that were met', () => {
    const first = event({ kind: 'workflow-started', version: { name: 'v2', patches: ['one'] } });
    const second = event({ kind: 'workflow-started', version: { patches: ['one', 'two'] } });
    expect(described({ history: [first, started, second] })).toMatchObject({ version: 'v2', patches: ['one', 'two'] });
  });

  test('a parent without App ID is of the same app, one with another App ID is not', () => {
    const childOf = (appId: string | undefined): InstanceDescription =>
      described({ history: [event({ ...start, parent: { taskId: 3, instanceId: 'mother', appId } })] });
    expect(childOf(undefined).parent).toEqual({ appId: 'shop', instanceId: 'mother', taskId: 3 });
    expect(childOf('store').parent).toEqual({ appId: 'store', instanceId: 'mother', taskId: 3 });
  });

  test('children of this and of other apps, and detached workflows', () => {
    const router = { sourceAppId: 'shop', targetAppId: 'mail' };
    const child = event({ kind: 'child-created', instanceId: 'c1', name: 'Ship' }, { eventId: 1 });
    const far = event({ kind: 'child-created', instanceId: 'c2', name: 'Send' }, { eventId: 2, router });
    const free = event({ kind: 'detached-created', instanceId: 'd1' }, { eventId: 3 });
    expect(described({ history: [...running, child, far, free] }).spawned).toEqual([
      { appId: 'shop', instanceId: 'c1', taskId: 1, name: 'Ship', isDetached: false },
      { appId: 'mail', instanceId: 'c2', taskId: 2, name: 'Send', isDetached: false },
      { appId: 'shop', instanceId: 'd1', taskId: 3, name: undefined, isDetached: true },
    ]);
  });

  test('what it was rerun from', () => {
    const task = event(
      { kind: 'task-scheduled', name: 'Pay', taskExecutionId: 't', rerunOf: 'order-0' },
      { eventId: 1 },
    );
    expect(described({ history: [...running, task] }).rerunOf).toBe('order-0');
    expect(described({ history: running }).rerunOf).toBeUndefined();
  });
});

describe('what it waits for', () => {
  const task = event({ kind: 'task-scheduled', name: 'Pay', taskExecutionId: 't' }, { eventId: 1 });
  const timer = event({ kind: 'timer-created', fireAt: 50_000, origin: { kind: 'plain' } }, { eventId: 2 });
  const waits = [3, 4].map((eventId) =>
    event({ kind: 'timer-created', fireAt: 60_000, origin: { kind: 'external-event', name: 'Paid' } }, { eventId }),
  );
  const child = event({ kind: 'child-created', instanceId: 'c1', name: 'Ship' }, { eventId: 5 });
  const all = [...running, task, timer, ...waits, child];

  function open(history: readonly HistoryEvent[]): readonly number[] {
    const { tasks, timers, children } = described({ history }).open;
    return [...tasks.keys(), ...timers.keys(), ...children.keys()];
  }

  test('activities, timers with their origin, and children without an outcome', () => {
    expect(open(all)).toEqual([1, 2, 3, 4, 5]);
    expect(described({ history: all }).open.timers.get(3)).toMatchObject({
      ...{ fireAt: 60_000, origin: { kind: 'external-event', name: 'Paid' } },
    });
  });

  test('an outcome ends the wait; an event ends the oldest wait for its name, in any case', () => {
    const outcomes = [
      event({ kind: 'task-failed', taskId: 1, taskExecutionId: 't' }),
      event({ kind: 'timer-fired', timerId: 2, fireAt: 50_000 }),
      event({ kind: 'event-raised', name: 'PAID' }),
      event({ kind: 'child-completed', taskId: 5 }),
    ];
    expect(open([...all, ...outcomes])).toEqual([4]);
  });

  test('nothing once the run has ended', () => {
    expect(open([...all, completed('terminated')])).toEqual([]);
  });
});
