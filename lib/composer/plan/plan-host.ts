import type { ElementOf } from '../model/element';
import { asTask } from './as-task';
import { PlanRefusal } from './refusal';
import type { Call, Child, Guard, Handler, Race, Statement, Task } from './statement';
import { triggerTask } from './trigger-task';
import type { Planned, Stops, Walk } from './walk';
import { joinOf } from './walk';

/** An activity or wait, and what it does by itself. */
export interface Host {
  readonly id: string;
  readonly name: string;
  readonly statement: Statement;
}

type Boundary = ElementOf<'boundary'>;

/** The statement with what hangs at it: errors are guarded, timers and messages race, what does not interrupt runs beside. */
export function planHost(walk: Walk, host: Host, stops: Stops): Planned {
  const { graph } = walk;
  const boundaries = graph.boundariesOf(host.id);
  if (boundaries.length === 0) return { statements: [host.statement], next: graph.after(host.id) };
  const asides = boundaries.filter(({ interrupting }) => !interrupting).flatMap((each) => asideOf(walk, host, each));
  const interrupting = boundaries.filter((boundary) => boundary.interrupting);
  const starts = [graph.after(host.id), ...interrupting.map(({ id }) => graph.after(id))];
  const { next, inner } = joinOf(walk, starts, stops);
  const bodyAfter = (id: string) => walk.from(graph.after(id), inner);

  const errors = interrupting.filter(({ trigger }) => trigger.kind === 'error');
  const others = interrupting.filter(({ trigger }) => trigger.kind !== 'error');
  const handlers = errors.map((boundary) => handlerOf(boundary, bodyAfter(boundary.id)));
  if (others.length === 0 && asides.length === 0) {
    const guard: Guard = {
      ...{ kind: 'guard', element: host.id, body: [host.statement] },
      ...{ handlers, otherwise: bodyAfter(host.id) },
    };
    return { statements: [guard], next };
  }
  const arms = others.map((boundary) => ({ task: triggerTask(walk, boundary), body: bodyAfter(boundary.id) }));
  const own = { task: ownTask(walk, host), body: bodyAfter(host.id) };
  const race: Race = { kind: 'race', element: host.id, arms: [own, ...arms], asides, handlers };
  return { statements: [race], next };
}

function handlerOf({ id, trigger }: Boundary, body: readonly Statement[]): Handler {
  const code = trigger.kind === 'error' ? trigger.code : undefined;
  return { element: id, ...(code !== undefined && { code }), body };
}

function ownTask(walk: Walk, { id, name, statement }: Host): Task {
  return asTask(walk, { element: id, title: name || id, body: [statement] }) ?? refuseEmpty(id, name);
}

function asideOf(walk: Walk, host: Host, boundary: Boundary): Race['asides'] {
  const from = walk.graph.after(boundary.id);
  if (boundary.trigger.kind === 'error' || walk.graph.reach(from, new Set()).has(host.id)) {
    throw new PlanRefusal({
      ...{ rule: 'path-beside', element: boundary.id },
      message: `The path of "${boundary.name || boundary.id}", which does not interrupt, leads back to "${host.name || host.id}".`,
      wayOut: 'Let the path end by itself, or make the event interrupt.',
    });
  }
  const title = boundary.name || boundary.id;
  const body = walk.region(from, new Map());
  const then = asideTask(walk, { element: boundary.id, title, body });
  return then === undefined ? [] : [{ on: triggerTask(walk, boundary), then }];
}

/** Waiting beside a race takes a workflow of its own. */
function asideTask(walk: Walk, steps: Parameters<typeof asTask>[1]): Call | Child | undefined {
  const task = asTask(walk, steps);
  if (task === undefined || task.kind === 'call' || task.kind === 'child') return task;
  return { kind: 'child', element: steps.element, workflow: walk.lookup.branch(steps) };
}

function refuseEmpty(id: string, name: string): never {
  throw new PlanRefusal({
    ...{ rule: 'empty-element', element: id },
    message: `"${name || id}" does nothing that could be waited for.`,
    wayOut: 'Draw a task there.',
  });
}
