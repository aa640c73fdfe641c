import { findJoin, meetings } from './graph/find-join';
import { EXIT } from './graph/process-graph';
import { tidyLoop } from './tidy-loop';
import type { Planned, Stop, Stops, Walk } from './walk';
import { boundsOf } from './walk';

/** A loop whose rounds begin at `header`: what comes back there begins the next one, what comes to its exit leaves. */
export function planLoop(walk: Walk, header: string, stops: Stops): Planned {
  const exit = exitOf(walk, header, stops);
  const outer = [...stops.keys()].map((id): [string, Stop] => [id, 'far']);
  const inner = new Map<string, Stop>([...outer, [header, { kind: 'again' }]]);
  if (exit !== EXIT) inner.set(exit, { kind: 'leave' });
  const body = walk.step(header, inner);
  return { statements: [tidyLoop({ kind: 'loop', element: header, body })], next: exit === EXIT ? undefined : exit };
}

/** The element after the loop: where its exits meet, or the one that most of the diagram follows. */
function exitOf({ graph }: Walk, header: string, stops: Stops): string {
  const avoided = new Set(stops.keys());
  const inside = [...graph.reach(header, avoided)].filter((id) => graph.reach(id, avoided).has(header));
  const round = new Set(inside);
  const targets = inside.flatMap((id) => graph.successors(id)).filter((id) => !round.has(id));
  const exits = [...new Set(targets)];
  const [only] = exits;
  if (only === undefined) return EXIT;
  if (exits.length === 1) return only;
  const stopping = exits.find((id) => stops.has(id));
  if (stopping !== undefined) return stopping;
  const join = findJoin(graph, exits, boundsOf(stops)) ?? meetings(graph, exits, avoided)[0];
  return join ?? exits.reduce((best, id) => (size(id) > size(best) ? id : best));

  function size(id: string): number {
    return graph.reach(id, avoided).size;
  }
}
