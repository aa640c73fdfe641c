import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import {
  aChild,
  aDetached,
  anEnd,
  aPending,
  aRunning,
  aTask,
  hear,
  inboxOf,
  NOW,
  raised,
  suspend,
  taskDone,
} from '@/lib/testing/engine-builders';
import { moves, scripts, simulate } from '@/lib/testing/engine-simulation';
import { decide } from './decide';
import { eventBytes, payloadBytes, textBytes } from './event-bytes';
import { eventsOf, statusOf, type LiveInstance } from './live-instance';
import { findLargeTurn, NO_SIZE_LIMITS, stallLargeTurn, type SizeLimits } from './size-limits';
import { beginTurn } from './turn';

const LIMITS: SizeLimits = { ...NO_SIZE_LIMITS, maxPayloadBytes: 10 };
const large = 'x'.repeat(11);

const tooLong = 'x'.repeat(2049);
const longApp = { sourceAppId: 'shop', targetAppId: tooLong };

type Answer = readonly WorkflowAction[] | { readonly customStatus: string };

function decided(instance: LiveInstance, answer: Answer, sizes: SizeLimits) {
  const given = 'customStatus' in answer ? { ...answer, actions: [] } : { actions: answer, customStatus: undefined };
  const response = { ...given, version: undefined };
  return decide(instance, { turn: beginTurn(instance, NOW), response }, { now: NOW, newId: () => 'new', sizes });
}

function reasonOf(decision: ReturnType<typeof decided>): string | undefined {
  if (decision.kind !== 'stalled') throw new Error(`the answer was ${decision.kind}`);
  return decision.change?.next.state.stalled?.description;
}

describe('a payload of a turn', () => {
  const event = { kind: 'send-event', id: 1, instanceId: 'x', name: 'Go', input: large } as const;
  const failure = { type: 'T', message: large, nonRetriable: false };

  test.each<[string, WorkflowAction]>([
    ['the input of activity Work1 (action 1)', aTask(1, { input: large })],
    ['the input of child workflow Ship (action 1)', aChild(1, { input: large })],
    ['the input of workflow Audit (action 1)', aDetached(1, { input: large })],
    ['the payload of event Go (action 1)', event],
    ['the result of the workflow', anEnd(1, 'completed', { result: large })],
    ['the input to continue as new with', anEnd(1, 'continued-as-new', { result: large })],
  ])('%s stalls the instance when it is too large, and the reason says so', (what, action) => {
    expect(reasonOf(decided(aPending(), [action], LIMITS))).toBe(`${what} has 11 bytes; maxPayload allows 10`);
  });

  test.each<[string, WorkflowAction]>([
    ['the instance ID of the child workflow of action 1 has 2049 bytes; 2048 are', aChild(1, { instanceId: tooLong })],
    ['the instance ID of the workflow of action 1 has 2049 bytes; 2048 are', aDetached(1, { instanceId: tooLong })],
    ['the name of the child workflow of action 1 has 2049 bytes; 1024 are', aChild(1, { name: tooLong })],
    ['the App ID of the workflow of action 1 has 2049 bytes; 256 are', aDetached(1, { router: longApp })],
  ])('%s allowed, whatever limits are set: no store could index it', (words, action) => {
    expect(reasonOf(decided(aPending(), [action], NO_SIZE_LIMITS))).toBe(`${words} allowed`);
  });

  test('counts with the failure of a workflow, and as a custom status', () => {
    const failed = anEnd(1, 'failed', { result: undefined, failure });
    expect(reasonOf(decided(aPending(), [failed], LIMITS))).toContain('the result of the workflow has 12 bytes');
    expect(reasonOf(decided(aPending(), { customStatus: large }, LIMITS))).toContain('the custom status has 11 bytes');
  });

  test('may be as large as the limit, counted in UTF-8', () => {
    expect(decided(aPending(), [aTask(1, { input: 'x'.repeat(10) })], LIMITS).kind).toBe('applied');
    expect(decided(aPending(), [aTask(1, { input: 'ä'.repeat(6) })], LIMITS).kind).toBe('stalled');
  });

  test('leaves the instance as it was: nothing is asked for, and the inbox is kept', () => {
    const decision = decided(aPending(), [aTask(1), aTask(2, { input: large })], LIMITS);
    if (decision.kind !== 'stalled' || decision.change === undefined) throw new Error('not stalled');
    const { next, append } = decision.change;
    expect(append.map((known) => known.kind)).toEqual(['execution-stalled']);
    expect([inboxOf(next), next.view.tasks.size, statusOf(next)]).toEqual([['execution-started'], 0, 'stalled']);
  });
});

