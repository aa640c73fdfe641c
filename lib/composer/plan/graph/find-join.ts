import type { ProcessGraph } from './process-graph';

/** Where paths may end before they meet: `falls` run into what follows, `jumps` go somewhere by themselves. */
export interface Bounds {
  readonly falls: ReadonlySet<string>;
  readonly jumps: ReadonlySet<string>;
}

/**
 * The nearest element in which paths from several starts meet so that each path either comes through it or ends by
 * itself, and no two paths share anything before. Undefined when there is none.
 */
export function findJoin(graph: ProcessGraph, starts: readonly string[], bounds: Bounds): string | undefined {
  const stops = new Set([...bounds.falls, ...bounds.jumps]);
  return meetings(graph, starts, stops).find((join) => isJoin(graph, { starts, bounds, join }));
}

/** The elements that paths from at least two of the starts come to, the nearest first. */
export function meetings(
  graph: ProcessGraph,
  starts: readonly string[],
  stops: ReadonlySet<string>,
): readonly string[] {
  const times = new Map<string, number>();
  for (const start of starts) {
    for (const id of graph.reach(start, stops)) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const shared = graph.process.elements.map(({ id }) => id).filter((id) => (times.get(id) ?? 0) > 1);
  const size = new Map(shared.map((id) => [id, graph.reach(id, stops).size]));
  return shared.sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0));
}

interface Candidate {
  readonly starts: readonly string[];
  readonly bounds: Bounds;
  readonly join: string;
}

/** True when all paths meet in the element as `findJoin` says. */
export function isJoin(graph: ProcessGraph, { starts, bounds, join }: Candidate): boolean {
  const stops = new Set([...bounds.falls, ...bounds.jumps]);
  const after = graph.reach(join, stops);
  const avoided = new Set([...stops, join]);
  const seen = new Set<string>();
  for (const start of starts) {
    if (bounds.falls.has(start)) return false;
    for (const id of graph.reach(start, avoided)) {
      if (seen.has(id) || after.has(id)) return false;
      if (graph.successors(id).some((next) => bounds.falls.has(next))) return false;
      seen.add(id);
    }
  }
  return true;
}
