import { buildGraph } from '@/lib/graph/build-graph';
import type { Graph } from '@/lib/graph/graph';
import { drawGraph } from './draw-graph';
import type { Recording } from './recording';

/** The graph of a recorded run, as the console builds it. */
export function graphOf({ entries, appId, generation, discarded }: Recording): Graph {
  return buildGraph(entries, { appId, generation, discarded: new Set(discarded) });
}

/** The same as text. */
export function graphPicture(recording: Recording): string {
  return drawGraph(graphOf(recording));
}
