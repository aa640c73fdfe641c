import { describe, expect, test } from 'vitest';
import type { ParentInstance } from '@/lib/domain/history-event';
import {
  anEnd,
  aPending,
  aRunning,
  aStart,
  aTask,
  inboxOf,
  NOW,
  REF,
  take,
  taskDone,
  hear,
} from '@/lib/testing/engine-builders';
import { executionIdOf, statusOf } from './live-instance';
import { isSameChild, restartInstance, startInstance } from './start';

test('a start waits in the inbox of an otherwise empty instance', () => {
  const change = startInstance({ ref: REF, key: 8 }, aStart());
  expect(change).toMatchObject({ reset: false, append: [], add: [{ seq: 0, event: aStart() }], steps: [] });
  expect(change.next).toMatchObject({
    ref: REF,
    key: 8,
    history: { length: 0 },
    generation: 1,
    createdAt: NOW,
    startedAt: undefined,
    attempts: 0,
    nextSeq: 1,
  });
});

describe('B6 a start on the id of a run that has ended', () => {
  const ran = hear(aRunning(aTask(1)), taskDone(1));
  const ended = take(ran, [anEnd(2)], { customStatus: '"over"' }).next;
  const change = restartInstance(ended, aStart({ at: NOW + 70, executionId: 'run-2', input: '2' }));

  test('replaces history, status and steps', () => {
    expect(change.reset).toBe(true);
    expect(change.append).toEqual([]);
    expect(change.next).toMatchObject({
      history: { length: 0 },
      customStatus: undefined,
      startedAt: undefined,
      attempts: 0,
    });
    expect(change.next.steps.size).toBe(0);
    expect(statusOf(change.next)).toBe('pending');
  });

  test('B9 is a new run: created now, with its own execution id', () => {
    expect(change.next).toMatchObject({ createdAt: NOW + 70, generation: 1, key: ended.key });
    expect(executionIdOf(change.next)).toBe('run-2');
  });

  test('numbers its inbox on', () => {
    expect(change.add.map((entry) => entry.seq)).toEqual([ended.nextSeq]);
    expect(change.next.nextSeq).toBe(ended.nextSeq + 1);
  });

  test('runs', () => {
    const { next } = take(change.next, [aTask(1)]);
    expect(inboxOf(next)).toEqual([]);
    expect(next.state.tasks.size).toBe(1);
  });
});

describe('B31 whether a creation repeats one that happened', () => {
  const parent: ParentInstance = { taskId: 4, instanceId: 'p', executionId: 'r', appId: 'a' };
  const child = aPending({ parent });

  test('yes for the same action of the same run of the same parent', () => {
    expect(isSameChild(child, aStart({ executionId: 'another', parent: { ...parent } }))).toBe(true);
  });

  test.each<Partial<ParentInstance>>([{ taskId: 5 }, { instanceId: 'q' }, { executionId: 's' }, { appId: 'b' }])(
    'no when the parent differs by %j',
    (over) => {
      expect(isSameChild(child, aStart({ parent: { ...parent, ...over } }))).toBe(false);
    },
  );

  test('no without a parent on either side', () => {
    expect(isSameChild(child, aStart())).toBe(false);
    expect(isSameChild(aPending(), aStart({ parent }))).toBe(false);
    expect(isSameChild(aPending(), aStart())).toBe(false);
  });
});
