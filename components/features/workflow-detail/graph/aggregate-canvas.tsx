'use client';

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { Background, ReactFlow, ReactFlowProvider, useReactFlow } from 'reactflow';
import 'reactflow/dist/style.css';
import type { AggregateJson } from '@/lib/api/schemas';
import { layoutAggregate } from '@/lib/graph/aggregate/layout-aggregate';
import type { Direction } from '@/lib/graph/place-boxes';
import '@/components/shared/canvas/canvas.css';
import { CANVAS_OPTIONS } from '@/components/shared/canvas/canvas-options';
import { useChosenInSight } from '@/components/shared/canvas/use-chosen-in-sight';
import { useFocusInSight } from '@/components/shared/canvas/use-focus-in-sight';
import { useHeldFocus } from '@/components/shared/canvas/use-held-focus';
import { useZoomLevel, useZoomVariable } from '@/components/shared/canvas/use-zoom';
import { IconButton } from '@/components/ui/icon-button';
import type { Heat } from './heat';
import { PointBox } from './point-box';
import { toCanvas, type PointNode } from './to-canvas';
import { nextPoint } from './walk';

const NODE_TYPES = { point: PointBox };
/** Below there is room for the buttons, which lie over the canvas; names can be read at every scale that fits. */
const FIT = { padding: { x: 0.05, top: '16px', bottom: '54px' }, maxZoom: 1, minZoom: 1 / 3 } as const;

export type AggregateCanvasProps = {
  aggregate: AggregateJson;
  direction: Direction;
  heat: Heat;
  /** Id of the chosen point. */
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
};

/** Many runs drawn as one, on a canvas that can be moved, zoomed and walked by keys. */
export function AggregateCanvas(props: AggregateCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ aggregate, direction, heat, chosen, onChoose }: AggregateCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const zoom = useZoomLevel();
  useZoomVariable(box);
  const layout = useLayout(aggregate, direction);
  const [walked, setWalked] = useState<string>();
  useChosenInSight(box, chosen);
  const onFocus = useFocusInSight(box);
  const { held, give } = useHeldFocus(box);
  const has = (id: string | undefined) => aggregate.points.some((point) => point.id === id);
  const tabStop = [walked, chosen].find(has) ?? 'start';
  const { nodes, edges } = useMemo(
    () => toCanvas(aggregate, layout, { direction, heat, chosen, tabStop }),
    [aggregate, layout, direction, heat, chosen, tabStop],
  );
  useEffect(() => {
    const frame = requestAnimationFrame(() => void flow.fitView(FIT));
    return () => cancelAnimationFrame(frame);
  }, [flow, layout]);
  const onKeyDown = (event: KeyboardEvent) => {
    const id = held.current;
    if (id === undefined) return;
    const next = nextPoint(aggregate, layout, { id, key: event.key });
    if (next !== undefined) {
      event.preventDefault();
      setWalked(next);
      give(next);
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(id);
    }
  };
  return (
    <div ref={box} data-zoom={zoom} className="relative h-full" onFocus={onFocus} onKeyDown={onKeyDown}>
      <ReactFlow<PointNode>
        {...CANVAS_OPTIONS}
        aria-label="Graph of many executions"
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        preventScrolling={false}
        zoomOnScroll={false}
        onNodeClick={(_, node) => {
          setWalked(node.id);
          onChoose(node.id === chosen ? undefined : node.id);
        }}
        onPaneClick={() => onChoose(undefined)}
      >
        <Background gap={24} size={1} color="var(--border)" />
      </ReactFlow>
      <div className="absolute bottom-3 left-3 z-10 flex items-center gap-1 rounded-control border border-border bg-surface p-0.5">
        <IconButton compact icon={Minus} label="Zoom out" onClick={() => void flow.zoomOut()} />
        <IconButton compact icon={Plus} label="Zoom in" onClick={() => void flow.zoomIn()} />
        <IconButton compact icon={Maximize} label="Show all" onClick={() => void flow.fitView(FIT)} />
      </div>
    </div>
  );
}

/** Points keep their places while only their counts change. */
function useLayout(aggregate: AggregateJson, direction: Direction) {
  const shape = JSON.stringify([
    aggregate.points.map(({ id }) => id).toSorted(),
    aggregate.edges.map(({ from, to }) => `${from}\n${to}`).toSorted(),
    direction,
  ]);
  const [kept, setKept] = useState(() => ({ shape, layout: layoutAggregate(aggregate, direction) }));
  if (kept.shape === shape) return kept.layout;
  const layout = layoutAggregate(aggregate, direction);
  setKept({ shape, layout });
  return layout;
}
