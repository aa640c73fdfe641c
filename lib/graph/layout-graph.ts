import type { Graph, GraphNode } from './graph';
import { GAP, placeBoxes, type Direction, type Layout, type Position, type Size } from './place-boxes';

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
  const fresh = placeAll(graph, direction);
  if (earlier === undefined || !graph.nodes.some(({ id }) => earlier.has(id))) return fresh;
  return appendNew(graph, { direction, fresh, earlier });
}

function placeAll(graph: Graph, direction: Direction): Layout {
  const boxes = graph.nodes.map((node) => ({ id: node.id, ...sizeOf(node) }));
  const lines = graph.edges.map(({ from, to, kind }) => ({ from, to, weight: kind === 'handled' ? 2 : 1 }));
  return placeBoxes(boxes, lines, direction);
}

type Append = { readonly direction: Direction; readonly fresh: Layout; readonly earlier: Layout };
type Box = Position & Size;

function appendNew(graph: Graph, { direction, fresh, earlier }: Append): Layout {
  const placed = new Map<string, Box>();
  for (const node of graph.nodes) {
    const position = earlier.get(node.id);
    if (position !== undefined) placed.set(node.id, { ...position, ...sizeOf(node) });
  }
  const parents = parentsOf(graph);
  for (const node of newInOrder(graph, { fresh, earlier, direction })) {
    const above = (parents.get(node.id) ?? []).flatMap((id) => placed.get(id) ?? []);
    const wanted = below(above, { size: sizeOf(node), direction, otherwise: fresh.get(node.id) ?? { x: 0, y: 0 } });
    placed.set(node.id, freeSpot(wanted, [...placed.values()], direction));
  }
  return new Map([...placed].map(([id, { x, y }]) => [id, { x, y }]));
}

function newInOrder(graph: Graph, { fresh, earlier, direction }: Append): readonly GraphNode[] {
  const depth = ({ id }: GraphNode) => fresh.get(id)?.[direction === 'down' ? 'y' : 'x'] ?? 0;
  return graph.nodes.filter(({ id }) => !earlier.has(id)).sort((a, b) => depth(a) - depth(b));
}

function parentsOf(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { from, to } of graph.edges) {
    const known = parents.get(to);
    if (known === undefined) parents.set(to, [from]);
    else known.push(from);
  }
  return parents;
}

type Below = { readonly size: Size; readonly direction: Direction; readonly otherwise: Position };

function below(parents: readonly Box[], { size, direction, otherwise }: Below): Box {
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
function freeSpot(wanted: Box, others: readonly Box[], direction: Direction): Box {
  let box = wanted;
  for (;;) {
    const hit = others.find((other) => overlaps(box, other));
    if (hit === undefined) return box;
    if (direction === 'down') box = { ...box, x: hit.x + hit.width + GAP.siblings };
    else box = { ...box, y: hit.y + hit.height + GAP.siblings };
  }
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
