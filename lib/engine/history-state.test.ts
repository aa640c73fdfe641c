import { describe, expect, test } from 'vitest';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { aStart, raised, resume, suspend, taskDone, taskFailed, terminate } from '@/lib/testing/engine-builders';
import { apply, EMPTY_STATE, fold, timerAwaiting } from './history-state';

function events(...bodies: readonly HistoryEventBody[]): readonly HistoryEvent[] {
  return bodies.map((body, index) => ({ ...body, eventId: index, at: index }));
}

const scheduled: HistoryEventBody = { kind: 'task-scheduled', name: 'Work', taskExecutionId: 'call' };
const end: HistoryEventBody = { kind: 'execution-completed', status: 'completed' };
const stall: HistoryEventBody = { kind: 'execution-stalled', reason: 'patch-mismatch', description: 'x' };

function turn(name: string | undefined, ...patches: readonly string[]): HistoryEventBody {
  return { kind: 'workflow-started', version: { name, patches } };
}

test('no events leave a state as it is', () => {
  expect(fold(EMPTY_STATE, [])).toBe(EMPTY_STATE);
});

test('events that only inform change nothing but time, size and the ids that are taken', () => {
  const informing = events(
    { kind: 'event-sent', instanceId: 'x', name: 'Go' },
    { kind: 'detached-created', instanceId: 'x' },
    { kind: 'workflow-completed' },
  );
  expect(fold(EMPTY_STATE, informing)).toEqual({
    ...EMPTY_STATE,
    bytes: 146,
    lastAt: 2,
    actionIds: [{ first: 0, last: 1 }],
  });
});

test('the first start, terminate, turn and version name count', () => {
  const second = { ...aStart({ executionId: 'run-2' }), at: 9 };
  const state = fold(EMPTY_STATE, [
    ...events(turn('v1'), terminate({ output: '1' }), terminate({ output: '2' }), turn('v2')),
    aStart(),
    second,
  ]);
  expect(state.started).toEqual(aStart());
  expect(state.terminated).toMatchObject({ output: '1' });
  expect(state).toMatchObject({ firstTurnAt: 0, versionName: 'v1' });
});

test('the last time is the latest, whatever the order', () => {
  const [first, second] = [raised('A'), raised('B')].map((body, index) => ({ ...body, eventId: -1, at: 9 - index }));
  expect(fold(EMPTY_STATE, first && second ? [first, second] : []).lastAt).toBe(9);
});

test('patches are kept in the order they came, as often as they came', () => {
  const before = fold(EMPTY_STATE, events(turn(undefined, 'b', 'a')));
  expect(apply(before, { kind: 'workflow-started', eventId: -1, at: 5 }).patches).toBe(before.patches);
  expect(fold(before, events(turn(undefined, 'a', 'c'))).patches).toEqual(['b', 'a', 'a', 'c']);
});

test('suspended until resumed', () => {
  expect(fold(EMPTY_STATE, events(suspend())).suspended).toBe(true);
  expect(fold(EMPTY_STATE, events(suspend(), resume())).suspended).toBe(false);
});

test('any other event clears a stall', () => {
  expect(fold(EMPTY_STATE, events(stall)).stalled).toMatchObject({ description: 'x' });
  expect(fold(EMPTY_STATE, events(stall, raised('Go'))).stalled).toBeUndefined();
});

test('nothing changes after the end', () => {
  const state = fold(EMPTY_STATE, events(scheduled, end));
  const later = events(taskDone(0), suspend(), stall, raised('Go'), { kind: 'execution-completed', status: 'failed' });
  expect(fold(state, later)).toEqual(state);
});

describe('failed tries', () => {
  test('count per call until it succeeds', () => {
    const twice = fold(EMPTY_STATE, events(scheduled, scheduled, scheduled, taskFailed(0), taskFailed(1)));
    expect(twice.failedTries.get('call')).toBe(2);
    expect(apply(twice, { ...taskDone(2), eventId: -1, at: 9 }).failedTries.size).toBe(0);
  });

  test('do not count for a call without an id, nor for a task that is not open', () => {
    const state = fold(EMPTY_STATE, events({ ...scheduled, taskExecutionId: '' }, taskFailed(0), taskFailed(7)));
    expect(state.failedTries.size).toBe(0);
    expect(state.tasks.size).toBe(0);
  });
});

test('an event nobody awaits has no timer', () => {
  expect(timerAwaiting(fold(EMPTY_STATE, events({ kind: 'timer-created', fireAt: 1 })), 'Go')).toBeUndefined();
});
