import { MarkerType, type Edge, type Node } from 'reactflow';
import type { AggregateJson } from '@/lib/api/schemas';
import { sizeOfPoint } from '@/lib/graph/aggregate/layout-aggregate';
import type { Direction, Layout } from '@/lib/graph/place-boxes';
import { formatShare } from '@/components/shared/format-number';
import { longestOf, type Heat } from './heat';

export type Point = AggregateJson['points'][number];
export type PointData = {
  readonly point: Point;
  readonly selected: boolean;
  /** The one point that the Tab key reaches. */
  readonly tabStop: boolean;
  readonly direction: Direction;
  readonly heat: Heat;
  /** Milliseconds that the longest step took at its 95th percentile. */
  readonly longest: number;
};
export type PointNode = Node<PointData, 'point'>;

export type CanvasView = {
  readonly direction: Direction;
  readonly heat: Heat;
  readonly chosen: string | undefined;
  readonly tabStop: string;
};

/** The only place that knows both the aggregate and the canvas. */
export function toCanvas(
  aggregate: Pick<AggregateJson, 'points' | 'edges' | 'runs'>,
  layout: Layout,
  view: CanvasView,
): { nodes: PointNode[]; edges: Edge[] } {
  const longest = longestOf(aggregate);
  const nodes = aggregate.points.map((point): PointNode => {
    const size = sizeOfPoint(point);
    return {
      id: point.id,
      type: 'point',
      position: layout.get(point.id) ?? { x: 0, y: 0 },
      ...size,
      measured: size,
      data: {
        ...{ point, longest, direction: view.direction, heat: view.heat },
        selected: point.id === view.chosen,
        tabStop: point.id === view.tabStop,
      },
    };
  });
  return { nodes, edges: edgesOf(aggregate, layout, view.direction) };
}

function edgesOf(
  { points, edges }: Pick<AggregateJson, 'points' | 'edges'>,
  layout: Layout,
  direction: Direction,
): Edge[] {
  const runsOf = new Map(points.map(({ id, runs }) => [id, runs]));
  const branches = Map.groupBy(edges, ({ from }) => from);
  const along = (id: string) => layout.get(id)?.[direction === 'down' ? 'y' : 'x'] ?? 0;
  return edges.map(({ from, to, runs }): Edge => {
    const all = runsOf.get(from) ?? runs;
    // How many runs ended badly behind a step stands in its box.
    const endsBadly = ['end:failed', 'end:terminated'].includes(to);
    const isBranch = !endsBadly && (branches.get(from)?.filter((edge) => !edge.to.startsWith('end:')).length ?? 0) > 1;
    const leadsBack = along(to) <= along(from);
    return {
      id: `${from}>${to}`,
      source: from,
      target: to,
      type: 'smoothstep',
      ...(isBranch && {
        label: formatShare(runs, all),
        labelShowBg: true,
        labelBgPadding: [4, 2],
        labelBgBorderRadius: 4,
      }),
      labelStyle: { fontSize: 'clamp(12px, 12px / var(--zoom, 1), 24px)', fill: 'var(--text-2)' },
      labelBgStyle: { fill: 'var(--canvas)' },
      style: {
        stroke: 'var(--control)',
        strokeWidth: 1 + 5 * Math.sqrt(Math.min(1, runs / Math.max(1, all))),
        strokeOpacity: endsBadly ? 0.3 : 0.6,
        ...(leadsBack && { strokeDasharray: '6 4' }),
      },
      markerEnd: {
        type: MarkerType.ArrowClosed,
        color: 'var(--control)',
        width: 12,
        height: 12,
        markerUnits: 'userSpaceOnUse',
      },
    };
  });
}
