import { AppError } from '@/lib/domain/app-error';
import type { Flow } from '../../model/model';
import type { BpmnNode } from './bpmn-node';
import { expressionAt, idOf, nameOf, nodeAt, nodesAt, typeOf } from './bpmn-node';

/** The sequence flows of a process or sub-process; each must join two elements of that same one. */
export function readFlows(container: BpmnNode): readonly Flow[] {
  const nodes = nodesAt(container, 'flowElements');
  const inside = new Set(nodes);
  return nodes
    .filter((node) => typeOf(node) === 'sequenceFlow')
    .map((flow) => readFlow(flow, (end) => endOf(flow, { end, inside })));
}

function readFlow(flow: BpmnNode, end: (property: 'sourceRef' | 'targetRef') => BpmnNode): Flow {
  const from = end('sourceRef');
  const label = nameOf(flow);
  const condition = expressionAt(flow, 'conditionExpression');
  return {
    id: idOf(flow),
    from: idOf(from),
    to: idOf(end('targetRef')),
    ...(label !== '' && { label }),
    ...(condition !== undefined && { condition }),
    isDefault: nodeAt(from, 'default') === flow,
  };
}

function endOf(
  flow: BpmnNode,
  { end, inside }: { end: 'sourceRef' | 'targetRef'; inside: ReadonlySet<BpmnNode> },
): BpmnNode {
  const node = nodeAt(flow, end);
  const words = end === 'sourceRef' ? 'begins' : 'ends';
  const label = `Sequence flow "${nameOf(flow) || idOf(flow)}"`;
  if (node === undefined) {
    throw new AppError('invalid', `${label} ${words} at no element`, {
      hint: 'Connect it to an element or delete it.',
    });
  }
  if (!inside.has(node)) {
    throw new AppError('invalid', `${label} ${words} at "${nameOf(node) || idOf(node)}", outside its own process`, {
      hint: 'Sequence flows stay inside their pool and sub-process; use a message flow or move the element.',
    });
  }
  return node;
}
