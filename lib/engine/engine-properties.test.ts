import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { drive, move, moves, scripts, simulate, simulated, type Simulated } from '@/lib/testing/engine-simulation';
import { EMPTY_STATE, fold, type HistoryState } from './history-state';
import { dueAt, isTurnDue, liveInstance, mayDispatch, statusOf, type LiveInstance } from './live-instance';
import { fireTimers, receive } from './receive';

const runs = { numRuns: 300 };

describe('history fold', () => {
  test('folding in two parts equals folding at once', () => {
    fc.assert(
      fc.property(scripts, moves, fc.nat(), (script, all, cut) => {
        const events = everything(simulate(script, all).instance);
        const at = cut % (events.length + 1);
        const inParts = fold(fold(EMPTY_STATE, events.slice(0, at)), events.slice(at));
        expect(inParts).toEqual(fold(EMPTY_STATE, events));
      }),
      runs,
    );
  });

  test('a fold leaves the state it started from as it was', () => {
    fc.assert(
      fc.property(scripts, moves, fc.nat(), (script, all, cut) => {
        const events = everything(simulate(script, all).instance);
        const first = fold(EMPTY_STATE, events.slice(0, cut % (events.length + 1)));
        const copy = structuredClone(plain(first));
        fold(first, events);
        expect(plain(first)).toEqual(copy);
      }),
      runs,
    );
  });

  test('what the engine kept while it went along equals what history says', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const { instance } = simulate(script, all);
        const rebuilt = rebuild(instance);
        expect(rebuilt.state).toEqual(instance.state);
        expect(rebuilt.view).toEqual(instance.view);
        expect(statusOf(rebuilt)).toBe(statusOf(instance));
      }),
      runs,
    );
  });

  test('what the changes say is written equals what the instance holds', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const { instance, changes } = simulate(script, all);
        expect(changes.flatMap((change) => change.append)).toEqual(instance.history.slice());
        const written = changes.reduce<readonly number[]>(
          (seqs, { removeThrough, add }) => [
            ...seqs.filter((seq) => removeThrough === undefined || seq > removeThrough),
            ...add.map((entry) => entry.seq),
          ],
          [],
        );
        expect(written).toEqual(instance.inbox.map((entry) => entry.seq));
      }),
      runs,
    );
  });
});

test('no two entries of an inbox ever had the same sequence', () => {
  fc.assert(
    fc.property(scripts, moves, (script, all) => {
      const { instance, changes } = drive(script, simulate(script, all));
      const used = changes.flatMap(({ add }) => add.map((entry) => entry.seq));
      expect(new Set(used).size).toBe(used.length);
      expect(instance.nextSeq).toBe(used.length);
    }),
    runs,
  );
});

describe('replay', () => {
  test('replay of a finished history decides nothing', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const finished = drive(script, simulate(script, all));
        const replayed = rebuild(finished.instance);
        expect(replayed.state.completed).toBeDefined();
        expect(isTurnDue(replayed, Infinity)).toBe(false);
        expect(mayDispatch(replayed)).toBe(false);
        expect(dueAt(replayed, 0)).toBeUndefined();
        expect(fireTimers(replayed, Infinity)).toBeUndefined();
        expect(move({ ...finished, instance: replayed }, script, { kind: 'turn' }).instance).toBe(replayed);
      }),
      runs,
    );
  });

  test('every run ends, and every scheduled step of a completed run has exactly one result', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const { instance } = drive(script, simulate(script, all));
        if (instance.state.completed?.status === 'terminated') return;
        const results = instance.history.slice().flatMap(resolvedId);
        expect(new Set(results).size).toBe(results.length);
        const scheduled = instance.history
          .slice()
          .filter((event) => ['task-scheduled', 'timer-created', 'child-created'].includes(event.kind));
        expect(results.toSorted()).toEqual(scheduled.map((event) => event.eventId).toSorted());
      }),
      runs,
    );
  });
});

