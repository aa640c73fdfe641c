import { foldEdges } from './fold-siblings';
import type { Graph, GraphNode, GroupNode, StepNode } from './graph';

/** More boxes than this nobody overlooks, and no browser moves smoothly. */
const MOST = 600;
/** So many at each end of a longer run are drawn one by one, and so many that failed or still run in between. */
const ENDS = 100;
const BETWEEN = 50;

/**
 * Draws what is between the beginning, the end, failures and open steps of a long run as one group for each stretch of it,
 * in the order in which steps were asked for. Graphs that can be overlooked stay as they are.
 */
export function foldSections(graph: Graph): Graph {
  if (graph.nodes.length <= MOST) return graph;
  const order = inOrder(graph);
  const kept = keptNodes(order);
  const sections = new Map<string, GroupNode>();
  let stretch: GraphNode[] = [];
  const close = () => {
    const section = sectionOf(stretch);
    if (section !== undefined) for (const { id } of stretch) sections.set(id, section);
    stretch = [];
  };
  for (const node of order) {
    if (kept.has(node.id)) close();
    else stretch.push(node);
  }
  close();
  const nodes = [...new Set(graph.nodes.map((node) => sections.get(node.id) ?? node))];
  const edges = foldEdges(graph.edges, sections).filter(({ from, to }) => from !== to);
  return { ...graph, nodes, edges };
}

/** Nodes as they were asked for; where a fan-in meets a fan-out comes right behind the newest it waits for. */
function inOrder({ nodes, edges }: Graph): readonly GraphNode[] {
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const joins = new Set(nodes.filter(({ type }) => type === 'join').map(({ id }) => id));
  for (const id of joins) places.set(id, 0);
  for (const { from, to } of edges) {
    if (joins.has(to)) places.set(to, Math.max(places.get(to) ?? 0, (places.get(from) ?? 0) + 0.5));
  }
  return nodes.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

function keptNodes(order: readonly GraphNode[]): ReadonlySet<string> {
  const has = (status: StepNode['status']) => (node: GraphNode) => node.type === 'step' && node.status === status;
  const kept = [
    ...order.slice(0, ENDS),
    ...order.slice(-ENDS),
    ...order.filter(has('failed')).slice(0, BETWEEN),
    ...order.filter(has('scheduled')).slice(-BETWEEN),
    ...order.filter(({ type }) => type !== 'step' && type !== 'group' && type !== 'join'),
  ];
  return new Set(kept.map(({ id }) => id));
}

function sectionOf(stretch: readonly GraphNode[]): GroupNode | undefined {
  const members = stretch.flatMap((node) => {
    if (node.type === 'group') return node.members;
    return node.type === 'step' ? [node] : [];
  });
  const [first] = members;
  if (first === undefined || members.length < 2) return undefined;
  return { type: 'group', id: `group-${first.id}`, kind: first.kind, name: 'steps', isSection: true, members };
}
