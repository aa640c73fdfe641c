import dagre from '@dagrejs/dagre';

export type Direction = 'down' | 'right';
export type Size = { readonly width: number; readonly height: number };
/** The top left corner, in pixels. */
export type Position = { readonly x: number; readonly y: number };
export type Layout = ReadonlyMap<string, Position>;

/** Pixels between boxes of one rank, and between ranks. */
export const GAP = { siblings: 32, ranks: 48 };

export type Box = Size & { readonly id: string };
/** `weight`: how much it is worth to draw the edge short and straight. */
export type Line = { readonly from: string; readonly to: string; readonly weight: number };

/** Places boxes in ranks along their edges, with few crossings. Edges that lead back are allowed. */
export function placeBoxes(boxes: readonly Box[], lines: readonly Line[], direction: Direction): Layout {
  const canvas = new dagre.graphlib.Graph();
  canvas.setGraph({
    rankdir: direction === 'down' ? 'TB' : 'LR',
    ranker: 'tight-tree',
    nodesep: GAP.siblings,
    ranksep: GAP.ranks,
  });
  canvas.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of boxes) canvas.setNode(id, { width, height });
  for (const { from, to, weight } of lines) canvas.setEdge(from, to, { weight });
  dagre.layout(canvas);
  return new Map(
    boxes.map(({ id, width, height }) => {
      const { x, y } = canvas.node(id);
      return [id, { x: x - width / 2, y: y - height / 2 }] as const;
    }),
  );
}
