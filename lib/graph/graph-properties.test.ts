import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgesBackInTime } from '@/lib/testing/edges-back-in-time';
import { historyArbitrary, type GeneratedEntry } from '@/lib/testing/history-generator';
import { buildGraph } from './build-graph';
import { foldSiblings } from './fold-siblings';
import { stepsOf, type Graph } from './graph';
import { layoutGraph, sizeOf } from './layout-graph';
import type { Layout } from './place-boxes';
import { pairEvents } from './pair-events';

const graphOf = (entries: readonly GeneratedEntry[]) => buildGraph(entries, { appId: 'made-up' });
const shapes = [(graph: Graph) => graph, (graph: Graph) => foldSiblings(graph)];

test('every scheduled task and child is exactly one try of one step', () => {
  fc.assert(
    fc.property(historyArbitrary, (entries) => {
      const asked = entries.flatMap(({ event, sequence }) =>
        event.kind === 'task-scheduled' || event.kind === 'child-created' ? [sequence] : [],
      );
      for (const shape of shapes) {
        const drawn = stepsOf(shape(graphOf(entries)))
          .filter(({ kind }) => kind === 'activity' || kind === 'child')
          .flatMap(({ attempts }) => attempts.map(({ scheduledSequence }) => scheduledSequence));
        expect(drawn.sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(asked);
      }
    }),
  );
});

test('every timer and raised event belongs to a step', () => {
  fc.assert(
    fc.property(historyArbitrary, (entries) => {
      const owned = new Set(stepsOf(graphOf(entries)).flatMap(({ sequences }) => sequences));
      for (const { event, sequence } of entries) {
        if (event.kind === 'timer-created' || event.kind === 'event-raised') expect(owned).toContain(sequence);
      }
    }),
  );
});

test('ids are unique, edges join what exists, and nothing leads back', () => {
  fc.assert(
    fc.property(historyArbitrary, (entries) => {
      for (const shape of shapes) {
        const graph = shape(graphOf(entries));
        const ids = graph.nodes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { from, to } of graph.edges) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);
        expect(hasCycle(graph)).toBe(false);
      }
    }),
  );
});

test('no edge points back in history', () => {
  fc.assert(
    fc.property(historyArbitrary, (entries) => {
      expect(edgesBackInTime(graphOf(entries))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('every step that is on the way hangs on something', () => {
  fc.assert(
    fc.property(historyArbitrary, (entries) => {
      const graph = graphOf(entries);
      const reached = new Set(graph.edges.map(({ to }) => to));
      for (const { id, type } of graph.nodes) if (type !== 'start') expect(reached).toContain(id);
    }),
  );
});

test('a longer history keeps every node and its name', () => {
  fc.assert(
    fc.property(historyArbitrary, fc.nat(), (entries, cut) => {
      const key = (graph: Graph) =>
        graph.nodes.map((node) => `${node.id} ${node.type === 'step' ? `${node.kind} ${node.name}` : node.type}`);
      const before = key(graphOf(entries.slice(0, cut % (entries.length + 1))));
      const after = key(graphOf(entries)).filter((line) => line !== 'end end');
      for (const line of before) if (line !== 'start start' && line !== 'end end') expect(after).toContain(line);
    }),
  );
});

test('a live layout moves nothing and covers nothing', () => {
  fc.assert(
    fc.property(historyArbitrary, fc.nat(), fc.constantFrom('down', 'right'), (entries, cut, direction) => {
      const early = graphOf(entries.slice(0, cut % (entries.length + 1)));
      const before = layoutGraph(early, direction);
      const graph = graphOf(entries);
      const after = layoutGraph(graph, direction, before);
      for (const [id, position] of before) expect(after.get(id)).toEqual(position);
      expect(overlapping(graph, after)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('pairs point at each other', () => {
  fc.assert(
    fc.property(historyArbitrary, (entries) => {
      const pairs = pairEvents(entries);
      for (const [sequence, { partner, role }] of pairs) {
        expect(pairs.get(partner)?.partner).toBe(sequence);
        expect(role === 'opens' ? sequence < partner : sequence > partner).toBe(true);
      }
    }),
  );
});

function hasCycle({ nodes, edges }: Graph): boolean {
  const waiting = new Map(nodes.map(({ id }) => [id, edges.filter(({ to }) => to === id).length]));
  for (let free = [...waiting].filter(([, count]) => count === 0); free.length > 0;) {
    for (const [id] of free) {
      waiting.delete(id);
      const following = edges.filter(({ from }) => from === id);
      for (const { to } of following) waiting.set(to, (waiting.get(to) ?? 0) - 1);
    }
    free = [...waiting].filter(([, count]) => count === 0);
  }
  return waiting.size > 0;
}

function overlapping({ nodes }: Graph, layout: Layout): readonly string[] {
  const boxes = nodes.map((node) => ({ id: node.id, ...sizeOf(node), ...(layout.get(node.id) ?? { x: NaN, y: NaN }) }));
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} over ${b.id}`),
  );
}
