import { lastAttempt, type Graph, type GraphNode } from '@/lib/graph/graph';

/**
 * The edges of a graph that point back in the history it was made from: a "handled" one whose result is recorded after the
 * step it leads to, and a "later" one from a step that was asked for after it.
 */
export function edgesBackInTime({ nodes, edges }: Graph): readonly string[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap(({ from, to, kind }) => {
    const [before, after] = [known.get(from), known.get(to)];
    if (before === undefined || after === undefined) return [`${from} → ${to} hangs in the air`];
    const since = kind === 'handled' ? endOf(before) : beginOf(before);
    return (since ?? -1) < (beginOf(after) ?? Infinity) ? [] : [`${from} → ${to}`];
  });
}

/** Where in history a step was asked for; undefined for a node that is not a step. */
function beginOf(node: GraphNode): number | undefined {
  return node.type === 'step' ? node.sequences[0] : undefined;
}

/** Where in history its result stands. */
function endOf(node: GraphNode): number | undefined {
  if (node.type !== 'step') return undefined;
  return node.kind === 'detached' || node.kind === 'message' ? beginOf(node) : lastAttempt(node).endedSequence;
}
