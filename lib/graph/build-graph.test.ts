import { describe, expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { buildGraph, type GraphOptions } from './build-graph';
import type { Graph, StepNode } from './graph';

const graphOf = (lines: readonly Line[], options: Partial<GraphOptions> = {}) =>
  buildGraph(historyFrom(lines), { appId: 'orders', ...options });

const arrows = (graph: Graph) =>
  graph.edges.map(({ from, to, kind }) => `${from} ${kind === 'handled' ? '→' : '⇢'} ${to}`).sort();

function step(graph: Graph, id: string): StepNode {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (node?.type !== 'step') throw new Error(`no step ${id}`);
  return node;
}

describe('edges', () => {
  test('a chain', () => {
    const graph = graphOf([turn, started, task(1), turn, done(1), task(2), turn, done(2), ended]);
    expect(arrows(graph)).toEqual(['activity-1 → activity-2', 'activity-2 → end', 'start → activity-1']);
  });

  test('fan-out and fan-in, one result a turn', () => {
    const lines = [turn, started, task(0), task(1), task(2), turn, done(1), turn, done(0), turn, done(2), task(3)];
    expect(arrows(graphOf(lines))).toEqual([
      'activity-0 → activity-3',
      'activity-1 → activity-3',
      'activity-2 → activity-3',
      'start → activity-0',
      'start → activity-1',
      'start → activity-2',
    ]);
  });

  test('two chains side by side do not cross', () => {
    const lines = [turn, started, task(0), task(1), turn, done(0), task(2), turn, done(1), task(3), turn, done(2)];
    expect(arrows(graphOf([...lines, turn, done(3), ended]))).toEqual([
      'activity-0 → activity-2',
      'activity-1 → activity-3',
      'activity-2 → end',
      'activity-3 → end',
      'start → activity-0',
      'start → activity-1',
    ]);
  });

  test('the loser of a race only comes later', () => {
    const lines = [turn, started, task(0), task(1), turn, done(0), task(2), turn, done(1), turn, done(2), task(3)];
    expect(arrows(graphOf(lines))).toContain('activity-1 ⇢ activity-3');
    expect(arrows(graphOf(lines))).toContain('activity-2 → activity-3');
  });

  test('the history of a rerun, in which a request stands beside its result', () => {
    const lines = [turn, started, turn, task(0), done(0), turn, task(1), done(1), task(2)];
    expect(arrows(graphOf(lines))).toEqual([
      'activity-0 → activity-1',
      'activity-1 → activity-2',
      'start → activity-0',
    ]);
  });

  test('a run that did nothing goes from start to end', () => {
    expect(arrows(graphOf([turn, started, ended]))).toEqual(['start → end']);
  });

  test('a run lasts from its first turn, not from when it was asked for', () => {
    const lines: Line[] = [{ ...turn, at: 1500 }, { ...started, at: 93 }, turn, { ...ended, at: 2600 }];
    const endOf = (graph: Graph) => graph.nodes.find(({ type }) => type === 'end');
    expect(endOf(graphOf(lines))).toMatchObject({ at: 2600, startedAt: 1500 });
    expect(endOf(graphOf(lines, { startedAt: 700 }))).toMatchObject({ startedAt: 700 });
    expect(endOf(graphOf([started, ended]))).toMatchObject({ startedAt: undefined });
  });

  test('what was open at the end hangs on it loosely; what nobody waits for does not', () => {
    const lines: Line[] = [turn, started, task(0), { kind: 'detached-created', id: 1, instanceId: 'free' }];
    const graph = graphOf([...lines, { kind: 'event-sent', id: 2, instanceId: 'x', name: 'Hi' }, turn, ended]);
    expect(arrows(graph).filter((arrow) => arrow.endsWith('end'))).toEqual(['activity-0 ⇢ end']);
    expect(step(graph, 'activity-0').status).toBe('canceled');
    expect(step(graph, 'detached-1')).toMatchObject({ status: 'completed', name: 'free' });
    expect(step(graph, 'message-2').status).toBe('completed');
  });

  test('from the second generation on, a marker follows the start', () => {
    const graph = graphOf([turn, started, task(0)], { generation: 3 });
    expect(arrows(graph)).toEqual(['generation → activity-0', 'start → generation']);
    expect(graph.nodes[1]).toEqual({ type: 'generation', id: 'generation', generation: 3 });
  });
});

describe('retries', () => {
  const timer = (id: number): Line => ({
    kind: 'timer-created',
    id,
    at: 500,
    fireAt: 2500,
    origin: { kind: 'activity-retry', taskExecutionId: 'pay' },
  });
  const fired = (timerId: number): Line => ({ kind: 'timer-fired', timerId, fireAt: 2500 });
  const first = [turn, started, task(1, 'Pay', 'pay'), turn, failed(1), timer(2)];

  test('tries of one call are one step; the delay belongs to the try before', () => {
    const lines = [...first, turn, fired(2), task(3, 'Pay', 'pay'), turn, done(3), task(4)];
    const graph = graphOf(lines);
    const pay = step(graph, 'activity-1');
    expect(pay.status).toBe('completed');
    expect(pay.attempts).toMatchObject([
      { number: 1, status: 'failed', eventId: 1, retryAt: 2500, failure: { message: 'no' } },
      { number: 2, status: 'completed', eventId: 3, output: '"3"' },
    ]);
    expect(pay.sequences).toEqual([2, 4, 5, 7, 8, 10]);
    expect(arrows(graph)).toEqual(['activity-1 → activity-4', 'start → activity-1']);
  });

  test('between two tries the step is open and says when it goes on', () => {
    expect(step(graphOf(first), 'activity-1')).toMatchObject({ status: 'scheduled', retryAt: 2500 });
  });

  test('a retry without a delay', () => {
    const pay = step(graphOf([...first.slice(0, 5), task(2, 'Pay', 'pay')]), 'activity-1');
    expect(pay.attempts).toHaveLength(2);
    expect(pay.status).toBe('scheduled');
  });

  test('calls without an id of their own are never joined', () => {
    const graph = graphOf([turn, started, task(1, 'Pay', ''), turn, failed(1), task(2, 'Pay', '')]);
    expect(step(graph, 'activity-2').attempts).toHaveLength(1);
  });

  test('a retried child keeps one node and names each instance', () => {
    const child = (id: number, instanceId: string, retryOf?: string): Line => ({
      kind: 'child-created',
      id,
      instanceId,
      name: 'Ship',
      retryOf,
    });
    const graph = graphOf([
      turn,
      started,
      child(1, 'ship-1'),
      turn,
      { kind: 'child-failed', taskId: 1 },
      { kind: 'timer-created', id: 2, fireAt: 900, origin: { kind: 'child-retry', instanceId: 'ship-1' } },
      turn,
      fired(2),
      child(3, 'ship-2', 'ship-1'),
    ]);
    const attempts = step(graph, 'child-1').attempts;
    expect(attempts.map(({ child: ref }) => ref?.instanceId)).toEqual(['ship-1', 'ship-2']);
    expect(attempts[0]?.child?.appId).toBe('orders');
  });
});

describe('timers and events', () => {
  const wait: Line = {
    kind: 'timer-created',
    id: 1,
    fireAt: NEVER,
    origin: { kind: 'external-event', name: 'Approval' },
  };
  const raise: Line = { kind: 'event-raised', name: 'APPROVAL', input: 'true' };

  test('a sleep says how long, counted from the turn that asked for it', () => {
    const lines: Line[] = [
      { ...turn, at: 1000 },
      started,
      { kind: 'timer-created', id: 0, at: 1100, fireAt: 3_601_000 },
    ];
    expect(step(graphOf(lines), 'timer-0')).toMatchObject({ name: 'sleep 1 h', dueAt: 3_601_000 });
  });

  test('an awaited event is joined to the one raised, whatever the case', () => {
    const graph = graphOf([turn, started, wait, turn, raise, task(2)]);
    expect(step(graph, 'event-1')).toMatchObject({ status: 'completed', name: 'Approval', timedOut: false });
    expect(step(graph, 'event-1').attempts[0]?.output).toBe('true');
    expect(arrows(graph)).toContain('event-1 → activity-2');
  });

  test('a deadline that passes', () => {
    const graph = graphOf([
      turn,
      started,
      { ...wait, fireAt: 9 },
      turn,
      { kind: 'timer-fired', timerId: 1, fireAt: 9 },
    ]);
    expect(step(graph, 'event-1')).toMatchObject({ status: 'completed', timedOut: true, dueAt: 9 });
  });

  test('an event nobody announced stands between what came before and what it led to', () => {
    const graph = graphOf([turn, started, task(0), turn, done(0), turn, raise, task(1), turn, done(1), ended]);
    expect(arrows(graph)).toEqual([
      'activity-0 → raised-1',
      'activity-1 → end',
      'raised-1 → activity-1',
      'start → activity-0',
    ]);
    expect(step(graph, 'raised-1').ignored).toBe(false);
  });

  test('an event that led to nothing is ignored once the run has ended, if the SDK announces what it awaits', () => {
    const announced = { ...wait, id: 1, origin: { kind: 'external-event' as const, name: 'Other' } };
    const lines = [turn, started, task(0), announced, turn, raise, turn, done(0), ended];
    expect(step(graphOf(lines), 'raised-1').ignored).toBe(true);
    expect(step(graphOf(lines.slice(0, 6)), 'raised-1').ignored).toBe(false);
    const silent = lines.filter((line) => line !== announced);
    expect(step(graphOf(silent), 'raised-1').ignored).toBe(false);
  });

  test('a sleep is named by what was asked for, whatever fraction of a millisecond its turn began at', () => {
    const sleep = { kind: 'timer-created', id: 0, fireAt: 1_001_000 } as const;
    const graph = graphOf([{ ...turn, at: 1_000_000.25 }, started, sleep]);
    expect(step(graph, 'timer-0').name).toBe('sleep 1 s');
  });

  test('a received event that the worker has not seen', () => {
    const graph = graphOf([turn, started, wait, { ...raise, pending: true }]);
    expect(step(graph, 'event-1')).toMatchObject({ status: 'completed', pending: true });
  });
});

describe('suspension and the end', () => {
  test('results that came while suspended go through the band', () => {
    const graph = graphOf([
      ...[turn, started, task(0), turn],
      { kind: 'execution-suspended', reason: 'by ana', at: 10 },
      ...[turn, done(0), turn],
      { kind: 'execution-resumed', at: 70 },
      ...[task(1), turn, done(1), ended],
    ]);
    expect(arrows(graph)).toContain('activity-0 → suspension-1');
    expect(arrows(graph)).toContain('suspension-1 → activity-1');
    expect(graph.nodes).toContainEqual({ type: 'suspension', id: 'suspension-1', from: 10, to: 70, reason: 'by ana' });
  });

  test('a run that ends while suspended closes the band', () => {
    const graph = graphOf([turn, started, turn, { kind: 'execution-suspended' }, turn, { ...ended, at: 900 }]);
    expect(graph.nodes.find(({ type }) => type === 'suspension')).toMatchObject({ to: 900 });
  });

  test('a late result is discarded, and only the first end counts', () => {
    const end: Line = { kind: 'execution-completed', status: 'terminated', at: 800 };
    const graph = graphOf([turn, started, task(0), turn, end, ended], { discarded: new Set([0]) });
    expect(step(graph, 'activity-0').status).toBe('discarded');
    expect(graph.nodes.filter(({ type }) => type === 'end')).toMatchObject([{ status: 'terminated', at: 800 }]);
  });

  test('a stall is not an end', () => {
    const graph = graphOf([turn, started, { kind: 'execution-completed', status: 'stalled' }]);
    expect(graph.nodes.map(({ type }) => type)).toEqual(['start']);
  });
});

test('a wide fan-in before a wide fan-out meets in one point', () => {
  const ids = Array.from({ length: 15 }, (_, id) => id);
  const lines = [turn, started, ...ids.map((id) => task(id)), ...ids.flatMap((id) => [turn, done(id)])];
  const graph = graphOf([...lines, ...ids.map((id) => task(id + 50))]);
  expect(graph.edges).toHaveLength(45);
  expect(arrows(graph)).toContain('activity-3 → join-2');
  expect(arrows(graph)).toContain('join-2 → activity-53');
});

test('an action id that history records twice, as a rerun may, still makes two nodes', () => {
  const graph = graphOf([turn, started, task(0, 'A', 'a'), task(0, 'B', 'b'), task(1)]);
  expect(graph.nodes.map(({ id }) => id)).toEqual(['start', 'activity-0', 'activity-0-at-3', 'activity-1']);
});

test('suspended twice in a row is one suspension', () => {
  const suspended: Line = { kind: 'execution-suspended' };
  const graph = graphOf([
    turn,
    started,
    turn,
    suspended,
    turn,
    suspended,
    turn,
    { kind: 'execution-resumed', at: 900 },
  ]);
  expect(graph.nodes.filter(({ type }) => type === 'suspension')).toMatchObject([{ from: 300, to: 900 }]);
});

test('a call is only tried again after it failed', () => {
  const graph = graphOf([turn, started, task(1, 'Pay', 'same'), task(2, 'Pay', 'same')]);
  expect(graph.nodes).toHaveLength(3);
});
