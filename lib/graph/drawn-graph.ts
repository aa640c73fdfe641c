import { foldSections } from './fold-sections';
import { foldSiblings } from './fold-siblings';
import type { Graph } from './graph';

const drawn = new WeakMap<Graph, Graph>();

/** The graph as the canvas draws it: siblings folded, and stretches of a long run too. Found once for a graph. */
export function drawnGraph(graph: Graph): Graph {
  const known = drawn.get(graph) ?? foldSections(foldSiblings(graph));
  drawn.set(graph, known);
  return known;
}
