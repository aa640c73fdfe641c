'use client';

import { useEffect, useRef, useState } from 'react';
import type { Graph } from '@/lib/graph/graph';
import { layoutGraph, shapeOf } from '@/lib/graph/layout-graph';
import type { Direction, Layout } from '@/lib/graph/place-boxes';
import { LayoutThread, startThread } from './layout-thread';

/** Larger graphs are laid out on a thread of their own; smaller ones at once, so that nothing flickers. */
const AT_ONCE = 200;

/** A graph with the place of each of its nodes. */
export type Drawing = { readonly graph: Graph; readonly direction: Direction; readonly layout: Layout };
type Kept = Drawing & { readonly settled: boolean };

/**
 * Where every node is. A graph that grows keeps what is on screen where it is; while history is still being read
 * (`settled` is false) nobody has looked at it long enough to mind, and everything is placed anew. While a large graph
 * is laid out the one before stays; `undefined` when there was none.
 */
export function useLayout(graph: Graph, direction: Direction, settled: boolean): Drawing | undefined {
  const [kept, setKept] = useState<Kept | undefined>(() => drawnAtOnce(graph, direction, settled));
  const isCurrent = kept?.graph === graph && kept.direction === direction;
  const earlier = kept?.settled === true && kept.direction === direction ? kept.layout : undefined;
  const wanted = isCurrent ? undefined : keepOrPlace({ graph, direction, settled }, earlier);
  if (wanted !== undefined) setKept(wanted);
  useThread(isCurrent || wanted !== undefined ? undefined : { graph, direction, settled }, earlier, setKept);
  return wanted ?? kept;
}

type Wanted = Omit<Kept, 'layout'>;

/** A new drawing, when it takes no time to make. */
function keepOrPlace(wanted: Wanted, earlier: Layout | undefined): Kept | undefined {
  const { graph, direction } = wanted;
  if (earlier?.size === graph.nodes.length && hasAll(earlier, graph)) return { ...wanted, layout: earlier };
  return isSmall(graph) ? { ...wanted, layout: layoutGraph(graph, direction, earlier) } : undefined;
}

function drawnAtOnce(graph: Graph, direction: Direction, settled: boolean): Kept | undefined {
  return isSmall(graph) ? { graph, direction, settled, layout: layoutGraph(graph, direction) } : undefined;
}

function isSmall({ nodes }: Graph): boolean {
  return nodes.length <= AT_ONCE;
}

function useThread(wanted: Wanted | undefined, earlier: Layout | undefined, onDrawn: (kept: Kept) => void): void {
  const thread = useRef<LayoutThread>(undefined);
  const { graph, direction, settled } = wanted ?? {};
  useEffect(() => {
    if (graph === undefined || direction === undefined || settled === undefined) return;
    const drawn = (layout: Layout) => onDrawn({ graph, direction, settled, layout });
    const started = thread.current === undefined ? startThread() : undefined;
    if (started !== undefined) thread.current = new LayoutThread(started);
    if (thread.current === undefined) drawn(layoutGraph(graph, direction, earlier));
    else thread.current.layOut({ shape: shapeOf(graph), direction, earlier }, drawn);
  }, [graph, direction, settled, earlier, onDrawn]);
  useEffect(
    () => () => {
      thread.current?.stop();
      thread.current = undefined;
    },
    [],
  );
}

function hasAll(layout: Layout, graph: Graph): boolean {
  return graph.nodes.every(({ id }) => layout.has(id));
}
