import type { Graph, GraphEdge, GraphNode, GroupNode, StepNode } from './graph';

/** Up to this many parallel siblings of one name are drawn one by one. */
const SIBLINGS = 12;
/** Above this many nodes, smaller families fold as well. */
const NODES = 200;
const SIBLINGS_OF_MANY = 3;
/** So many failed or unfinished members stand beside their group, failed ones first. */
const OUTSIDE = 3;

/**
 * Draws large families of parallel siblings (same kind, same name, hanging on the same steps) as one group each. Members
 * that failed or still run stand outside, the first three of them: failure never hides. Steps named in `keep` stay out too.
 */
export function foldSiblings(graph: Graph, keep: ReadonlySet<string> = new Set()): Graph {
  const limit = graph.nodes.length > NODES ? SIBLINGS_OF_MANY : SIBLINGS;
  let folded = graph;
  for (;;) {
    const next = foldOnce(folded, { limit, keep });
    if (next.nodes.length === folded.nodes.length) return folded;
    folded = next;
  }
}

type Rule = { readonly limit: number; readonly keep: ReadonlySet<string> };

function foldOnce(graph: Graph, { limit, keep }: Rule): Graph {
  const groups = new Map<string, GroupNode>();
  for (const family of familiesOf(graph)) {
    if (family.length <= limit) continue;
    const outside = standingOutside(family);
    const members = family.filter((step) => !outside.has(step.id) && !keep.has(step.id));
    const [first] = members;
    if (first === undefined || members.length < 2) continue;
    const group: GroupNode = { type: 'group', id: `group-${first.id}`, kind: first.kind, name: first.name, members };
    for (const member of members) groups.set(member.id, group);
  }
  return { nodes: foldNodes(graph.nodes, groups), edges: foldEdges(graph.edges, groups) };
}

function familiesOf(graph: Graph): readonly (readonly StepNode[])[] {
  const parents = new Map<string, string[]>();
  for (const { from, to } of graph.edges) {
    const known = parents.get(to);
    if (known === undefined) parents.set(to, [from]);
    else known.push(from);
  }
  const families = new Map<string, StepNode[]>();
  for (const node of graph.nodes) {
    if (node.type !== 'step') continue;
    const key = JSON.stringify([node.kind, node.name, (parents.get(node.id) ?? []).sort()]);
    const family = families.get(key);
    if (family === undefined) families.set(key, [node]);
    else family.push(node);
  }
  return [...families.values()];
}

function standingOutside(family: readonly StepNode[]): ReadonlySet<string> {
  const failed = family.filter(({ status }) => status === 'failed');
  const open = family.filter(({ status }) => status === 'scheduled');
  return new Set([...failed, ...open].slice(0, OUTSIDE).map(({ id }) => id));
}

function foldNodes(nodes: readonly GraphNode[], groups: ReadonlyMap<string, GroupNode>): readonly GraphNode[] {
  return [...new Set(nodes.map((node) => groups.get(node.id) ?? node))];
}

/** Edges between what is drawn; of two that fall together the more certain one stays. */
export function foldEdges(edges: readonly GraphEdge[], groups: ReadonlyMap<string, GroupNode>): readonly GraphEdge[] {
  const folded = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const from = groups.get(edge.from)?.id ?? edge.from;
    const to = groups.get(edge.to)?.id ?? edge.to;
    const key = `${from}\n${to}`;
    if (folded.get(key)?.kind !== 'handled') folded.set(key, { from, to, kind: edge.kind });
  }
  return [...folded.values()];
}
