'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useReactFlow, useStore } from 'reactflow';
import type { Graph, GraphNode } from '@/lib/graph/graph';
import { sizeOf } from '@/lib/graph/layout-graph';
import type { Layout } from '@/lib/graph/place-boxes';
import { SMALLEST } from '@/components/shared/canvas/use-zoom';
import { holds } from './to-flow';

const PADDING = 48;

/** Moves the view: to everything, to one node, and after a growing graph until the reader takes over. */
export function useGraphView(graph: Graph, layout: Layout, chosen: string | null) {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const [following, setFollowing] = useState(true);

  const center = useCallback(
    (id: string, zoom: number) => {
      const node = graph.nodes.find((candidate) => candidate.id === id);
      const place = layout.get(id);
      if (node === undefined || place === undefined) return;
      const size = sizeOf(node);
      void flow.setCenter(place.x + size.width / 2, place.y + size.height / 2, { zoom });
    },
    [flow, graph, layout],
  );

  const showAll = useCallback(() => {
    const bounds = boundsOf(graph, layout);
    const fitting = Math.min((width - PADDING) / bounds.width, (height - PADDING) / bounds.height, 1);
    const target = graph.nodes.find((node) => holds(node, chosen)) ?? currentNode(graph);
    if (fitting >= SMALLEST || target === undefined) {
      const zoom = Math.max(fitting, SMALLEST);
      void flow.setCenter(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, { zoom });
    } else center(target.id, SMALLEST + 0.4);
  }, [flow, graph, layout, width, height, chosen, center]);

  const reveal = useCallback(
    (id: string) => {
      setFollowing(false);
      center(id, Math.max(flow.getZoom(), 0.85));
    },
    [center, flow],
  );

  const shown = useRef({ nodes: 0, width: 0 });
  useEffect(() => {
    const isNew = graph.nodes.length !== shown.current.nodes || width !== shown.current.width;
    if (!following || !isNew || width === 0 || height === 0) return;
    shown.current = { nodes: graph.nodes.length, width };
    showAll();
  }, [following, graph, width, height, showAll]);

  const follow = () => {
    shown.current = { nodes: 0, width: 0 };
    setFollowing(true);
    showAll();
  };
  return { showAll, reveal, following, follow, takeOver: () => setFollowing(false) };
}

/** What a reader looks for first: the first failure, else the last open step, else the last of all. */
export function currentNode(graph: Graph): GraphNode | undefined {
  const has = (status: string) => (node: GraphNode) => node.type === 'step' && node.status === status;
  return graph.nodes.find(has('failed')) ?? graph.nodes.findLast(has('scheduled')) ?? graph.nodes.at(-1);
}

function boundsOf(graph: Graph, layout: Layout): { x: number; y: number; width: number; height: number } {
  const boxes = graph.nodes.flatMap((node) => {
    const place = layout.get(node.id);
    return place === undefined ? [] : [{ ...place, ...sizeOf(node) }];
  });
  const extreme = (pick: (sum: number, value: number) => number, values: readonly number[]) =>
    values.reduce((sum, value) => pick(sum, value), values[0] ?? 0);
  const x = extreme(
    Math.min,
    boxes.map((box) => box.x),
  );
  const y = extreme(
    Math.min,
    boxes.map((box) => box.y),
  );
  const right = extreme(
    Math.max,
    boxes.map((box) => box.x + box.width),
  );
  const bottom = extreme(
    Math.max,
    boxes.map((box) => box.y + box.height),
  );
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}
