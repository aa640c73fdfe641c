import type { Element } from '../model/element';
import { insideId } from '../model/inside-id';
import type { Flow } from '../model/model';
import type { Scope } from './scope';

const taskWords = {
  task: 'Task',
  user: 'User task',
  service: 'Service task',
  send: 'Send task',
  script: 'Script task',
  'business-rule': 'Business rule task',
  manual: 'Manual task',
} as const;

const gatewayWords = {
  exclusive: 'Exclusive gateway',
  parallel: 'Parallel gateway',
  inclusive: 'Inclusive gateway',
  'event-based': 'Event-based gateway',
} as const;

/** The kind of an element and its label, as a sentence about it begins: `User task "Check order"`. */
export function elementWords(element: Element): string {
  const kind = kindWords(element);
  return element.name === '' ? `${kind} without a label (${element.id})` : `${kind} "${element.name}"`;
}

/** The kind of an element in the words of BPMN. */
function kindWords(element: Element): string {
  switch (element.kind) {
    case 'task':
      return taskWords[element.task];
    case 'gateway':
      return gatewayWords[element.gateway];
    case 'start':
      return 'Start event';
    case 'end':
      return 'End event';
    case 'catch':
      return element.trigger.kind === 'timer' ? 'Timer event' : 'Catch event';
    case 'throw':
      return 'Throw event';
    case 'child':
      return element.process === insideId(element.id) ? 'Sub-process' : 'Call activity';
    case 'boundary':
      return 'Boundary event';
    case 'unsupported':
      return `${element.type.charAt(0).toUpperCase()}${element.type.slice(1)}`;
  }
}

/** An arrow by its label, or by what it leads to: `the flow to User task "Check order"`. */
export function flowWords(flow: Flow, scope: Scope): string {
  if (flow.label !== undefined) return `the flow "${flow.label}"`;
  const target = scope.element(flow.to);
  return target === undefined ? `the flow ${flow.id}` : `the flow to ${elementWords(target)}`;
}

/** Where a fault lies in a model of several processes. */
export function processWords({ process }: Scope): string {
  return `${process.inside === undefined ? 'Process' : 'Sub-process'} "${process.name}"`;
}
