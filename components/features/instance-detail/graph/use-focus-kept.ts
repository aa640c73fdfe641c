import { useEffect, useRef } from 'react';
import { useReactFlow, useStore } from 'reactflow';
import type { Graph } from '@/lib/graph/graph';
import { sizeOf } from '@/lib/graph/layout-graph';
import type { Layout, Position } from '@/lib/graph/place-boxes';
import { shiftInto, within } from '@/components/shared/canvas/shift-into';
import { shiftView } from '@/components/shared/canvas/shift-view';
import type { HeldFocus } from '@/components/shared/canvas/use-held-focus';
import { holds } from './to-flow';

type Here = {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly tabStop: string;
  /** True when the view goes after the graph by itself. */
  readonly following: boolean;
};

/**
 * A graph that grows takes the focus along: to the group that a step has gone into, and back into sight when the node
 * or the view was moved. Who has moved the view away stays there.
 */
export function useFocusKept({ held, give }: HeldFocus, { graph, layout, tabStop, following }: Here): void {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const earlier = useRef(layout);
  useEffect(() => {
    const before = held.current;
    const placed = earlier.current;
    earlier.current = layout;
    if (before === undefined) return;
    const find = (is: (node: Graph['nodes'][number]) => boolean) => graph.nodes.find(is);
    const node =
      find(({ id }) => id === before) ?? find((one) => holds(one, before)) ?? find(({ id }) => id === tabStop);
    const place = node === undefined ? undefined : layout.get(node.id);
    if (node === undefined || place === undefined) return;
    if (following || isElsewhere(place, placed.get(before))) {
      const size = sizeOf(node);
      const { x, y, zoom } = flow.getViewport();
      const reach = (start: number, length: number) => ({ start, end: start + length * zoom });
      const byX = shiftInto(reach(place.x * zoom + x, size.width), within(0, width));
      const byY = shiftInto(reach(place.y * zoom + y, size.height), within(0, height));
      shiftView(flow, byX, byY);
    }
    give(node.id);
  }, [flow, graph, layout, tabStop, following, held, give, width, height]);
}

function isElsewhere(now: Position, before: Position | undefined): boolean {
  return now.x !== before?.x || now.y !== before.y;
}
