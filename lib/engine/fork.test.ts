import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '@/lib/domain/app-error';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { NEVER } from '@/lib/domain/instant';
import {
  aChild,
  aDetached,
  anAwait,
  anEnd,
  answer,
  aPending,
  aTask,
  aTimer,
  hear,
  hearAll,
  kindsOf,
  NOW,
  raised,
  REF,
  resume,
  suspend,
  take,
  taskDone,
  taskFailed,
} from '@/lib/testing/engine-builders';
import { fork, type ForkRequest } from './fork';
import { History } from './history';
import { dueAt, executionIdOf, isTurnDue, mayDispatch, statusOf, type LiveInstance } from './live-instance';
import { fireTimers, receive } from './receive';

const ref = { appId: 'shop', instanceId: 'again-1' };
const router = { sourceAppId: '', targetAppId: 'sales' };

/** Order: 1 is done; 2 (activity), 3 (child), 4 (timer) stay open; then 5 to 8; event 9 ends it. */
function endedOrder(): LiveInstance {
  const first = take(aPending(), [aTask(1), aTask(2), aChild(3, { router }), aTimer(4, NOW + 50)]).next;
  const woken = hearAll(first, taskDone(1, '"one"'), suspend(), raised('Note'), resume());
  const second = take(woken, [
    aTask(5, { input: '"old"' }),
    aTimer(6, NOW + 60),
    aChild(7, { instanceId: 'named', input: '"old"' }),
    aDetached(8),
  ]);
  const results = hearAll(second.next, taskDone(5), taskDone(2), { kind: 'child-completed', taskId: 3 });
  return take(results, [anEnd(9)], { customStatus: '"was"', now: NOW + 70 }).next;
}

const source = endedOrder();

function rerun(eventId: number, over: Partial<ForkRequest> = {}) {
  const request = { ref, key: 2, eventId, overwrite: undefined, newChildInstanceId: undefined, ...over };
  return fork(source, request, { now: NOW + 500, newId: () => 'fresh' });
}

function lastOf(history: readonly HistoryEvent[]): HistoryEvent | undefined {
  return history.at(-1);
}

describe('B57 what can be rerun', () => {
  test('an activity, with its old input', () => {
    const { change } = rerun(5);
    expect(lastOf(change.next.history.slice())).toMatchObject({
      kind: 'task-scheduled',
      eventId: 5,
      input: '"old"',
      rerunOf: 'order-1',
      at: NOW + 500,
    });
  });

  test.each(['"new"', undefined])('an activity, with the input %s instead', (input) => {
    const target = lastOf(rerun(5, { overwrite: { input } }).change.next.history.slice());
    expect(target).toHaveProperty('input', input);
  });

  test('a timer', () => {
    const { next } = rerun(6).change;
    expect(lastOf(next.history.slice())).toMatchObject({ kind: 'timer-created', fireAt: NOW + 60, rerunOf: 'order-1' });
    expect(dueAt(next, NOW)).toBe(NOW + 50);
  });

  test('a child, under the default id', () => {
    const { change, outgoing } = rerun(7);
    expect(lastOf(change.next.history.slice())).toMatchObject({
      kind: 'child-created',
      instanceId: 'again-1:0007',
      input: '"old"',
      rerunOf: 'order-1',
    });
    expect(outgoing.at(-1)).toMatchObject({
      kind: 'create',
      ref: { appId: 'shop', instanceId: 'again-1:0007' },
      taskId: 7,
      started: {
        instanceId: 'again-1:0007',
        executionId: 'fresh',
        parent: { instanceId: 'again-1', taskId: 7, appId: 'shop' },
      },
    });
  });

  test('a child, under the id asked for and with a new input', () => {
    const { outgoing } = rerun(7, { newChildInstanceId: 'mine', overwrite: { input: '"new"' } });
    expect(outgoing.at(-1)).toMatchObject({
      ref: { instanceId: 'mine' },
      started: { instanceId: 'mine', input: '"new"' },
    });
  });
});