describe('a history', () => {
  const actions = [aTask(1, { input: 'x'.repeat(500) })];

  test('that would outgrow its limit stalls the instance, once for each limit', () => {
    const sizes = { ...NO_SIZE_LIMITS, maxHistoryBytes: 400 };
    const first = decided(aPending(), actions, sizes);
    expect(reasonOf(first)).toMatch(/^history and received events take \d{3} bytes; maxHistory allows 400$/);
    const stalled = first.kind === 'stalled' && first.change !== undefined ? first.change.next : aPending();
    expect(decided(stalled, actions, sizes)).toEqual({ kind: 'stalled', change: undefined });
    expect(reasonOf(decided(stalled, actions, { ...sizes, maxHistoryBytes: 500 }))).toContain('allows 500');
    expect(decided(stalled, actions, { ...sizes, maxHistoryBytes: 1_000 }).kind).toBe('applied');
  });

  test('of a run that ends may grow: no worker has to take it any more', () => {
    const sizes = { ...NO_SIZE_LIMITS, maxHistoryBytes: 1 };
    expect(decided(aPending(), [anEnd(1)], sizes).kind).toBe('applied');
  });

  test('starts over with continue-as-new', () => {
    const sizes = { ...NO_SIZE_LIMITS, maxHistoryBytes: 300 };
    const grown = hear(aRunning(...actions), taskDone(1));
    expect(findLargeTurn(grown, sizes)).toBeDefined();
    expect(decided(grown, [anEnd(2, 'continued-as-new')], sizes).kind).toBe('applied');
  });

  test('is counted with the inbox, along the way as in one go', () => {
    fc.assert(
      fc.property(scripts, moves, (script, all) => {
        const { instance } = simulate(script, all);
        const sum = [...instance.history, ...eventsOf(instance.inbox)].reduce(
          (bytes, known) => bytes + eventBytes(known),
          0,
        );
        if (instance.state.completed === undefined) expect(instance.view.bytes).toBe(sum);
      }),
    );
  });
});

describe('what was received', () => {
  test.each([
    ['the result of activity Work1 (action 1)', hear(aRunning(aTask(1)), taskDone(1, large))],
    ['the payload of event Go', hear(aRunning(aTask(1)), raised('Go', large))],
    ['the input of the workflow', aPending({ input: large })],
  ])('%s is too large to be handed out: it stays, and the instance stalls', (what, instance) => {
    const change = stallLargeTurn(instance, LIMITS, NOW);
    expect(change?.next.state.stalled?.description).toBe(`${what} has 11 bytes; maxPayload allows 10`);
    expect(inboxOf(change?.next ?? aPending())).toEqual(inboxOf(instance));
    expect(findLargeTurn(instance, NO_SIZE_LIMITS)).toBeUndefined();
  });

  test('is told once for each limit, whatever comes after', () => {
    const stalled = stallLargeTurn(aPending({ input: large }), LIMITS, NOW)?.next ?? aPending();
    expect(stallLargeTurn(stalled, LIMITS, NOW)).toBeUndefined();
    expect(stallLargeTurn(hear(stalled, suspend()), LIMITS, NOW)).toBeUndefined();
    expect(stallLargeTurn(stalled, { ...LIMITS, maxPayloadBytes: 5 }, NOW)).toBeDefined();
  });
});

test('an event counts its texts, failures with all their causes', () => {
  const inner = { type: 'IO', message: 'no', stack: 'at', nonRetriable: false };
  const failure = { type: 'T', message: 'mm', inner, nonRetriable: false };
  const event = { kind: 'task-failed', eventId: -1, at: 0, taskId: 1, taskExecutionId: '', failure } as const;
  expect(payloadBytes(event)).toBe(9);
  expect([textBytes('zł'), textBytes(''), textBytes(undefined)]).toEqual([3, 0, 0]);
});
