import type { Element } from '@/lib/composer/model/element';
import type { Model, Process } from '@/lib/composer/model/model';

/** Several models as one, so that one project and one worker run them all; ids and labels begin with the name of theirs. */
export function mergedModel(name: string, models: Readonly<Record<string, Model>>): Model {
  const processes = Object.entries(models).flatMap(([key, { processes: own }]) =>
    own.map((process) => renamed(process, key)),
  );
  return { name, source: 'bpmn', processes };
}

function renamed(process: Process, key: string): Process {
  const id = (text: string): string => `${key}.${text}`;
  return {
    ...process,
    ...{ id: id(process.id), name: `${key} ${process.name}` },
    ...(process.inside !== undefined && { inside: id(process.inside) }),
    lanes: process.lanes.map((lane) => ({ ...lane, id: id(lane.id) })),
    elements: process.elements.map((element) => renamedElement(element, { key, id })),
    flows: process.flows.map((flow) => ({ ...flow, id: id(flow.id), from: id(flow.from), to: id(flow.to) })),
  };
}

interface Rename {
  readonly key: string;
  readonly id: (text: string) => string;
}

function renamedElement(element: Element, { key, id }: Rename): Element {
  const named = {
    ...element,
    ...{ id: id(element.id), name: element.name === '' ? '' : `${key} ${element.name}` },
    ...(element.lane !== undefined && { lane: id(element.lane) }),
    ...('attachedTo' in element && { attachedTo: id(element.attachedTo) }),
    ...('process' in element && element.process !== undefined && { process: id(element.process) }),
    ...('compensatedBy' in element &&
      element.compensatedBy !== undefined && { compensatedBy: id(element.compensatedBy) }),
  };
  return { ...named, ...messageOf(element, key), ...compensationOf(element, id) };
}

function messageOf(element: Element, key: string): object {
  const renamedName = <T extends { readonly kind: string }>(part: T): T =>
    part.kind === 'message' || part.kind === 'signal'
      ? { ...part, name: `${key} ${'name' in part ? String(part.name) : ''}` }
      : part;
  return {
    ...('trigger' in element && element.trigger !== undefined && { trigger: renamedName(element.trigger) }),
    ...('result' in element && { result: renamedName(element.result) }),
  };
}

function compensationOf(element: Element, id: (text: string) => string): object {
  if (!('result' in element) || element.result.kind !== 'compensation' || element.result.of === undefined) return {};
  return { result: { ...element.result, of: id(element.result.of) } };
}
