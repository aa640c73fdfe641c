import type { DataObject } from '../../model/model';
import { uniqueItems } from '../unique-items';
import type { BpmnNode } from './bpmn-node';
import { childrenOf, idOf, nameOf, nodeAt, nodesAt, textAt, typeOf, vendorElements } from './bpmn-node';
import { variableOf } from './variable-of';

/** The data that a process declares: data objects, stores, properties and inputs and outputs (BPMN 2.0.2, 10.4). */
export function readItems(process: BpmnNode): readonly DataObject[] {
  const drawn = nodesAt(process, 'flowElements').filter((node) =>
    ['dataObject', 'dataObjectReference', 'dataStoreReference'].includes(typeOf(node)),
  );
  const referenced = new Set(drawn.map((node) => nodeAt(node, 'dataObjectRef')));
  const io = nodeAt(process, 'ioSpecification');
  const nodes = [
    ...drawn.filter((node) => !referenced.has(node)),
    ...nodesAt(process, 'properties'),
    ...nodesAt(io, 'dataInputs'),
    ...nodesAt(io, 'dataOutputs'),
  ];
  return uniqueItems(nodes.map((node) => ({ name: dataName(node), type: typeOfData(node) })));
}

/** Names of the data that an activity reads, by associations and by the inputs of Camunda and Zeebe. */
export function namesRead(activity: BpmnNode): string[] {
  const drawn = nodesAt(activity, 'dataInputAssociations').flatMap((association) => nodesAt(association, 'sourceRef'));
  return [...new Set([...drawn.filter(isDrawn).map(dataName), ...mapped(activity, 'input', 'source')])];
}

/** Names of the data that an activity writes. */
export function namesWritten(activity: BpmnNode): string[] {
  const targets = nodesAt(activity, 'dataOutputAssociations').map((association) => nodeAt(association, 'targetRef'));
  const drawn = targets.filter((node) => node !== undefined).filter(isDrawn);
  return [...new Set([...drawn.map(dataName), ...mapped(activity, 'output', 'target')])];
}

/** `zeebe:input source="=order"` and `camunda:inputParameter` with `${order}`: what is a variable and nothing more. */
function mapped(activity: BpmnNode, direction: 'input' | 'output', side: 'source' | 'target'): string[] {
  const zeebe = vendorElements(activity, 'ioMapping').flatMap((mapping) => childrenOf(mapping, direction));
  const camunda = vendorElements(activity, 'inputOutput').flatMap((io) => childrenOf(io, `${direction}Parameter`));
  return [
    ...zeebe.map((node) => variableOf(textAt(node, side) ?? '')),
    ...camunda.map((node) => variableOf(textAt(node, direction === 'input' ? '$body' : 'name') ?? '')),
  ].filter((name) => name !== undefined);
}

/** Data objects, stores and properties; the inputs and outputs of a single task are its own affair. */
function isDrawn(node: BpmnNode): boolean {
  return ['dataObject', 'dataObjectReference', 'dataStoreReference', 'property'].includes(typeOf(node));
}

function dataName(node: BpmnNode): string {
  const own = nameOf(node);
  if (own !== '') return own;
  const object = nodeAt(node, 'dataObjectRef') ?? nodeAt(node, 'dataStoreRef');
  const named = nameOf(object);
  return named === '' ? idOf(object ?? node) : named;
}

function typeOfData(node: BpmnNode): DataObject['type'] {
  const object = nodeAt(node, 'dataObjectRef') ?? node;
  const item = nodeAt(object, 'itemSubjectRef');
  if (object.isCollection === true || item?.isCollection === true) return 'list';
  const structure = textAt(item, 'structureRef')?.toLowerCase() ?? '';
  if (/(^|[:.])(string|token|anyuri|date|datetime)$/.test(structure)) return 'text';
  if (/(^|[:.])(int|integer|long|short|float|double|decimal|number)$/.test(structure)) return 'number';
  if (/(^|[:.])bool(ean)?$/.test(structure)) return 'truth';
  return structure === '' ? 'unknown' : 'object';
}