describe('terminal states', () => {
  test('a terminal state is never left', () => {
    fc.assert(
      fc.property(scripts, moves, moves, (script, before, later) => {
        const finished = drive(script, simulate(script, before));
        const after = later.reduce<Simulated>((state, what) => move(state, script, what), finished);
        expect(statusOf(after.instance)).toBe(statusOf(finished.instance));
        expect(after.instance.history).toEqual(finished.instance.history);
        expect(after.instance.inbox).toEqual([]);
        expect(after.outgoing).toEqual(finished.outgoing);
      }),
      runs,
    );
  });
});

describe('completions', () => {
  test('a duplicated or late completion changes nothing', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const { instance, now } = simulate(script, all);
        const duplicated = everything(instance).filter((known) => resolvedId(known).length > 0);
        for (const event of [...duplicated, ...lateResults(instance)]) {
          const change = receive(instance, event, now + 1);
          if (instance.state.completed === undefined) expect(change).toBeUndefined();
          expect(change?.append ?? []).toEqual([]);
          expect(change?.add ?? []).toEqual([]);
          expect(change?.next.view ?? instance.view).toEqual(instance.view);
        }
      }),
      runs,
    );
  });

  test('no timer that is due stays unfired, and none fires twice or early', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const { instance, now } = simulate(script, all);
        const instants = [now, ...[...instance.view.timers.values()].map((timer) => Math.max(now, timer.fireAt))];
        for (const instant of instants) {
          const fired = fireTimers(instance, instant)?.next ?? instance;
          expect(fireTimers(fired, instant)).toBeUndefined();
          for (const event of everything(fired))
            if (event.kind === 'timer-fired') expect(event.at).toBeGreaterThanOrEqual(event.fireAt);
          const open = fired.state.completed === undefined ? [...fired.view.timers.values()] : [];
          for (const timer of open) expect(timer.fireAt).toBeGreaterThan(instant);
        }
      }),
      runs,
    );
  });

  test('events of one instance are strictly ordered within what arrives', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const arrivals = simulate(script, all).changes.flatMap((change) => change.add.map((entry) => entry.event.at));
        for (const [index, at] of arrivals.entries()) {
          if (index > 0) expect(at).toBeGreaterThan(arrivals[index - 1] ?? -1);
        }
      }),
      runs,
    );
  });
});

test('an instance that nothing happened to is pending and due', () => {
  const { instance } = simulated();
  expect(statusOf(instance)).toBe('pending');
  expect(isTurnDue(instance, 0)).toBe(true);
});

function rebuild(instance: LiveInstance): LiveInstance {
  return liveInstance({ ...instance, steps: [...instance.steps.values()] });
}

/** A state whose maps are lists of entries. */
function plain(state: HistoryState): object {
  const { tasks, timers, children, failedTries } = state;
  return { ...state, tasks: [...tasks], timers: [...timers], children: [...children], failedTries: [...failedTries] };
}

function everything(instance: LiveInstance): readonly HistoryEvent[] {
  return [...instance.history, ...instance.inbox.map((entry) => entry.event)];
}

/** The first results of what was open when the instance ended; none while it runs. */
function lateResults({ state }: LiveInstance): readonly HistoryEventBody[] {
  if (state.completed === undefined) return [];
  return [
    ...[...state.tasks.keys()].map((taskId) => ({ kind: 'task-completed' as const, taskId, taskExecutionId: '' })),
    ...[...state.children.keys()].map((taskId) => ({ kind: 'child-completed' as const, taskId })),
    ...[...state.timers].map(([timerId, { fireAt }]) => ({ kind: 'timer-fired' as const, timerId, fireAt })),
  ];
}

function resolvedId(event: HistoryEvent): readonly number[] {
  if (event.kind === 'timer-fired') return [event.timerId];
  return 'taskId' in event ? [event.taskId] : [];
}
