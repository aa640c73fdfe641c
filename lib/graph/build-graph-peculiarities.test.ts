// What SDKs and the runtime write into histories that the rules of build-graph.test.ts alone would draw wrongly.
import { describe, expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { buildGraph } from './build-graph';
import { isStruck, stepsOf, type Graph } from './graph';

const graphOf = (lines: readonly Line[]) => buildGraph(historyFrom(lines), { appId: 'orders' });
const into = (graph: Graph, id: string) =>
  graph.edges.filter(({ to }) => to === id).map(({ from, kind }) => `${kind} ${from}`);

describe('retries', () => {
  const child = (id: number): Line => ({ kind: 'child-created', id, instanceId: 'ship', name: 'Ship' });

  test('Python gives each try of a child the same instance id', () => {
    const graph = graphOf([
      ...[turn, started, child(1), turn],
      { kind: 'child-failed', taskId: 1 },
      { kind: 'timer-created', id: 2, fireAt: 900, origin: { kind: 'child-retry', instanceId: 'ship' } },
      ...[turn, { kind: 'timer-fired', timerId: 2, fireAt: 900 } as const, child(3)],
      ...[turn, { kind: 'child-completed', taskId: 3 } as const, task(4)],
    ]);
    expect(stepsOf(graph).map(({ id, attempts }) => [id, attempts.length])).toEqual([
      ['child-1', 2],
      ['activity-4', 1],
    ]);
    expect(into(graph, 'activity-4')).toEqual(['handled child-1']);
  });

  test('a workflow that calls a failed child again by itself makes a step of its own', () => {
    const graph = graphOf([turn, started, child(1), turn, { kind: 'child-failed', taskId: 1 }, child(2)]);
    expect(stepsOf(graph)).toHaveLength(2);
  });

  test('Java names the delay of a retry for the workflow and says nothing else about it', () => {
    const delay: Line = { kind: 'timer-created', id: 2, fireAt: 900, name: 'Order-retry' };
    const fired: Line = { kind: 'timer-fired', timerId: 2, fireAt: 900 };
    const first = [turn, started, task(1, 'Pay', 'pay'), turn, failed(1), delay];
    expect(stepsOf(graphOf(first))).toMatchObject([{ id: 'activity-1', status: 'scheduled', retryAt: 900 }]);
    const graph = graphOf([...first, turn, fired, task(3, 'Pay', 'pay'), turn, done(3), ended]);
    expect(stepsOf(graph).map(({ attempts }) => attempts.length)).toEqual([2]);
    expect(into(graph, 'end')).toEqual(['handled activity-1']);
  });

  test('a timer of that name is one of its own where nothing has failed', () => {
    const graph = graphOf([turn, started, { kind: 'timer-created', id: 2, fireAt: 900, name: 'Order-retry' }]);
    expect(stepsOf(graph)).toMatchObject([{ kind: 'timer' }]);
  });
});

describe('a stall', () => {
  const stalled: Line = { kind: 'execution-stalled', reason: 'version-not-available', description: 'no v1', at: 700 };

  test('stands behind what came before it and lasts while it is not over', () => {
    const graph = graphOf([turn, started, task(0), turn, done(0), task(1), stalled]);
    expect(graph.nodes.at(-1)).toMatchObject({ type: 'stall', id: 'stall-1', from: 700, description: 'no v1' });
    expect(into(graph, 'stall-1')).toEqual(['later activity-0']);
  });

  test('ends with the next turn, and what that turn asks for hangs on it', () => {
    const graph = graphOf([turn, started, task(0), stalled, { ...turn, at: 950 }, done(0), task(1)]);
    expect(graph.nodes.find(({ type }) => type === 'stall')).toMatchObject({ to: 950 });
    expect(into(graph, 'activity-1').sort()).toEqual(['handled activity-0', 'handled stall-1']);
  });

  test('for another reason is the same stall, and the end of the run ends it', () => {
    const again: Line = { kind: 'execution-stalled', reason: 'patch-mismatch', at: 800 };
    const graph = graphOf([turn, started, stalled, again, { ...ended, at: 990 }]);
    const stalls = graph.nodes.filter(({ type }) => type === 'stall');
    expect(stalls).toMatchObject([{ from: 700, to: 990, reason: 'patch-mismatch' }]);
  });
});

test('a step says which app does it when that is another one, and which run was repeated from it on', () => {
  const elsewhere: Line = { ...task(1), router: { sourceAppId: 'orders', targetAppId: 'billing' } };
  const here: Line = { ...task(2), router: { sourceAppId: 'orders', targetAppId: 'orders' } };
  const again = { ...task(3), rerunOf: 'before' } as Line;
  const steps = stepsOf(graphOf([turn, started, elsewhere, here, again]));
  expect(steps.map(({ appId }) => appId)).toEqual(['billing', undefined, undefined]);
  expect(steps.map(({ rerunOf }) => rerunOf)).toEqual([undefined, undefined, 'before']);
});

test('events of an SDK that does not announce what it awaits may all have led to the end', () => {
  const raised = (name: string): Line => ({ kind: 'event-raised', name });
  const lines: Line[] = [turn, started, turn, raised('Item'), turn, raised('Item'), ended];
  expect(into(graphOf(lines), 'end')).toEqual(['handled raised-2', 'later raised-1']);
  const wait: Line = { kind: 'timer-created', id: 1, fireAt: NEVER, origin: { kind: 'external-event', name: 'Other' } };
  expect(into(graphOf([turn, started, wait, ...lines.slice(2)]), 'end')).not.toContain('later raised-1');
});

test('struck is what came to nothing: what the run did not wait for, and a deadline that passed', () => {
  const wait: Line = { kind: 'timer-created', id: 1, fireAt: 9, origin: { kind: 'external-event', name: 'Reply' } };
  const graph = graphOf([turn, started, task(0), wait, turn, { kind: 'timer-fired', timerId: 1, fireAt: 9 }, ended]);
  expect(stepsOf(graph).map((step) => [step.id, isStruck(step)])).toEqual([
    ['activity-0', true],
    ['event-1', true],
  ]);
});
