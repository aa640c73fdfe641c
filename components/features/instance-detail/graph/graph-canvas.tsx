'use client';

import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Background, MiniMap, ReactFlow, ReactFlowProvider, useReactFlow } from 'reactflow';
import 'reactflow/dist/style.css';
import { drawnGraph } from '@/lib/graph/drawn-graph';
import type { Graph } from '@/lib/graph/graph';
import type { Direction } from '@/lib/graph/place-boxes';
import '@/components/shared/canvas/canvas.css';
import { CANVAS_OPTIONS } from '@/components/shared/canvas/canvas-options';
import { useChosenInSight } from '@/components/shared/canvas/use-chosen-in-sight';
import { useFocusInSight } from '@/components/shared/canvas/use-focus-in-sight';
import { useHeldFocus } from '@/components/shared/canvas/use-held-focus';
import { useZoomLevel, useZoomVariable } from '@/components/shared/canvas/use-zoom';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { END_STATUS_AS, lookOf } from '../step-look';
import { CanvasControls } from './canvas-controls';
import { GraphNodeBox } from './graph-node';
import { isArrow, neighborOf } from './neighbor';
import { holds, toFlow, type FlowNode } from './to-flow';
import { useFocusKept } from './use-focus-kept';
import { currentNode, useGraphView } from './use-graph-view';
import { useLayout, type Drawing } from './use-layout';

const NODE_TYPES = { graph: GraphNodeBox };
const MINIMAP_FROM = 25;
const CULL_FROM = 100;

export type GraphCanvasProps = {
  graph: Graph;
  /** False while history is still being read. */
  settled: boolean;
  direction: Direction;
  chosen: string | null;
  onChoose: (stepId: string | null) => void;
};

/** The run as a graph on a canvas that can be moved, zoomed and walked by keys. */
export function GraphCanvas({ graph, settled, direction, ...choice }: GraphCanvasProps) {
  const drawing = useLayout(drawnGraph(graph), direction, settled);
  if (drawing === undefined) return <LayingOut />;
  return (
    <ReactFlowProvider>
      <Canvas {...choice} drawing={drawing} />
    </ReactFlowProvider>
  );
}

/** A large graph takes a moment; nothing else of the page waits for it. */
function LayingOut() {
  return (
    <div role="status" className="grid h-full place-items-center text-text-2">
      Laying out the graph…
    </div>
  );
}

type CanvasProps = Pick<GraphCanvasProps, 'chosen' | 'onChoose'> & { drawing: Drawing };

function Canvas({ drawing: { graph, layout, direction }, chosen, onChoose }: CanvasProps) {
  const flow = useReactFlow();
  const zoom = useZoomLevel();
  const view = useGraphView(graph, layout, chosen);
  const box = useRef<HTMLDivElement>(null);
  useZoomVariable(box);
  const [walked, setWalked] = useState<string>();
  const chosenNode = graph.nodes.find((node) => holds(node, chosen))?.id;
  useChosenInSight(box, chosenNode);
  const onFocus = useFocusInSight(box);
  const focus = useHeldFocus(box);
  const tabStop = graph.nodes.find(({ id }) => id === walked)?.id ?? chosenNode ?? firstStop(graph);
  useFocusKept(focus, { graph, layout, tabStop, following: view.following });
  const { nodes, edges } = useMemo(
    () => toFlow(graph, layout, { direction, chosen, tabStop }),
    [graph, layout, direction, chosen, tabStop],
  );

  const walkTo = (id: string) => {
    setWalked(id);
    view.reveal(id);
    if (chosen !== null) onChoose(id);
    focus.give(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = focus.held.current;
    if (id === undefined) return;
    if (isArrow(event.key)) {
      event.preventDefault();
      const next = neighborOf(graph, layout, { id, key: event.key, direction });
      if (next !== undefined) walkTo(next);
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(id);
    }
  };
  const failures = graph.nodes.filter((node) => node.type === 'step' && node.status === 'failed');
  const toFailure = (by: 1 | -1) => {
    const at = failures.findIndex(({ id }) => id === tabStop);
    const start = at === -1 && by === -1 ? 0 : at;
    const next = failures[(start + by + failures.length) % Math.max(1, failures.length)];
    if (next === undefined) return;
    walkTo(next.id);
    onChoose(next.id);
  };
  useHotkeys('Graph', [
    { keys: 'n', does: 'Next failed step', run: () => toFailure(1) },
    { keys: 'N', does: 'Previous failed step', run: () => toFailure(-1) },
    { keys: '+', does: 'Zoom in', run: () => void flow.zoomIn() },
    { keys: '-', does: 'Zoom out', run: () => void flow.zoomOut() },
    { keys: '0', does: 'Show all', run: view.showAll },
  ]);
  return (
    <div ref={box} data-zoom={zoom} className="relative h-full" onFocus={onFocus} onKeyDown={onKeyDown}>
      <ReactFlow<FlowNode>
        {...CANVAS_OPTIONS}
        aria-label="Graph of the execution"
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        panOnScroll
        onlyRenderVisibleElements={nodes.length > CULL_FROM}
        onMoveStart={(event) => (event === null ? undefined : view.takeOver())}
        onNodeClick={(event, node) => {
          setWalked(node.id);
          onChoose(memberUnder(event.target) ?? node.id);
        }}
        onPaneClick={() => onChoose(null)}
      >
        <Background gap={24} size={1} color="var(--border)" />
        {nodes.length >= MINIMAP_FROM && (
          <MiniMap
            pannable
            zoomable
            ariaLabel="Overview of the graph"
            style={{ width: 168, height: 112 }}
            className="rounded-card border border-border"
            nodeColor={miniColor}
          />
        )}
      </ReactFlow>
      <CanvasControls
        following={view.following}
        onFollow={view.follow}
        onFit={view.showAll}
        onZoom={(by) => void (by > 0 ? flow.zoomIn() : flow.zoomOut())}
      />
    </div>
  );
}

/** What is out of sight of a large graph is not drawn: there the Tab key leads to what is shown first. */
function firstStop(graph: Graph): string {
  return (graph.nodes.length > CULL_FROM ? currentNode(graph)?.id : undefined) ?? 'start';
}

/** The cell of a dot matrix that was clicked stands for one member. */
function memberUnder(target: EventTarget): string | undefined {
  return target instanceof HTMLElement ? target.dataset['stepId'] : undefined;
}

function miniColor({ data: { node } }: FlowNode): string {
  if (node.type === 'step') return STATUS_STYLES[lookOf(node)].color;
  return node.type === 'end' ? STATUS_STYLES[END_STATUS_AS[node.status]].color : 'var(--control)';
}
