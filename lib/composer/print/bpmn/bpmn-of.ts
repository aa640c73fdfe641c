import type { Element } from '../../model/element';
import type { Flow, Model, Process } from '../../model/model';
import { elementTag } from './element-tag';
import { expression } from './event-tags';
import { Roots } from './roots';
import { bpmn, xmlId, xmlText, type Tag } from './xml';

const NAMESPACES = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:camunda': 'http://camunda.org/schema/1.0/bpmn',
  targetNamespace: 'http://perdure.dev/diagrams',
};

/**
 * A model as BPMN 2.0, without a drawing: what reads as the model again. Elements have the ids of the model, those that XML
 * does not allow written by `xmlId`. Lost are the lanes of steps inside of sub-processes, which BPMN has no place for.
 */
export function bpmnOf(model: Model): string {
  const roots = new Roots();
  const processes = model.processes
    .filter(({ inside }) => inside === undefined)
    .map((process, at) => {
      const attributes = { id: xmlId(process.id), name: process.name, isExecutable: at === 0 ? 'true' : undefined };
      return bpmn('process', attributes, [...laneTags(process), ...insideTags(process, { model, roots })]);
    });
  const attributes = { ...NAMESPACES, id: 'definitions__of_model' };
  const definitions = bpmn('definitions', attributes, [...roots.tags(), ...processes]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(definitions)}`;
}

type Writing = { readonly model: Model; readonly roots: Roots };

function laneTags({ id, lanes, elements }: Process): readonly Tag[] {
  if (lanes.length === 0) return [];
  const tags = lanes.map((lane) =>
    bpmn(
      'lane',
      { id: xmlId(lane.id), name: lane.name },
      elements
        .filter((element) => element.lane === lane.id)
        .map((element) => bpmn('flowNodeRef', {}, xmlId(element.id))),
    ),
  );
  return [bpmn('laneSet', { id: `${xmlId(id)}__lanes` }, tags)];
}

/** Everything in a process or sub-process but its lanes. */
function insideTags(process: Process, writing: Writing): readonly Tag[] {
  const { elements, flows } = process;
  const dataId = (name: string): string => `${xmlId(process.id)}__data_${xmlId(name)}`;
  return [
    ...dataTags(process, writing.roots, dataId),
    ...elements.map((element) =>
      elementTag(element, {
        ...{ roots: writing.roots, ends: endTags(element, flows), dataId, defaultFlow: defaultOf(element, flows) },
        inside: insideOf(element, writing),
      }),
    ),
    ...elements.flatMap(undoTags),
    ...flows.map(flowTag),
    ...elements.flatMap(undoArrows),
  ];
}

function endTags({ id }: Element, flows: readonly Flow[]): readonly Tag[] {
  return [
    ...flows.filter(({ to }) => to === id).map((flow) => bpmn('incoming', {}, xmlId(flow.id))),
    ...flows.filter(({ from }) => from === id).map((flow) => bpmn('outgoing', {}, xmlId(flow.id))),
  ];
}

function defaultOf({ id }: Element, flows: readonly Flow[]): string | undefined {
  const found = flows.find(({ from, isDefault }) => isDefault && from === id);
  return found === undefined ? undefined : xmlId(found.id);
}

function insideOf(element: Element, writing: Writing): readonly Tag[] | undefined {
  if (element.kind !== 'child' || element.process === undefined) return undefined;
  const inside = writing.model.processes.find(({ id }) => id === element.process);
  return inside?.inside === element.id ? insideTags(inside, writing) : undefined;
}

function flowTag({ id, from, to, label, condition }: Flow): Tag {
  const tags = condition === undefined ? [] : [expression('conditionExpression', condition)];
  return bpmn('sequenceFlow', { id: xmlId(id), name: label, sourceRef: xmlId(from), targetRef: xmlId(to) }, tags);
}

function dataTags({ data }: Process, roots: Roots, dataId: (name: string) => string): readonly Tag[] {
  return data.flatMap(({ name, type }) => {
    const object = `${dataId(name)}__object`;
    const isCollection = type === 'list' ? 'true' : undefined;
    return [
      bpmn('dataObject', { id: object, itemSubjectRef: roots.typed(type), isCollection }),
      bpmn('dataObjectReference', { id: dataId(name), name, dataObjectRef: object }),
    ];
  });
}

function undoTags(element: Element): readonly Tag[] {
  if (!('compensatedBy' in element) || element.compensatedBy === undefined) return [];
  const attributes = { id: `${xmlId(element.id)}__undo`, attachedToRef: xmlId(element.id) };
  return [bpmn('boundaryEvent', attributes, [bpmn('compensateEventDefinition')])];
}

function undoArrows(element: Element): readonly Tag[] {
  if (!('compensatedBy' in element) || element.compensatedBy === undefined) return [];
  const id = xmlId(element.id);
  const ends = { sourceRef: `${id}__undo`, targetRef: xmlId(element.compensatedBy) };
  return [bpmn('association', { id: `${id}__undone`, associationDirection: 'One', ...ends })];
}
