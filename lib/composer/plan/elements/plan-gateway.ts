import type { ElementOf } from '../../model/element';
import type { Flow } from '../../model/model';
import { planFork } from '../plan-fork';
import { PlanRefusal } from '../refusal';
import type { Branch, Race, Statement } from '../statement';
import { triggerTask } from '../trigger-task';
import type { Planned, Stops, Walk } from '../walk';
import { joinOf } from '../walk';

/** One way on: a join, which is passed. Several: by its type. */
export function planGateway(walk: Walk, gateway: ElementOf<'gateway'>, stops: Stops): Planned {
  const flows = walk.graph.flowsFrom(gateway.id);
  if (flows.length < 2) return { statements: [], next: walk.graph.after(gateway.id) };
  switch (gateway.gateway) {
    case 'exclusive':
      return planChoice(walk, gateway, stops);
    case 'event-based':
      return planEvents(walk, gateway, stops);
    default:
      return planFork(walk, gateway, stops);
  }
}

function planChoice(walk: Walk, gateway: ElementOf<'gateway'>, stops: Stops): Planned {
  const { decision, branches, otherwise, rest } = walk.lookup.choiceOf(gateway);
  const targets = walk.graph.flowsFrom(gateway.id).map(({ to }) => to);
  const { next, inner } = joinOf(walk, targets, stops);
  const bodyOf = (flow: Flow) => walk.from(flow.to, inner);
  const choose: Statement = {
    ...{ kind: 'choose', element: gateway.id, ...(decision !== undefined && { decision: { activity: decision } }) },
    branches: branches.map(({ flow, label, when }): Branch => ({ element: flow.id, label, when, body: bodyOf(flow) })),
    otherwise: otherwise === undefined ? [noBranch(gateway)] : bodyOf(otherwise),
    ...(rest !== undefined && { rest }),
  };
  return { statements: [choose], next };
}

/** BPMN 2.0.2, 13.4.2: it is an error when no condition holds and there is no default. */
function noBranch({ id, name }: ElementOf<'gateway'>): Statement {
  return { kind: 'end', element: id, error: { code: 'NoBranch', message: `No condition holds at "${name || id}"` } };
}

function planEvents(walk: Walk, gateway: ElementOf<'gateway'>, stops: Stops): Planned {
  const { graph } = walk;
  const events = graph.flowsFrom(gateway.id).map(({ to }) => graph.element(to));
  const caught = events.filter((event) => event?.kind === 'catch');
  if (caught.length < events.length) throw notAnEvent(gateway);
  const starts = caught.map(({ id }) => graph.after(id));
  const { next, inner } = joinOf(walk, starts, stops);
  const arms = caught.map((event) => ({
    task: triggerTask(walk, event),
    body: walk.from(graph.after(event.id), inner),
  }));
  const race: Race = { kind: 'race', element: gateway.id, arms, asides: [], handlers: [] };
  return { statements: [race], next };
}

function notAnEvent({ id, name }: ElementOf<'gateway'>): PlanRefusal {
  return new PlanRefusal({
    ...{ rule: 'event-gateway', element: id },
    message: `Something other than an event follows the event-based gateway "${name || id}".`,
    wayOut: 'Let each flow lead to a message, signal or timer event, or to a receive task.',
  });
}