describe('B57 what cannot', () => {
  test.each<[string, Partial<ForkRequest>, ErrorCode]>([
    ['a new input for a timer', { eventId: 6, overwrite: { input: '1' } }, 'invalid'],
    ['a child id for a timer', { eventId: 6, newChildInstanceId: 'x' }, 'invalid'],
    ['a child id for an activity', { eventId: 5, newChildInstanceId: 'x' }, 'invalid'],
    ['a detached workflow', { eventId: 8 }, 'invalid'],
    ['the completion', { eventId: 9 }, 'not_found'],
    ['an id that is not in history', { eventId: 77 }, 'not_found'],
    ['the start, whose id is -1', { eventId: -1 }, 'not_found'],
  ])('%s', (_, request, code) => {
    expect(() => rerun(0, request)).toThrow(expect.objectContaining({ code }));
  });
});

describe('B57 B58 the new instance', () => {
  const { change, outgoing } = rerun(5);
  const { next } = change;

  test('has the history before the target, unsuspended, and then the target', () => {
    expect(kindsOf(next.history.slice())).toEqual([
      'workflow-started',
      'execution-started',
      'task-scheduled',
      'task-scheduled',
      'child-created',
      'timer-created',
      'workflow-started',
      'task-completed',
      'event-raised',
      'task-scheduled',
    ]);
    expect(change.append).toEqual(next.history.slice());
    expect(next.state.suspended).toBe(false);
  });

  test('is not suspended when its source was suspended by then, and not stalled', () => {
    const held = source.history.slice().filter((event) => event.kind !== 'execution-resumed');
    const stall = { kind: 'execution-stalled', eventId: -1, at: NOW, reason: 'patch-mismatch' } as const;
    const stalled = { ...source, history: History.of(held.toSpliced(6, 0, stall)) };
    const request = { ref, key: 2, eventId: 5, overwrite: undefined, newChildInstanceId: undefined };
    const forked = fork(stalled, request, { now: NOW, newId: () => 'fresh' }).change.next;
    expect(forked.history.slice().slice(0, -1)).toEqual(next.history.slice().slice(0, -1));
    expect(statusOf(forked)).toBe('running');
  });

  test('keeps the start of its source under its own id', () => {
    expect(next.state.started).toEqual({ ...source.state.started, instanceId: 'again-1' });
    expect(executionIdOf(next)).toBe('run-1');
    expect(next).toMatchObject({
      ref,
      key: 2,
      rerunOf: 'order-1',
      createdAt: NOW + 500,
      startedAt: NOW + 500,
      customStatus: '"was"',
      generation: 1,
      inbox: [],
      attempts: 1,
    });
  });

  test('dispatches the target and what had no result by then, not what had', () => {
    expect(mayDispatch(next)).toBe(true);
    expect([...next.state.tasks.keys()]).toEqual([2, 5]);
    expect([...next.state.timers.keys()]).toEqual([4]);
    expect(fireTimers(next, NOW + 500)?.add).toHaveLength(1);
    expect(receive(next, taskDone(1), NOW + 500)).toBeUndefined();
  });

  test('creates open children again, under new ids and in their own app', () => {
    expect(next.state.children.get(3)).toMatchObject({ instanceId: 'again-1:0003' });
    expect(outgoing).toMatchObject([
      {
        kind: 'create',
        ref: { appId: 'sales', instanceId: 'again-1:0003' },
        taskId: 3,
        started: { executionId: 'fresh' },
      },
    ]);
  });

  test('keeps a child that had ended by then as it was', () => {
    const first = take(aPending(), [aChild(1), aTask(2)]).next;
    const second = take(hear(first, { kind: 'child-completed', taskId: 1 }), [aTask(3)]).next;
    const ended = take(hear(second, taskDone(3)), [anEnd(4)]).next;
    const request = { ref, key: 2, eventId: 3, overwrite: undefined, newChildInstanceId: undefined };
    const forked = fork(ended, request, { now: NOW, newId: () => 'fresh' });
    expect(forked.outgoing).toEqual([]);
    expect(forked.change.next.history.slice()).toContainEqual(
      expect.objectContaining({ kind: 'child-created', instanceId: 'order-1:0001' }),
    );
  });

  test('goes on when the target has its result, without scheduling anything of its past', () => {
    expect(isTurnDue(next, NOW + 500)).toBe(false);
    const done = hear(next, taskDone(5, '"again"'), NOW + 501);
    expect(isTurnDue(done, NOW + 501)).toBe(true);
    expect(answer(done, [aTask(5)])).toEqual({ kind: 'stale' });
    expect(answer(done, [aTimer(6, NOW + 900)]).kind).toBe('applied');
  });

  test('has steps: those with a result, those that are open, and the target', () => {
    expect(change.steps.map(({ eventId, status }) => [eventId, status])).toEqual([
      [1, 'completed'],
      [2, 'scheduled'],
      [3, 'scheduled'],
      [4, 'scheduled'],
      [5, 'scheduled'],
    ]);
    expect([...next.steps.keys()]).toEqual([2, 3, 4, 5]);
  });

  test('counts attempts as its source did', () => {
    const first = take(aPending(), [aTask(1, { taskExecutionId: 'pay' })]).next;
    const second = take(hear(first, taskFailed(1)), [aTask(2, { taskExecutionId: 'pay' })]).next;
    const ended = take(hear(second, taskDone(2)), [anEnd(3)]).next;
    const request = { ref, key: 2, eventId: 2, overwrite: undefined, newChildInstanceId: undefined };
    const forked = fork(ended, request, { now: NOW, newId: () => 'fresh' }).change;
    expect(forked.next.attempts).toBe(2);
    expect(forked.steps.map((step) => step.attempt)).toEqual([1, 2]);
  });
});

