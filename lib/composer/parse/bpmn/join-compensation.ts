import type { Element } from '../../model/element';
import type { BpmnNode } from './bpmn-node';
import { idOf, nodeAt, nodesAt, typeOf } from './bpmn-node';

/**
 * An association from a compensation boundary event to an activity says that this activity undoes the host (BPMN 2.0.2,
 * 10.7). The event has then said all it says and goes; one without such an association stays, for the rules to find.
 */
export function joinCompensation(container: BpmnNode, elements: readonly Element[]): readonly Element[] {
  const associations = nodesAt(container, 'artifacts').filter((node) => typeOf(node) === 'association');
  const byId = new Map(elements.map((element) => [element.id, element]));
  const undoneBy = new Map<string, string>();
  const gone = new Set<string>();
  for (const association of associations) {
    const ends = [nodeAt(association, 'sourceRef'), nodeAt(association, 'targetRef')];
    const found = ends.map((node) => (node === undefined ? undefined : byId.get(idOf(node))));
    const event = found.find((element) => element?.kind === 'boundary' && element.trigger.kind === 'compensation');
    const handler = found.find((element) => element?.kind === 'task' || element?.kind === 'child');
    if (event?.kind !== 'boundary' || handler === undefined) continue;
    undoneBy.set(event.attachedTo, handler.id);
    gone.add(event.id);
  }
  return elements.filter(({ id }) => !gone.has(id)).map((element) => withCompensation(element, undoneBy));
}

function withCompensation(element: Element, undoneBy: ReadonlyMap<string, string>): Element {
  const handler = undoneBy.get(element.id);
  if (handler === undefined || (element.kind !== 'task' && element.kind !== 'child')) return element;
  return { ...element, compensatedBy: handler };
}
