import type { ElementOf } from '../../model/element';
import type { Planned, Stops, Walk } from '../walk';
import { planHost } from '../plan-host';
import { triggerTask } from '../trigger-task';

/** A wait or a sleep. */
export function planCatch(walk: Walk, element: ElementOf<'catch'>, stops: Stops): Planned {
  return planHost(walk, { id: element.id, name: element.name, statement: triggerTask(walk, element) }, stops);
}
