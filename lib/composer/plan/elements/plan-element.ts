import type { Element, ElementKind, ElementOf } from '../../model/element';
import { PlanRefusal } from '../refusal';
import type { Planned, Stops, Walk } from '../walk';
import { planActivity } from './plan-activity';
import { planBoundary } from './plan-boundary';
import { planCatch } from './plan-catch';
import { planEnd } from './plan-end';
import { planGateway } from './plan-gateway';
import { planThrow } from './plan-throw';

type Planner<K extends ElementKind> = (walk: Walk, element: ElementOf<K>, stops: Stops) => Planned;

const planners: { readonly [K in ElementKind]: Planner<K> } = {
  start: (walk, { id }) => ({ statements: [], next: walk.graph.after(id) }),
  end: planEnd,
  task: planActivity,
  child: planActivity,
  catch: planCatch,
  throw: planThrow,
  gateway: planGateway,
  boundary: planBoundary,
  unsupported: (_walk, { id, name, type }) => {
    throw new PlanRefusal({
      ...{ rule: 'unsupported-element', element: id },
      message: `"${name || id}" is ${type}, which has no meaning in a workflow here.`,
      wayOut: 'Draw it with tasks, events and gateways.',
    });
  },
};

/** The statements of one element, by the planner of its kind. */
export function planElement<K extends ElementKind>(walk: Walk, element: ElementOf<K>, stops: Stops): Planned {
  return plannerOf(element.kind)(walk, element, stops);

  /** Sound because the table pairs each kind with its planner, which the compiler cannot see through the union. */
  function plannerOf(kind: Element['kind']): Planner<K> {
    return planners[kind] as unknown as Planner<K>;
  }
}
