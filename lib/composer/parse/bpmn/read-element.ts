import type { Element, taskTypes } from '../../model/element';
import type { BpmnNode } from './bpmn-node';
import { idOf, nameOf, nodeAt, typeOf } from './bpmn-node';
import { readChild, readTask } from './read-activity';
import { readCode } from './read-code';
import type { MessageNames } from './read-event';
import { messageName, readResult, readTrigger } from './read-event';

export interface ReadContext {
  readonly messages: MessageNames;
  /** Ids of the processes of the file that have something in them. */
  readonly processes: ReadonlySet<string>;
}

type Common = Pick<Element, 'id' | 'name'>;

const tasks: Record<string, (typeof taskTypes)[number]> = {
  task: 'task',
  userTask: 'user',
  serviceTask: 'service',
  sendTask: 'send',
  scriptTask: 'script',
  businessRuleTask: 'business-rule',
  manualTask: 'manual',
};

const gateways: Record<string, Extract<Element, { kind: 'gateway' }>['gateway']> = {
  exclusiveGateway: 'exclusive',
  parallelGateway: 'parallel',
  inclusiveGateway: 'inclusive',
  eventBasedGateway: 'event-based',
};

const unsupportedTypes: Record<string, string> = {
  adHocSubProcess: 'ad-hoc sub-process',
  transaction: 'transaction',
  complexGateway: 'complex gateway',
};

/** What a flow node of a diagram means (BPMN 2.0.2, chapter 10); what has no meaning here is `unsupported`. */
export function readElement(node: BpmnNode, context: ReadContext): Element {
  const common = { id: idOf(node), name: nameOf(node) };
  const type = typeOf(node);
  const task = tasks[type];
  if (task !== undefined) return readTask(node, common, task);
  const gateway = gateways[type];
  if (gateway !== undefined) return readGateway(node, common, gateway);
  switch (type) {
    case 'receiveTask':
      return readReceive(node, common, context);
    case 'callActivity':
      return readChild(node, common, context.processes);
    case 'subProcess':
      return node.triggeredByEvent === true
        ? { kind: 'unsupported', ...common, type: 'event sub-process' }
        : readChild(node, common, context.processes);
    case 'startEvent':
    case 'intermediateCatchEvent':
    case 'boundaryEvent':
      return readCatching(node, common, context);
    case 'endEvent':
    case 'intermediateThrowEvent':
      return readThrowing(node, common, context);
    default:
      return { kind: 'unsupported', ...common, type: unsupportedTypes[type] ?? spelled(type) };
  }
}

function readGateway(
  node: BpmnNode,
  common: Common,
  gateway: Extract<Element, { kind: 'gateway' }>['gateway'],
): Element {
  if (gateway === 'event-based' && node.instantiate === true) {
    return { kind: 'unsupported', ...common, type: 'event-based gateway that starts the process' };
  }
  return { kind: 'gateway', ...common, ...readCode(node), gateway };
}

function readReceive(node: BpmnNode, common: Common, { messages }: ReadContext): Element {
  const unsupported = [
    ...(nodeAt(node, 'loopCharacteristics') === undefined ? [] : ['repetition of a receive task']),
    ...(node.instantiate === true ? ['receive task that starts the process'] : []),
  ];
  return {
    kind: 'catch',
    ...common,
    ...(unsupported.length > 0 && { unsupported }),
    trigger: { kind: 'message', name: messageName(node, node, messages) },
  };
}

function readCatching(node: BpmnNode, common: Common, { messages }: ReadContext): Element {
  const read = readTrigger(node, messages);
  const type = typeOf(node);
  if ('unsupported' in read) return { kind: 'unsupported', ...common, type: read.unsupported };
  const { trigger } = read;
  if (type === 'startEvent') return { kind: 'start', ...common, ...(trigger && { trigger }) };
  if (trigger === undefined) return { kind: 'unsupported', ...common, type: 'catch event without a trigger' };
  if (type === 'intermediateCatchEvent') return { kind: 'catch', ...common, trigger };
  const host = nodeAt(node, 'attachedToRef');
  if (host === undefined) return { kind: 'unsupported', ...common, type: 'boundary event that hangs at nothing' };
  return { kind: 'boundary', ...common, attachedTo: idOf(host), trigger, interrupting: node.cancelActivity !== false };
}

function readThrowing(node: BpmnNode, common: Common, { messages }: ReadContext): Element {
  const read = readResult(node, messages);
  if ('unsupported' in read) return { kind: 'unsupported', ...common, type: read.unsupported };
  const kind = typeOf(node) === 'endEvent' ? 'end' : 'throw';
  return { kind, ...common, ...readCode(node), result: read.result };
}

/** `choreographyTask` as people write it. */
function spelled(type: string): string {
  return type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
