import { describe, expect, test } from 'vitest';
import type { InstanceSummary, WaitingOn } from '@/lib/domain/instance';
import { NEVER } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { aStep } from '@/lib/testing/store-builders';
import { buildGraph } from './build-graph';
import { explainWaiting } from './explain-waiting';

const NOTHING: WaitingOn = { activities: [], openTasks: 0, children: [], events: [] };

const say = (about: Partial<InstanceSummary>, now: number, lines?: readonly Line[]) =>
  explainWaiting(
    sampleInstance({ status: 'running', createdAt: 0, ...about }),
    now,
    lines && buildGraph(historyFrom(lines), { appId: 'orders' }),
  );

const wait = (fireAt: number): Line => ({
  kind: 'timer-created',
  id: 5,
  at: 1000,
  fireAt,
  origin: { kind: 'external-event', name: 'Approval' },
});

const timer = (origin?: { kind: 'plain' }): Line => ({ kind: 'timer-created', id: 7, fireAt: 9000, origin });

const UNANNOUNCED = 'An external event may come first; this SDK does not announce which.';

describe('explainWaiting', () => {
  test('an ended instance waits for nothing', () => {
    expect(say({ status: 'failed' }, 9, [turn, started, task(0)])).toEqual([]);
  });

  test('pending: for a worker, or for its time', () => {
    expect(say({ status: 'pending' }, 180_000)[0]?.text).toBe(
      'Waits for a worker of app orders to take it, for 3 min now.',
    );
    expect(say({ status: 'pending', scheduledStartAt: 60_000 }, 0)[0]?.text).toBe('Starts in 1 min.');
    expect(say({ status: 'pending', scheduledStartAt: 60_000 }, 60_000)[0]?.text).toContain('Waits for a worker');
  });

  test('an awaited event comes first and can be raised', () => {
    expect(say({}, 61_000, [turn, started, task(0), wait(NEVER)])).toEqual([
      {
        text: 'Waiting for event Approval for 1 min (no deadline).',
        stepId: 'event-5',
        remedy: { kind: 'raise-event', name: 'Approval' },
      },
      { text: 'Activity Step 0 has no result for 1 min.', stepId: 'activity-0', remedy: { kind: 'look-at-workers' } },
    ]);
    expect(say({}, 2_000, [turn, started, task(0)])[0]?.remedy).toBeUndefined();
    const router = { sourceAppId: 'orders', targetAppId: 'warehouse' };
    expect(say({}, 2_000, [turn, started, { ...task(0, 'Pack'), router }])[0]?.text).toBe(
      'Activity Pack of app warehouse has no result for 1 s.',
    );
    expect(say({}, 2000, [turn, started, wait(4000)])[0]?.text).toBe(
      'Waiting for event Approval for 1 s (deadline in 2 s).',
    );
  });

  test('a retry says which attempt and when', () => {
    const lines: Line[] = [turn, started, task(0, 'Pay', 'p'), turn, failed(0)];
    const delay: Line = {
      kind: 'timer-created',
      id: 1,
      fireAt: 4000,
      origin: { kind: 'activity-retry', taskExecutionId: 'p' },
    };
    expect(say({}, 2000, [...lines, delay])[0]?.text).toBe('Pay failed on attempt 1; next retry in 2 s.');
    expect(say({}, 4000, [...lines, delay])[0]?.text).toBe('Pay failed on attempt 1; next retry is due now.');
    expect(say({}, 5000, [...lines, task(2, 'Pay', 'p')])[0]?.text).toBe(
      'Activity Pay has no result for 4.00 s, attempt 2.'.replace('4.00', '4'),
    );
  });

  test('suspended says since when and why, and offers to resume', () => {
    const suspended: Line = { kind: 'execution-suspended', reason: 'bad deploy', at: 1000 };
    expect(say({ status: 'suspended' }, 3000, [turn, started, turn, suspended])).toEqual([
      { text: 'Suspended for 2 s (reason: bad deploy).', remedy: { kind: 'resume' } },
    ]);
    expect(say({ status: 'suspended' }, 3000)[0]?.text).toBe('Suspended.');
  });

  test('stalled for size tells what helps', () => {
    const said = (lastError: string) => say({ status: 'stalled', lastError }, 0)[0]?.text;
    const asked = 'the result of the workflow has 9 bytes; maxPayload allows 8';
    expect(said(asked)).toBe(
      `Stalled: ${asked}. To go on, raise maxPayload and start Perdure again, connect a worker that asks for less, or terminate it.`,
    );
    const received = 'history and received events take 9 bytes; maxHistory allows 8';
    expect(said(received)).toBe(
      `Stalled: ${received}. To go on, raise maxHistory and start Perdure again, or terminate it.`,
    );
  });

  test('an activity that the runtime repeats has its time and its failure', () => {
    const about = {
      waitingOn: { ...NOTHING, activities: ['Pay'], openTasks: 1, nextAttemptAt: 5000 },
      lastError: 'no',
    };
    expect(say(about, 1000).map((part) => part.text)).toEqual([
      ...['Waiting for Pay.', 'A failed activity is tried again in 4 s (no).'],
    ]);
    expect(say(about, 5000)[1]?.text).toBe('A failed activity is tried again now (no).');
  });

  test('a repeated activity that the store knows is one sentence: which, which attempt, why, when again', () => {
    const said = (tried: Partial<Step>) => {
      const stored = new Map([[0, aStep({ attempt: 2, failedTries: 2, error: 'no', ...tried })]]);
      const graph = buildGraph(historyFrom([turn, started, task(0)]), { appId: 'shop', stored });
      const waitingOn = { ...NOTHING, activities: ['Pay'], openTasks: 1, nextAttemptAt: tried.nextAttemptAt };
      return explainWaiting(
        sampleInstance({ status: 'running', createdAt: 0, waitingOn, lastError: 'no' }),
        1_000,
        graph,
      );
    };
    const [resting, ...more] = said({ nextAttemptAt: 5_000 });
    expect(resting?.text).toBe('Step 0 failed on attempt 2 (no); next retry in 4 s.');
    expect(more).toEqual([]);
    expect(said({ attempt: 3 })[0]?.text).toMatch(/has no result for .*, attempt 3; attempt 2 failed \(no\)\.$/);
  });

  test('stalled tells since when, the reason, and what a worker must have', () => {
    const said = (lastError: string, lines?: readonly Line[]) =>
      say({ status: 'stalled', lastError }, 5_000, lines)[0]?.text;
    expect(said('version v3 of Order is not available on the worker')).toBe(
      'Stalled: version v3 of Order is not available on the worker. It goes on when a worker connects that has this version.',
    );
    expect(said('recorded patches [a], the worker has []')).toMatch(
      /connects that has the recorded patches, in their order\.$/,
    );
    const stalled: Line = { kind: 'execution-stalled', reason: 'patch-mismatch', at: 2_000 };
    expect(said('no', [turn, started, stalled])).toBe(
      'Stalled for 3 s: no. It goes on when a worker connects that can go on with it.',
    );
  });

  test('many open steps are counted', () => {
    const parts = say({}, 1000, [turn, started, ...[0, 1, 2, 3, 4].map((id) => task(id))]);
    expect(parts).toHaveLength(4);
    expect(parts.at(-1)?.text).toBe('2 more steps are open.');
  });

  test('without history the summary must do', () => {
    const waitingOn = { activities: ['A', 'B'], openTasks: 2, children: ['C'], events: ['Go'], nextTimerAt: 5000 };
    expect(say({ waitingOn }, 1000).map(({ text }) => text)).toEqual([
      'Waiting for event Go.',
      'Waiting for A, B.',
      'Waiting for child workflow C.',
      'Next timer in 4 s.',
    ]);
  });

  test('an event that no one announced cannot be named', () => {
    expect(say({}, 0, [turn, started])).toEqual([
      { text: 'No step is open: the workflow waits for its worker.' },
      { text: UNANNOUNCED, remedy: { kind: 'raise-event' } },
    ]);
    expect(say({}, 0, [turn, started, timer({ kind: 'plain' })]).map(({ text }) => text)).toEqual([
      'Timer (sleep 9 s) fires in 9 s.',
    ]);
    expect(say({}, 0, [turn, started, timer()]).map(({ text }) => text)).toEqual([
      'Timer (sleep 9 s) fires in 9 s.',
      UNANNOUNCED,
    ]);
  });

  test('an event is thought of only where nothing else is open', () => {
    const texts = (about: Partial<InstanceSummary>, lines: readonly Line[]) =>
      say(about, 0, [turn, started, ...lines]).map(({ text }) => text);
    expect(texts({}, [timer(), task(0)])).not.toContain(UNANNOUNCED);
    expect(texts({ status: 'suspended' }, [timer()])).not.toContain(UNANNOUNCED);
    expect(texts({ status: 'pending' }, [])).not.toContain(UNANNOUNCED);
    for (const known of [{ openTasks: 1 }, { children: ['C'] }, { events: ['Go'] }]) {
      expect(texts({ waitingOn: { ...NOTHING, ...known } }, [timer()])).not.toContain(UNANNOUNCED);
    }
  });
});