describe('B58 a rerun from a wait for an external event', () => {
  const wait = (id: number) => anAwait(id, 'Go', NEVER);
  const goOn = (live: LiveInstance, id: number) =>
    fork(
      live,
      { ref, key: 2, eventId: id, overwrite: undefined, newChildInstanceId: undefined },
      { now: NOW + 500, newId: () => 'fresh' },
    );
  const heldBy = (change: { readonly next: LiveInstance }) => kindsOf(change.next.history.slice());

  test('that found its event already there: the event comes again, so that the fork goes on', () => {
    const early = take(hear(aPending(), raised('go', '"early"')), [wait(1), anEnd(2)]).next;
    const { change, outgoing } = goOn(early, 1);
    expect(heldBy(change)).toEqual(['workflow-started', 'execution-started', 'timer-created']);
    expect(outgoing).toMatchObject([{ kind: 'deliver', to: ref, event: { kind: 'event-raised', input: '"early"' } }]);
  });

  test('whose event came later: the fork waits for a new one', () => {
    const later = take(hear(take(aPending(), [wait(1)]).next, raised('Go')), [anEnd(2)]).next;
    expect(goOn(later, 1).outgoing).toEqual([]);
  });

  test('behind another wait that had taken the early event: the fork waits for a new one', () => {
    const first = take(hear(aPending(), raised('Go')), [wait(1), wait(2)]).next;
    const both = take(hear(first, raised('Go')), [anEnd(3)]).next;
    const { change, outgoing } = goOn(both, 2);
    expect(heldBy(change)).toEqual([
      ...['workflow-started', 'execution-started', 'event-raised', 'timer-created', 'timer-created'],
    ]);
    expect(outgoing).toEqual([]);
  });
});

test('B57 the source is untouched', () => {
  const contents = () => ({ ...source, history: source.history.slice(), tasks: [...source.view.tasks] });
  const copy = structuredClone(contents());
  rerun(7, { overwrite: { input: '"new"' } });
  expect(contents()).toEqual(copy);
  expect(source.ref).toEqual(REF);
});
