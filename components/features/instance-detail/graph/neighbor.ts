import type { Graph } from '@/lib/graph/graph';
import { sizeOf } from '@/lib/graph/layout-graph';
import type { Direction, Layout } from '@/lib/graph/place-boxes';

export type ArrowKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

type Spot = { readonly id: string; readonly along: number; readonly across: number };

/** Where an arrow key leads: with or against the edges, or to the nearest node beside this one. */
export function neighborOf(graph: Graph, layout: Layout, at: { id: string; key: ArrowKey; direction: Direction }) {
  const spots = spotsOf(graph, layout, at.direction);
  const here = spots.get(at.id);
  if (here === undefined) return undefined;
  const move = meaningOf(at.key, at.direction);
  const linked = (ids: readonly string[]) =>
    nearest(
      here,
      ids.flatMap((id) => spots.get(id) ?? []),
      (spot) => Math.abs(spot.across - here.across),
    );
  if (move === 'onward') return linked(graph.edges.filter(({ from }) => from === at.id).map(({ to }) => to));
  if (move === 'back') return linked(graph.edges.filter(({ to }) => to === at.id).map(({ from }) => from));
  const sign = move === 'after' ? 1 : -1;
  const beside = [...spots.values()].filter((spot) => (spot.across - here.across) * sign > 0);
  return nearest(here, beside, (spot) => Math.abs(spot.across - here.across) + 4 * Math.abs(spot.along - here.along));
}

/** True for the four keys that move between nodes. */
export function isArrow(key: string): key is ArrowKey {
  return key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight';
}

type Move = 'onward' | 'back' | 'before' | 'after';

const DOWN: Record<ArrowKey, Move> = { ArrowDown: 'onward', ArrowUp: 'back', ArrowLeft: 'before', ArrowRight: 'after' };
const RIGHT: Record<ArrowKey, Move> = {
  ArrowRight: 'onward',
  ArrowLeft: 'back',
  ArrowUp: 'before',
  ArrowDown: 'after',
};

function meaningOf(key: ArrowKey, direction: Direction): Move {
  return direction === 'down' ? DOWN[key] : RIGHT[key];
}

function spotsOf(graph: Graph, layout: Layout, direction: Direction): ReadonlyMap<string, Spot> {
  return new Map(
    graph.nodes.flatMap((node) => {
      const place = layout.get(node.id);
      if (place === undefined) return [];
      const { width, height } = sizeOf(node);
      const [x, y] = [place.x + width / 2, place.y + height / 2];
      const spot = direction === 'down' ? { along: y, across: x } : { along: x, across: y };
      return [[node.id, { id: node.id, ...spot }] as const];
    }),
  );
}

function nearest(here: Spot, spots: readonly Spot[], distance: (spot: Spot) => number): string | undefined {
  const others = spots.filter(({ id }) => id !== here.id);
  return others.toSorted((a, b) => distance(a) - distance(b))[0]?.id;
}
