import type { ElementOf } from '../model/element';
import type { Flow } from '../model/model';
import { findPaths, type Path } from './fork-paths';
import { EXIT } from './graph/process-graph';
import { asTask } from './as-task';
import { PlanRefusal } from './refusal';
import type { Some, Statement, Task } from './statement';
import { tasksOf } from './tasks-of';
import type { Planned, Stops, Walk } from './walk';

type Gateway = ElementOf<'gateway'>;

/** All branches, or those whose condition holds, side by side up to the gateway that joins them. */
export function planFork(walk: Walk, gateway: Gateway, stops: Stops): Planned {
  const { graph } = walk;
  const falls = new Set([...stops].filter(([, stop]) => stop === 'fall').map(([id]) => id));
  for (const flow of graph.flowsFrom(gateway.id)) refuseWayBack(walk, gateway, { flow, falls });
  // A way back to before the fork is none of its paths: what comes after the join may take it.
  const { paths, join } = findPaths(graph, gateway, new Set(stops.keys()));
  const ends: Stops = new Map([...falls, ...(join === undefined ? [] : [join])].map((id) => [id, 'fall']));
  const doesFall = paths.some(({ from }) => [...falls].some((id) => graph.reach(from, new Set()).has(id)));
  const next = join ?? (doesFall ? undefined : EXIT);
  const statements =
    gateway.gateway === 'inclusive'
      ? [someOf(walk, gateway, { paths, ends })]
      : allOf(walk, gateway.id, { paths, ends });
  return { statements, next };
}

interface Fork {
  readonly paths: readonly Path[];
  readonly ends: Stops;
}

function allOf(walk: Walk, element: string, { paths, ends }: Fork): readonly Statement[] {
  const tasks = paths.map((path) => taskOf(walk, path, ends)).filter((task) => task !== undefined);
  const [only, more] = tasks;
  if (only === undefined) return [];
  return more === undefined ? [only] : [{ kind: 'all', element, tasks }];
}

function someOf(walk: Walk, gateway: Gateway, { paths, ends }: Fork): Some {
  const { decision, branches, otherwise } = walk.lookup.choiceOf(gateway);
  const taskFor = (flow: Flow): Task | undefined => {
    const path = paths.find(({ element }) => element === flow.id);
    return path && taskOf(walk, path, ends);
  };
  const last = otherwise && taskFor(otherwise);
  return {
    ...{ kind: 'some', element: gateway.id, ...(decision !== undefined && { decision: { activity: decision } }) },
    branches: branches.flatMap(({ flow, label, when }) => {
      const task = taskFor(flow);
      return task === undefined ? [] : [{ label, when, task }];
    }),
    ...(last && { otherwise: last }),
  };
}

function taskOf(walk: Walk, path: Path, ends: Stops): Task | undefined {
  const body = bodyOf(walk, path, ends);
  const title = path.title || walk.graph.element(path.from)?.name || firstTitle(body) || path.element;
  return asTask(walk, { element: path.element, title, body });
}

/** A branch without words is called as the first thing that it does. */
function firstTitle(body: readonly Statement[]): string | undefined {
  const [task] = body.flatMap(tasksOf);
  if (task?.kind === 'call') return task.activity;
  return task?.kind === 'child' ? task.workflow : undefined;
}

function bodyOf(walk: Walk, path: Path, ends: Stops): readonly Statement[] {
  const rest = walk.region(path.from, ends);
  if (path.members === undefined) return rest;
  const inner: Stops = new Map([...ends, [path.from, 'fall']]);
  return [...allOf(walk, path.from, { paths: path.members, ends: inner }), ...rest];
}

function refuseWayBack({ graph }: Walk, gateway: Gateway, { flow, falls }: { flow: Flow; falls: ReadonlySet<string> }) {
  const joins = graph.process.elements.filter(({ id, kind }) => kind === 'gateway' && graph.flowsInto(id).length > 1);
  const waiting = joins.filter((each) => each.kind === 'gateway' && ['parallel', 'inclusive'].includes(each.gateway));
  const avoided = new Set([...falls, ...waiting.map(({ id }) => id)]);
  if (!graph.reach(flow.to, avoided).has(gateway.id)) return;
  throw new PlanRefusal({
    ...{ rule: 'parallel-structure', element: gateway.id },
    message: `A branch of "${gateway.name || gateway.id}" leads back to before it while the others run.`,
    wayOut: 'Join the branches with a gateway of the same kind first, and go back from there.',
  });
}
