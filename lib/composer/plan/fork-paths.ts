import type { ElementOf } from '../model/element';
import { isJoin, meetings } from './graph/find-join';
import type { ProcessGraph } from './graph/process-graph';
import { PlanRefusal } from './refusal';

/** One of the paths side by side: from an element on, after what its members have done when they joined there. */
export interface Path {
  /** Id of the flow that begins it. */
  readonly element: string;
  readonly title: string;
  readonly from: string;
  readonly members?: readonly Path[];
}

interface Paths {
  readonly paths: readonly Path[];
  /** The gateway where all of them meet; undefined when they end by themselves or meet further out. */
  readonly join: string | undefined;
}

type Gateway = ElementOf<'gateway'>;

/**
 * The paths out of a fork. Those that meet before the others do become one path, so that blocks
 * nest. What no gateway waits for, each token does by itself.
 */
export function findPaths(graph: ProcessGraph, gateway: Gateway, falls: ReadonlySet<string>): Paths {
  let paths: readonly Path[] = graph
    .flowsFrom(gateway.id)
    .map(({ id, label, to }) => ({ element: id, title: label ?? '', from: to }));
  for (;;) {
    const found = firstMeeting(graph, paths, falls);
    if (found === 'none') return { paths, join: undefined };
    if (found === undefined) throw doNotMeet(gateway);
    if (found.members.length === paths.length) return { paths, join: found.join };
    if (gateway.gateway === 'inclusive') throw doNotMeet(gateway);
    paths = grouped(paths, found);
  }
}

interface Meeting {
  readonly join: string;
  readonly members: readonly Path[];
}

function firstMeeting(
  graph: ProcessGraph,
  paths: readonly Path[],
  falls: ReadonlySet<string>,
): Meeting | 'none' | undefined {
  const bounds = { falls: new Set<string>(), jumps: falls };
  const shared = meetings(
    graph,
    paths.map(({ from }) => from),
    falls,
  );
  const waiting = shared.filter((id) => isWaiting(graph, id));
  if (waiting.length === 0) return 'none';
  for (const join of waiting) {
    const members = paths.filter(({ from }) => graph.reach(from, falls).has(join));
    const starts = members.map(({ from }) => from);
    if (isJoin(graph, { starts, bounds, join })) return { join, members };
  }
  return undefined;
}

function isWaiting(graph: ProcessGraph, id: string): boolean {
  const element = graph.element(id);
  const waits = element?.kind === 'gateway' && (element.gateway === 'parallel' || element.gateway === 'inclusive');
  return waits && graph.flowsInto(id).length > 1;
}

function grouped(paths: readonly Path[], { join, members }: Meeting): readonly Path[] {
  const [first] = members;
  return paths.flatMap((path) => {
    if (path === first) return [{ element: path.element, title: path.title, from: join, members }];
    return members.includes(path) ? [] : [path];
  });
}

function doNotMeet({ id, name, gateway }: Gateway): PlanRefusal {
  return new PlanRefusal({
    ...{ rule: 'parallel-structure', element: id },
    message: `The branches of "${name || id}" do not meet in a way that a workflow can wait for.`,
    wayOut: `Join all of them with one ${gateway} gateway, or let each end by itself.`,
  });
}
