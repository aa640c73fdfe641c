import { describe, expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import {
  anEnd,
  answer,
  aPending,
  aRunning,
  aTask,
  hear,
  inboxOf,
  NOW,
  raised,
  REF,
  take,
  taskDone,
  type AnswerOptions,
} from '@/lib/testing/engine-builders';
import { statusOf, type LiveInstance } from './live-instance';
import { findStall } from './stall';
import { emptyInstance } from './start';

const first = take(aPending(), [aTask(1)], { version: { name: 'v1', patches: ['p1', 'p2'] } }).next;
const patched = hear(first, taskDone(1));
const missing: WorkflowAction = { kind: 'version-not-available', id: 2 };
const good = { version: { patches: ['p1', 'p2'] } };

function stalled(instance: LiveInstance, actions: readonly WorkflowAction[], options: AnswerOptions = {}) {
  const decision = answer(instance, actions, options);
  if (decision.kind !== 'stalled') throw new Error(`the answer was ${decision.kind}`);
  return decision.change;
}

describe('B59 patches', () => {
  test.each([
    ['none', undefined],
    ['fewer', { patches: ['p1'] }],
    ['others', { patches: ['p1', 'x'] }],
    ['another order', { patches: ['p2', 'p1'] }],
    ['one more in between', { patches: ['p1', 'x', 'p2'] }],
  ])('a worker with %s stalls the instance', (_, version) => {
    const change = stalled(patched, [anEnd(2)], { version });
    expect(change?.append).toMatchObject([{ kind: 'execution-stalled', eventId: -1, reason: 'patch-mismatch' }]);
  });

  test('the description names what was recorded and what the worker has', () => {
    const stall = findStall(patched, { actions: [], customStatus: undefined, version: { patches: ['x'] } });
    expect(stall?.description).toBe('recorded patches [p1, p2], the worker has [x]');
  });

  test('a worker with the same patches, or more behind them, takes it on; only new ones are recorded', () => {
    expect(answer(patched, [anEnd(2)], good).kind).toBe('applied');
    const { next } = take(patched, [], { version: { patches: ['p1', 'p2', 'p3'] } });
    expect(next.state.patches).toEqual(['p1', 'p2', 'p3']);
    expect(next.history.at(-2)).toMatchObject({ kind: 'workflow-started', version: { patches: ['p3'] } });
  });
});

test('B59 a run that asks for a patch again and again goes on (.NET names it each time)', () => {
  const once = hear(take(aPending(), [aTask(1)], { version: { patches: ['p1'] } }).next, taskDone(1));
  const twice = take(once, [aTask(2)], { version: { patches: ['p1', 'p1', 'p2'] } }).next;
  expect(twice.state.patches).toEqual(['p1', 'p1', 'p2']);
  expect(answer(hear(twice, taskDone(2)), [anEnd(3)], { version: { patches: ['p1', 'p1', 'p2', 'p2'] } }).kind).toBe(
    'applied',
  );
});

describe('a stalled instance', () => {
  const change = stalled(patched, [missing], good);
  const instance = change?.next ?? patched;

  test('has the stall in its history, and keeps its inbox and the events of the turn', () => {
    expect(change).toMatchObject({ reset: false, removeThrough: undefined, add: [], steps: [] });
    expect(instance.history.slice()).toEqual([...patched.history, ...(change?.append ?? [])]);
    expect(inboxOf(instance)).toEqual(['task-completed']);
    expect(instance.view.tasks.size).toBe(0);
    expect(instance.lastError).toBe('version v1 of Order is not available on the worker');
    expect(statusOf(instance)).toBe('stalled');
  });

  test('B59 records one stall event, however often the same worker is tried', () => {
    expect(stalled(instance, [missing], { ...good, now: NOW + 60 })).toBeUndefined();
  });

  test('B59 records another stall for another reason', () => {
    const other = stalled(instance, [anEnd(2)], { version: undefined });
    expect(other?.append).toMatchObject([{ reason: 'patch-mismatch' }]);
    expect(other?.next.state.stalled?.reason).toBe('patch-mismatch');
  });

  test('B59 records a reason once, also when two workers that do not fit take turns', () => {
    const other = stalled(instance, [anEnd(2)], { version: undefined });
    expect(other).toBeDefined();
    expect(other && stalled(other.next, [missing], { ...good, now: NOW + 90 })).toBeUndefined();
  });

  test('B59 goes on with a worker that fits', () => {
    const { next } = take(instance, [anEnd(2)], good);
    expect(next.state.stalled).toBeUndefined();
    expect(statusOf(next)).toBe('completed');
  });

  test('stays stalled whatever arrives', () => {
    expect(statusOf(hear(instance, raised('Go')))).toBe('stalled');
  });
});

describe('B60 a version that the worker does not have', () => {
  test.each([['the action', missing] as const, ['a completion as stalled', anEnd(2, 'stalled')] as const])(
    'stalls by %s',
    (_, action) => {
      const change = stalled(patched, [aTask(3), action], good);
      expect(change?.append).toMatchObject([
        {
          kind: 'execution-stalled',
          reason: 'version-not-available',
          description: 'version v1 of Order is not available on the worker',
        },
      ]);
      expect(change?.next.state.completed).toBeUndefined();
      expect(change?.next.state.tasks.size).toBe(1);
    },
  );

  test('stalls by the action also when the worker names no patches with it', () => {
    expect(stalled(patched, [missing])?.append).toMatchObject([{ reason: 'version-not-available' }]);
  });

  const asStalled = anEnd(2, 'stalled');
  test.each([
    ['Java, whose version object says nothing', { patches: [] }, 'version-not-available'],
    ['.NET, which sends no version object', undefined, 'patch-mismatch'],
    ['a worker with the recorded version and no patches', { name: 'v1', patches: [] }, 'patch-mismatch'],
    ['a worker with other patches', { name: 'v2', patches: ['x'] }, 'patch-mismatch'],
    ['a worker whose patches fit', { name: 'v1', patches: ['p1', 'p2'] }, 'version-not-available'],
  ] as const)('a completion as stalled by %s', (_, version, reason) => {
    expect(stalled(patched, [asStalled], { version })?.append).toMatchObject([{ reason }]);
  });

  test('a completion as stalled of a run without patches is for its version', () => {
    const named = hear(take(aPending(), [aTask(1)], { version: { name: 'v1', patches: [] } }).next, taskDone(1));
    for (const version of [undefined, { patches: [] }]) {
      expect(stalled(named, [asStalled], { version })?.append).toMatchObject([{ reason: 'version-not-available' }]);
    }
  });

  test('is called the default one when none is recorded', () => {
    const change = stalled(hear(aRunning(aTask(1)), taskDone(1)), [missing]);
    expect(change?.append).toMatchObject([
      { description: 'version (default) of Order is not available on the worker' },
    ]);
  });

  test('an instance whose start is unknown stalls without a name', () => {
    const unknown = emptyInstance({ ref: REF, key: 1 }, NOW);
    const response = { actions: [missing], customStatus: undefined, version: undefined };
    expect(findStall(unknown, response)?.description).toBe('version (default) of  is not available on the worker');
  });
});
