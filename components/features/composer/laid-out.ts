import { layoutProcess } from 'bpmn-auto-layout';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ENDS = [
  ['sourceRef', 'outgoing'],
  ['targetRef', 'incoming'],
] as const;

/** A diagram with a drawing: its own, or one made for it. */
export async function laidOut(xml: string): Promise<string> {
  return /<(\w+:)?BPMNShape\b/.test(xml) ? xml : layoutProcess(withBothEnds(xml));
}

/** Each arrow also written at the two elements that it joins: BPMN leaves that open, and the layout reads it there. */
export function withBothEnds(xml: string): string {
  const diagram = new DOMParser().parseFromString(xml, 'application/xml');
  const elements = new Map([...diagram.querySelectorAll('[id]')].map((element) => [element.id, element]));
  for (const flow of diagram.getElementsByTagNameNS(BPMN, 'sequenceFlow')) {
    for (const [end, name] of ENDS) note(flow, name, elements.get(flow.getAttribute(end) ?? ''));
  }
  return new XMLSerializer().serializeToString(diagram);
}

function note(flow: Element, name: string, end: Element | undefined): void {
  const known = [...(end?.children ?? [])].some((child) => child.localName === name && child.textContent === flow.id);
  if (end === undefined || known) return;
  const qualified = flow.prefix === null ? name : `${flow.prefix}:${name}`;
  const reference = flow.ownerDocument.createElementNS(BPMN, qualified);
  reference.textContent = flow.id;
  end.prepend(reference);
}
