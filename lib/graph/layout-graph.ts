import type { Graph, GraphNode } from './graph';
import {
  GAP,
  placeBoxes,
  type Box,
  type Direction,
  type Layout,
  type Line,
  type Position,
  type Size,
} from './place-boxes';

/** How large a node is drawn. Never depends on status, so that a live graph keeps still. */
export function sizeOf(node: GraphNode): Size {
  switch (node.type) {
    case 'start':
    case 'end':
      return { width: 176, height: 36 };
    case 'generation':
      return { width: 160, height: 28 };
    case 'join':
      return { width: 24, height: 24 };
    case 'suspension':
    case 'stall':
      return { width: 200, height: 28 };
    case 'group':
      return { width: 248, height: 96 };
    case 'step':
      return node.kind === 'timer' ? { width: 176, height: 44 } : { width: 224, height: 60 };
  }
}

/**
 * Places every node. With the layout of an earlier, shorter graph, what it held stays where it was, and what is new goes
 * below the steps it hangs on (or beside them, when the direction is to the right).
 */
export function layoutGraph(graph: Graph, direction: Direction, earlier?: Layout): Layout {
  return layoutShape(shapeOf(graph), direction, earlier);
}

/** What a layout depends on, and nothing else: little enough to be sent to another thread. */
export type Shape = { readonly boxes: readonly Box[]; readonly lines: readonly Line[] };

/** The boxes and lines that a graph is drawn with. */
export function shapeOf(graph: Graph): Shape {
  return {
    boxes: graph.nodes.map((node) => ({ id: node.id, ...sizeOf(node) })),
    lines: graph.edges.map(({ from, to, kind }) => ({ from, to, weight: kind === 'handled' ? 2 : 1 })),
  };
}

/** The same as `layoutGraph`, for who has the shape of a graph alone. */
export function layoutShape(shape: Shape, direction: Direction, earlier?: Layout): Layout {
  const fresh = placeBoxes(shape.boxes, shape.lines, direction);
  if (earlier === undefined || !shape.boxes.some(({ id }) => earlier.has(id))) return fresh;
  return appendNew(shape, { direction, fresh, earlier });
}

type Append = { readonly direction: Direction; readonly fresh: Layout; readonly earlier: Layout };
type Placed = Position & Size;

function appendNew(shape: Shape, { direction, fresh, earlier }: Append): Layout {
  const placed = new Map<string, Placed>();
  for (const { id, width, height } of shape.boxes) {
    const position = earlier.get(id);
    if (position !== undefined) placed.set(id, { ...position, width, height });
  }
  const parents = parentsOf(shape);
  for (const { id, width, height } of newInOrder(shape, { fresh, earlier, direction })) {
    const above = (parents.get(id) ?? []).flatMap((parent) => placed.get(parent) ?? []);
    const otherwise = fresh.get(id) ?? { x: 0, y: 0 };
    const wanted = below(above, { size: { width, height }, direction, otherwise });
    placed.set(id, freeSpot(wanted, [...placed.values()], direction));
  }
  return new Map([...placed].map(([id, { x, y }]) => [id, { x, y }]));
}

function newInOrder({ boxes }: Shape, { fresh, earlier, direction }: Append): readonly Box[] {
  const depth = ({ id }: Box) => fresh.get(id)?.[direction === 'down' ? 'y' : 'x'] ?? 0;
  return boxes.filter(({ id }) => !earlier.has(id)).sort((a, b) => depth(a) - depth(b));
}

function parentsOf({ lines }: Shape): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { from, to } of lines) {
    const known = parents.get(to);
    if (known === undefined) parents.set(to, [from]);
    else known.push(from);
  }
  return parents;
}

type Below = { readonly size: Size; readonly direction: Direction; readonly otherwise: Position };

function below(parents: readonly Placed[], { size, direction, otherwise }: Below): Placed {
  if (parents.length === 0) return { ...otherwise, ...size };
  if (direction === 'down') {
    const middle = mean(parents.map(({ x, width }) => x + width / 2));
    const y = Math.max(...parents.map((parent) => parent.y + parent.height)) + GAP.ranks;
    return { x: middle - size.width / 2, y, ...size };
  }
  const middle = mean(parents.map(({ y, height }) => y + height / 2));
  const x = Math.max(...parents.map((parent) => parent.x + parent.width)) + GAP.ranks;
  return { x, y: middle - size.height / 2, ...size };
}

/** Moves a box across the direction of flow until it covers no other. */
function freeSpot(wanted: Placed, others: readonly Placed[], direction: Direction): Placed {
  let box = wanted;
  for (;;) {
    const hit = others.find((other) => overlaps(box, other));
    if (hit === undefined) return box;
    if (direction === 'down') box = { ...box, x: hit.x + hit.width + GAP.siblings };
    else box = { ...box, y: hit.y + hit.height + GAP.siblings };
  }
}

function overlaps(a: Placed, b: Placed): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
