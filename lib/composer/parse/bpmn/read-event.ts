import type { Result, Trigger } from '../../model/trigger';
import type { BpmnNode } from './bpmn-node';
import { expressionAt, idOf, nameOf, nodeAt, nodesAt, textAt, typeOf } from './bpmn-node';

/** What a catching event waits for, why it cannot be told, or nothing: an event without a definition. */
export type ReadTrigger = { readonly trigger?: Trigger } | { readonly unsupported: string };
export type ReadResult = { readonly result: Result } | { readonly unsupported: string };

/** Names of messages by the elements that send and receive them. */
export type MessageNames = ReadonlyMap<string, string>;

const words: Record<string, string> = {
  escalationEventDefinition: 'escalation',
  cancelEventDefinition: 'cancel',
  linkEventDefinition: 'link',
  terminateEventDefinition: 'terminate',
};

/** The trigger of a start, catch or boundary event (BPMN 2.0.2, 10.5.1). */
export function readTrigger(event: BpmnNode, names: MessageNames): ReadTrigger {
  const definitions = nodesAt(event, 'eventDefinitions');
  const [definition] = definitions;
  if (definition === undefined) return {};
  if (definitions.length > 1) return { unsupported: 'multiple event' };
  switch (typeOf(definition)) {
    case 'messageEventDefinition':
      return { trigger: { kind: 'message', name: messageName(event, definition, names) } };
    case 'signalEventDefinition':
      return { trigger: { kind: 'signal', name: signalName(event, definition) } };
    case 'timerEventDefinition':
      return { trigger: { kind: 'timer', timer: timerOf(definition) } };
    case 'errorEventDefinition':
      return { trigger: { kind: 'error', ...errorCode(definition) } };
    case 'conditionalEventDefinition':
      return { trigger: { kind: 'conditional', text: expressionAt(definition, 'condition') ?? nameOf(event) } };
    case 'compensateEventDefinition':
      return { trigger: { kind: 'compensation' } };
    default:
      return { unsupported: `${wordOf(definition)} event` };
  }
}

/** What an end or intermediate throw event tells. */
export function readResult(event: BpmnNode, names: MessageNames): ReadResult {
  const definitions = nodesAt(event, 'eventDefinitions');
  const [definition] = definitions;
  if (definition === undefined) return { result: { kind: 'none' } };
  if (definitions.length > 1) return { unsupported: 'multiple event' };
  switch (typeOf(definition)) {
    case 'messageEventDefinition':
      return { result: { kind: 'message', name: messageName(event, definition, names) } };
    case 'signalEventDefinition':
      return { result: { kind: 'signal', name: signalName(event, definition) } };
    case 'errorEventDefinition':
      return { result: { kind: 'error', ...errorCode(definition) } };
    case 'terminateEventDefinition':
      return { result: { kind: 'terminate' } };
    case 'compensateEventDefinition': {
      const of = nodeAt(definition, 'activityRef');
      return { result: { kind: 'compensation', ...(of && { of: idOf(of) }) } };
    }
    default:
      return { unsupported: `${wordOf(definition)} event` };
  }
}

/** The name of the message of a receive task or message event: its own, that of the message flow, or its label. */
export function messageName(element: BpmnNode, holder: BpmnNode, names: MessageNames): string {
  const own = nameOf(nodeAt(holder, 'messageRef'));
  if (own !== '') return own;
  return names.get(idOf(element)) ?? nameOf(element);
}

function signalName(event: BpmnNode, definition: BpmnNode): string {
  const signal = nameOf(nodeAt(definition, 'signalRef'));
  return signal === '' ? nameOf(event) : signal;
}

function errorCode(definition: BpmnNode): { code?: string } {
  const error = nodeAt(definition, 'errorRef');
  const code = textAt(error, 'errorCode') ?? textAt(error, 'name');
  return code === undefined ? {} : { code };
}

function timerOf(definition: BpmnNode) {
  const kinds = [['timeDuration', 'duration'] as const, ['timeDate', 'date'] as const, ['timeCycle', 'cycle'] as const];
  for (const [property, kind] of kinds) {
    if (nodeAt(definition, property) !== undefined) return { kind, text: expressionAt(definition, property) ?? '' };
  }
  return { kind: 'duration' as const, text: '' };
}

function wordOf(definition: BpmnNode): string {
  const type = typeOf(definition);
  return words[type] ?? type;
}
