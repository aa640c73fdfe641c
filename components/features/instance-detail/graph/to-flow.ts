import { MarkerType, type Edge, type Node } from 'reactflow';
import type { Graph, GraphEdge, GraphNode } from '@/lib/graph/graph';
import { sizeOf } from '@/lib/graph/layout-graph';
import type { Direction, Layout } from '@/lib/graph/place-boxes';

export type FlowNodeData = {
  readonly node: GraphNode;
  readonly selected: boolean;
  /** The one node that the Tab key reaches. */
  readonly tabStop: boolean;
  readonly direction: Direction;
};
export type FlowNode = Node<FlowNodeData, 'graph'>;
export type FlowEdge = Edge<{ readonly kind: GraphEdge['kind'] }>;

export type View = { readonly direction: Direction; readonly chosen: string | null; readonly tabStop: string };

/** The only place that knows both the graph and the canvas. */
export function toFlow(graph: Graph, layout: Layout, view: View): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const nodes = graph.nodes.map((node): FlowNode => {
    const size = sizeOf(node);
    return {
      id: node.id,
      type: 'graph',
      position: layout.get(node.id) ?? { x: 0, y: 0 },
      ...size,
      measured: size,
      data: {
        node,
        selected: holds(node, view.chosen),
        tabStop: node.id === view.tabStop,
        direction: view.direction,
      },
    };
  });
  const edges = graph.edges.map((edge): FlowEdge => {
    const color = colorOf(byId.get(edge.to));
    return {
      id: `${edge.from}>${edge.to}`,
      source: edge.from,
      target: edge.to,
      type: 'smoothstep',
      data: { kind: edge.kind },
      className: isOpen(byId.get(edge.to)) && edge.kind === 'handled' ? 'perdure-flowing' : '',
      style: { stroke: color, strokeWidth: 1.5, ...(edge.kind === 'later' ? { strokeDasharray: '2 4' } : {}) },
      markerEnd: { type: MarkerType.ArrowClosed, color, width: 14, height: 14 },
    };
  });
  return { nodes, edges };
}

/** A group stands for its members. */
export function holds(node: GraphNode, chosen: string | null): boolean {
  if (chosen === null) return false;
  return node.id === chosen || (node.type === 'group' && node.members.some(({ id }) => id === chosen));
}

function isOpen(node: GraphNode | undefined): boolean {
  return node?.type === 'step' && node.status === 'scheduled';
}

function colorOf(node: GraphNode | undefined): string {
  if (isOpen(node)) return 'var(--running)';
  const failed =
    (node?.type === 'step' && node.status === 'failed') || (node?.type === 'end' && node.status === 'failed');
  return failed ? 'var(--failed)' : 'var(--control)';
}
