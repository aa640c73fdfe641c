import { describe, expect, test } from 'vitest';
import type { EventOf } from '@/lib/domain/history-event';
import {
  aChild,
  anEnd,
  answer,
  aPending,
  aPendingChild,
  aRunning,
  aStart,
  aTask,
  aTimer,
  hear,
  hearAll,
  inboxOf,
  kindsOf,
  NOW,
  raised,
  REF,
  resume,
  suspend,
  take,
  taskDone,
} from '@/lib/testing/engine-builders';
import { dueAt, executionIdOf, isTurnDue, statusOf, type LiveInstance } from './live-instance';
import { fireTimers, receive } from './receive';
import { emptyInstance } from './start';
import { continueAsNew } from './continue-as-new';
import { changeOf } from './change';
import { beginTurn } from './turn';

const again = anEnd(9, 'continued-as-new', { result: '"next"' });

function startOf(instance: LiveInstance): EventOf<'execution-started'> {
  const { started } = instance.view;
  if (started === undefined) throw new Error('the instance has no start');
  return started;
}

describe('the new generation', () => {
  test('B41 B9 has an empty history, the same id, a fresh execution id, and the result as its input', () => {
    const { change, next } = take(aPending({ tags: { a: '1' } }), [again], { now: NOW + 5 });
    expect(change).toMatchObject({ reset: true, append: [], steps: [], removeThrough: 0 });
    expect(next.history.slice()).toEqual([]);
    expect(next).toMatchObject({ generation: 2, createdAt: NOW, startedAt: NOW + 5, ref: REF, key: 1 });
    expect(startOf(next)).toEqual({
      ...aStart({ tags: { a: '1' } }),
      at: NOW + 5,
      input: '"next"',
      executionId: 'new-1',
    });
    expect(statusOf(next)).toBe('running');
    expect(isTurnDue(next, NOW)).toBe(true);
  });

  test('B41 keeps the parent link', () => {
    const child = aPendingChild();
    expect(startOf(take(child, [again]).next).parent).toEqual(startOf(child).parent);
  });

  test('runs under a new version when one is asked for, else under the old one', () => {
    const old = aPending({ version: 'v1' });
    expect(startOf(take(old, [again]).next).version).toBe('v1');
    const moved = take(old, [anEnd(9, 'continued-as-new', { newVersion: 'v2' })]).next;
    expect(startOf(moved).version).toBe('v2');
  });

  test('keeps the custom status, the number of attempts and the newest error', () => {
    const old = hear(aRunning(aTask(1)), { kind: 'task-failed', taskId: 1, failure: boom, taskExecutionId: '' });
    const { next } = take(old, [again], { customStatus: '"round 1"' });
    expect(next).toMatchObject({ customStatus: '"round 1"', attempts: 1, lastError: 'boom' });
  });

  test('does not start at the time that was planned for the first', () => {
    const planned = aPending({ scheduledStartAt: NOW + 50 });
    const { next } = take(planned, [again], { now: NOW + 60 });
    expect(startOf(next).scheduledStartAt).toBeUndefined();
  });

  test('of an instance whose start is unknown has no name', () => {
    const unknown = changeOf(emptyInstance({ ref: REF, key: 1 }, NOW), {});
    const completion = { kind: 'complete', id: 1, status: 'continued-as-new', carryover: [] } as const;
    const { next } = continueAsNew(unknown, completion, { at: NOW, newId: () => 'new' });
    expect(startOf(next)).toMatchObject({ name: '', tags: {}, executionId: 'new' });
  });

  test('B43 twenty generations in a row neither grow history nor use a sequence twice', () => {
    let instance = aPending();
    const seqs: number[] = [];
    for (let round = 2; round <= 21; round += 1) {
      const { change, next } = take(instance, [again], { now: NOW + round });
      seqs.push(...change.add.map((entry) => entry.seq));
      instance = next;
      expect(instance).toMatchObject({ generation: round, history: { length: 0 } });
      expect(instance.inbox).toHaveLength(1);
    }
    expect(new Set(seqs).size).toBe(20);
  });
});

describe('what is carried over', () => {
  test('B41 B45 events of the SDK follow the start, equal ones included, at a time of their own', () => {
    const saved = { kind: 'event-raised', name: 'Go', input: '1', eventId: 7, at: 0 } as const;
    const { next } = take(aPending(), [anEnd(1, 'continued-as-new', { carryover: [saved, saved] })], { now: NOW + 5 });
    expect(beginTurn(next, NOW + 9).fresh.slice(1)).toEqual([
      startOf(next),
      { ...saved, eventId: -1, at: NOW + 5 },
      { ...saved, eventId: -1, at: NOW + 5 },
    ]);
  });

  test('B42 events that arrive during the turn come after them', () => {
    const handedOut = aPending();
    const meanwhile = hearAll(handedOut, raised('Late'), suspend(), resume());
    const saved = { kind: 'event-raised', name: 'Saved', eventId: -1, at: 0 } as const;
    const { next, change } = take(meanwhile, [anEnd(1, 'continued-as-new', { carryover: [saved] })], {
      asOf: handedOut,
    });
    expect(inboxOf(next)).toEqual([
      'execution-started',
      'event-raised',
      'event-raised',
      'execution-suspended',
      'execution-resumed',
    ]);
    expect(next.inbox.map((entry) => entry.seq)).toEqual([4, 5, 6, 7, 8]);
    expect(change.removeThrough).toBe(3);
  });

  test('B46 a suspend that arrives during the turn suspends the new generation', () => {
    const handedOut = aPending();
    const { next } = take(hear(handedOut, suspend()), [again], { asOf: handedOut });
    expect(statusOf(next)).toBe('suspended');
    expect(isTurnDue(next, NOW)).toBe(false);
  });

  test('B36 results and timers of the old generation do not reach the new one', () => {
    const waiting = aRunning(aTask(1), aTimer(2, NOW + 1), aTimer(3, NOW + 50), aChild(4));
    const handedOut = hear(waiting, raised('Go'));
    const results = hearAll(handedOut, taskDone(1), { kind: 'child-completed', taskId: 4 });
    const fired = fireTimers(results, NOW + 1)?.next ?? results;
    expect(inboxOf(fired).slice(1)).toEqual(['task-completed', 'child-completed', 'timer-fired']);
    const { next } = take(fired, [again], { asOf: handedOut, now: NOW + 1 });
    expect(inboxOf(next)).toEqual(['execution-started']);
    expect(dueAt(next, NOW)).toBeUndefined();
    expect(fireTimers(next, NOW + 99)).toBeUndefined();
    expect(receive(next, { kind: 'timer-fired', timerId: 3, fireAt: NOW + 50 }, NOW + 99)).toBeUndefined();
  });
});

describe('the other actions of the answer', () => {
  test('B44 actions after continue-as-new are ignored', () => {
    const { next, outgoing } = take(aPending(), [aChild(1), again, aChild(2), aTask(3)]);
    expect(outgoing).toMatchObject([{ kind: 'create', taskId: 1 }]);
    expect(next.view.tasks.size).toBe(0);
    expect(executionIdOf(next)).not.toBe('run-1');
  });

  test('B44 a completion after it does not count', () => {
    expect(kindsOf(take(aPending(), [again, anEnd(10)]).next.history.slice())).toEqual([]);
  });

  test('B20 ids of the old generation are free again', () => {
    const { next } = take(hear(aRunning(aTask(1)), taskDone(1)), [again]);
    expect(answer(next, [aTask(1)]).kind).toBe('applied');
  });
});

const boom = { type: 'Boom', message: 'boom', nonRetriable: false };
