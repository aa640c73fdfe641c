import type { ElementOf } from '../../model/element';
import { planHost } from '../plan-host';
import { repeated } from '../repeated';
import type { Call, Child } from '../statement';
import type { Planned, Stops, Walk } from '../walk';

/** A call or a child, as often as drawn, with what hangs at it. */
export function planActivity(walk: Walk, element: ElementOf<'task'> | ElementOf<'child'>, stops: Stops): Planned {
  const statement = repeated(walk, element, onceOf(walk, element));
  return planHost(walk, { id: element.id, name: element.name, statement }, stops);
}

function onceOf({ lookup }: Walk, element: ElementOf<'task'> | ElementOf<'child'>): Call | Child {
  const undo = lookup.undoOf(element);
  const undone = undo === undefined ? {} : { undo };
  return element.kind === 'task'
    ? { kind: 'call', element: element.id, activity: lookup.activityOf(element.id), ...undone }
    : { kind: 'child', element: element.id, workflow: lookup.workflowOf(element), ...undone };
}
