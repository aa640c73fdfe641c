import type { Element } from '../model/element';
import type { Flow, Process } from '../model/model';

type Gateway = Extract<Element, { kind: 'gateway' }>;
type Drawn = Pick<Process, 'elements' | 'flows'>;

/**
 * Several flows out of or into an element that is no gateway mean one (BPMN 2.0.2, 13.3): out = all of them, or those
 * whose condition holds; in = each token for itself. A gateway that joins and splits becomes two. What was added is
 * `implied`, its id is made of the element's, and it stands beside it.
 */
export function makeGatewaysExplicit({ elements, flows }: Drawn): Drawn {
  const drawn: { elements: Element[]; flows: Flow[] } = { elements: [], flows: [...flows] };
  for (const element of elements) {
    const into = flows.filter(({ to }) => to === element.id).length;
    const out = flows.filter(({ from }) => from === element.id);
    const join = joinBefore(element, into, out.length);
    const split = splitAfter(element, out);
    if (join) drawn.flows = rerouteInto(drawn.flows, element.id, join.id);
    if (split) drawn.flows = rerouteOutOf(drawn.flows, element.id, split);
    drawn.elements.push(...(join ? [join] : []), element, ...(split ? [split] : []));
  }
  return drawn;
}

function implied(element: Element, side: 'join' | 'split', gateway: Gateway['gateway']): Gateway {
  const lane = element.lane === undefined ? {} : { lane: element.lane };
  return { kind: 'gateway', id: `${element.id}__${side}`, name: '', ...lane, implied: true, gateway };
}

function joinBefore(element: Element, into: number, out: number): Gateway | undefined {
  if (into < 2) return undefined;
  if (element.kind !== 'gateway') return implied(element, 'join', 'exclusive');
  if (out < 2) return undefined;
  return implied(element, 'join', element.gateway === 'event-based' ? 'exclusive' : element.gateway);
}

function splitAfter(element: Element, out: readonly Flow[]): Gateway | undefined {
  if (element.kind === 'gateway') return undefined;
  const isConditional = out.some(({ condition, isDefault }) => condition !== undefined || isDefault);
  if (out.length < 2 && !out.some(({ condition }) => condition !== undefined)) return undefined;
  return implied(element, 'split', isConditional ? 'inclusive' : 'parallel');
}

function rerouteInto(flows: readonly Flow[], id: string, join: string): Flow[] {
  const moved = flows.map((flow) => (flow.to === id ? { ...flow, to: join } : flow));
  return [...moved, { id: `${join}__flow`, from: join, to: id, isDefault: false }];
}

/** An unconditional flow beside conditional ones is always taken, so its condition is always true. */
function rerouteOutOf(flows: readonly Flow[], id: string, split: Gateway): Flow[] {
  const moved = flows.map((flow) => {
    if (flow.from !== id) return flow;
    const isAlways = split.gateway === 'inclusive' && flow.condition === undefined && !flow.isDefault;
    return { ...flow, from: split.id, ...(isAlways && { condition: 'true' }) };
  });
  return [...moved, { id: `${split.id}__flow`, from: id, to: split.id, isDefault: false }];
}
