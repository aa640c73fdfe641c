'use client';

import { useState } from 'react';
import type { Graph } from '@/lib/graph/graph';
import { layoutGraph } from '@/lib/graph/layout-graph';
import type { Direction, Layout } from '@/lib/graph/place-boxes';

type Kept = {
  readonly graph: Graph;
  readonly direction: Direction;
  readonly settled: boolean;
  readonly layout: Layout;
};

/**
 * Where every node is. A graph that grows keeps what is on screen where it is; while history is still being read
 * (`settled` is false) nobody has looked at it long enough to mind, and everything is placed anew.
 */
export function useLayout(graph: Graph, direction: Direction, settled: boolean): Layout {
  const [kept, setKept] = useState<Kept>(() => ({ graph, direction, settled, layout: layoutGraph(graph, direction) }));
  if (kept.graph === graph && kept.direction === direction) return kept.layout;
  const earlier = kept.settled && kept.direction === direction ? kept.layout : undefined;
  const unchanged = earlier !== undefined && earlier.size === graph.nodes.length && hasAll(earlier, graph);
  const layout = unchanged ? earlier : layoutGraph(graph, direction, earlier);
  setKept({ graph, direction, settled, layout });
  return layout;
}

function hasAll(layout: Layout, graph: Graph): boolean {
  return graph.nodes.every(({ id }) => layout.has(id));
}
