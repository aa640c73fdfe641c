import type { Element } from '../../model/element';
import type { DataObject, Flow, Lane, Process } from '../../model/model';
import { listsOf, uniqueItems } from '../unique-items';
import { makeGatewaysExplicit } from '../make-gateways-explicit';
import { isDefaultLabel } from './trigger-words';

/** A process while it is read: elements and flows are added in the order of the diagram. */
export interface ProcessDraft {
  readonly id: string;
  readonly name: string;
  readonly inside?: string;
  readonly lanes: Lane[];
  readonly elements: Element[];
  readonly flows: Flow[];
  readonly data: DataObject[];
}

export function emptyDraft(place: Pick<Process, 'id' | 'name' | 'inside'>): ProcessDraft {
  return { ...named(place), lanes: [], elements: [], flows: [], data: [] };
}

function named({ id, name, inside }: Pick<Process, 'id' | 'name' | 'inside'>) {
  return { id, name, ...(inside !== undefined && { inside }) };
}

/** Draws an arrow; its id says what it joins, and which one it is when there are several. */
export function addFlow(draft: ProcessDraft, flow: Pick<Flow, 'from' | 'to' | 'label'>): void {
  const base = `${flow.from}->${flow.to}`;
  const before = draft.flows.filter(({ id }) => id === base || id.startsWith(`${base}#`)).length;
  const { label } = flow;
  draft.flows.push({
    id: before === 0 ? base : `${base}#${before + 1}`,
    from: flow.from,
    to: flow.to,
    ...(label !== undefined && label !== '' && { label }),
    isDefault: isDefaultLabel(label),
  });
}

/** An id for an element that has none in the diagram: the wanted one, or with a number when that is taken. */
export function freeId({ elements }: ProcessDraft, wanted: string): string {
  const taken = elements.filter(({ id }) => id === wanted || id.startsWith(`${wanted}#`)).length;
  return taken === 0 ? wanted : `${wanted}#${taken + 1}`;
}

export function task(id: string, name: string): Extract<Element, { kind: 'task' }> {
  return { kind: 'task', id, name, task: 'task', isForCompensation: false, reads: [], writes: [] };
}

export function child(id: string, name: string): Extract<Element, { kind: 'child' }> {
  return { kind: 'child', id, name, isForCompensation: false, reads: [], writes: [] };
}

export function gateway(
  id: string,
  kind: Extract<Element, { kind: 'gateway' }>['gateway'],
  name = '',
): Extract<Element, { kind: 'gateway' }> {
  return { kind: 'gateway', id, name, gateway: kind };
}

/** The finished process: where no start or end was drawn at all, they are implied; gateways are made explicit. */
export function finish(draft: ProcessDraft): Process {
  impliedStart(draft);
  impliedEnds(draft);
  const data = uniqueItems([...draft.data, ...listsOf(draft.elements)]);
  return { ...draft, ...makeGatewaysExplicit({ elements: draft.elements, flows: draft.flows }), data: [...data] };
}

function impliedStart(draft: ProcessDraft): void {
  if (draft.elements.some(({ kind }) => kind === 'start')) return;
  const [first, ...others] = entriesOf(draft);
  if (first === undefined || others.length > 0) return;
  const id = `${draft.id}__start`;
  draft.elements.unshift({ kind: 'start', id, name: '', implied: true });
  addFlow(draft, { from: id, to: first.id });
}

function impliedEnds(draft: ProcessDraft): void {
  if (draft.elements.some(({ kind }) => kind === 'end')) return;
  const last = draft.elements.filter(
    (element) => !isCompensation(element) && !draft.flows.some(({ from }) => from === element.id),
  );
  if (last.length === 0) return;
  const id = `${draft.id}__end`;
  draft.elements.push({ kind: 'end', id, name: '', implied: true, result: { kind: 'none' } });
  for (const { id: from } of last) addFlow(draft, { from, to: id });
}

function entriesOf({ elements, flows }: ProcessDraft): readonly Element[] {
  return elements.filter(
    (element) => element.kind !== 'boundary' && !isCompensation(element) && !flows.some(({ to }) => to === element.id),
  );
}

function isCompensation(element: Element): boolean {
  return 'isForCompensation' in element && element.isForCompensation;
}
