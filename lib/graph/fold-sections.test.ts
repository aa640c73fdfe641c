import { describe, expect, test } from 'vitest';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { buildGraph } from './build-graph';
import { drawnGraph } from './drawn-graph';
import { foldSections } from './fold-sections';
import { stepsOf, type Graph, type GroupNode } from './graph';

const FAILS = 1500;

/** Pairs of steps one after the other, of which no sibling folds. */
function longRun(pairs: number): readonly Line[] {
  const lines = Array.from({ length: pairs }, (_, pair): Line[] => {
    const [one, other] = [2 * pair, 2 * pair + 1];
    const result = other === FAILS + 1 ? failed(other) : done(other);
    return [task(one, 'Read'), task(other, 'Write'), turn, done(one), result, turn];
  });
  return [turn, started, ...lines.flat(), ended];
}

const graphOf = (lines: readonly Line[]): Graph => buildGraph(historyFrom(lines), { appId: 'orders' });
const sectionsOf = ({ nodes }: Graph) => nodes.filter((node): node is GroupNode => node.type === 'group');

describe('foldSections', () => {
  test('a graph that can be overlooked stays as it is', () => {
    const graph = graphOf(longRun(250));
    expect(foldSections(graph)).toBe(graph);
  });

  test('of a long run both ends and failures are drawn, and what lies between as sections', () => {
    const drawn = drawnGraph(graphOf(longRun(2000)));
    expect(sectionsOf(drawn).map(({ members }) => members.length)).toEqual([1402, 2399]);
    expect(sectionsOf(drawn).every(({ isSection }) => isSection)).toBe(true);
    expect(drawn.nodes.filter((node) => node.type === 'step' && node.status === 'failed')).toHaveLength(1);
    expect(drawn.nodes.length).toBeLessThan(210);
  });

  test('every step is in one box, every edge joins two boxes, and none leads back', () => {
    const graph = graphOf(longRun(2000));
    const drawn = drawnGraph(graph);
    expect(stepsOf(drawn).map(({ id }) => id)).toEqual(stepsOf(graph).map(({ id }) => id));
    const places = new Map(drawn.nodes.map(({ id }, index) => [id, index]));
    for (const { from, to } of drawn.edges) expect(places.get(from)).toBeLessThan(places.get(to) ?? -1);
  });

  test('is found once for a graph', () => {
    const graph = graphOf(longRun(400));
    expect(drawnGraph(graph)).toBe(drawnGraph(graph));
  });
});
