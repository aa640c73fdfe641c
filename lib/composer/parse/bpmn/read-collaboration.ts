import type { BpmnNode } from './bpmn-node';
import { idOf, nameOf, nodeAt, nodesAt, typeOf } from './bpmn-node';

export interface Collaboration {
  /** Label of the pool by the id of its process. */
  readonly pools: ReadonlyMap<string, string>;
  /** Name of the message by the id of the element that sends or receives it. */
  readonly messages: ReadonlyMap<string, string>;
}

/** Pools and message flows. A message flow is no control flow: it tells the name of what is sent and waited for. */
export function readCollaboration(definitions: BpmnNode): Collaboration {
  const pools = new Map<string, string>();
  const messages = new Map<string, string>();
  const collaborations = nodesAt(definitions, 'rootElements').filter((node) => typeOf(node) === 'collaboration');
  for (const collaboration of collaborations) {
    for (const pool of nodesAt(collaboration, 'participants')) {
      const process = nodeAt(pool, 'processRef');
      if (process !== undefined && nameOf(pool) !== '') pools.set(idOf(process), nameOf(pool));
    }
    for (const flow of nodesAt(collaboration, 'messageFlows')) nameMessage(flow, messages);
  }
  return { pools, messages };
}

function nameMessage(flow: BpmnNode, messages: Map<string, string>): void {
  const ends = [nodeAt(flow, 'sourceRef'), nodeAt(flow, 'targetRef')].filter((node) => node !== undefined);
  const drawn = [nameOf(nodeAt(flow, 'messageRef')), nameOf(flow)].find((name) => name !== '');
  const fromSource = ends.filter((node) => !['participant', 'process'].includes(typeOf(node))).map(nameOf);
  const name = drawn ?? fromSource.find((label) => label !== '');
  if (name === undefined) return;
  for (const node of ends) if (!messages.has(idOf(node))) messages.set(idOf(node), name);
}
