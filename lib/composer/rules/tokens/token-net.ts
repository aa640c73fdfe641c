import type { Element } from '../../model/element';
import { forwards } from '../reach';
import type { Scope } from '../scope';

/** A marking: how many tokens lie on each flow, by its place in the list of flows. */
export type Marking = readonly number[];

/** The process as a net of tokens: a flow is a place that holds them, an element moves them. */
export interface TokenNet {
  readonly nodes: readonly NetNode[];
  /** How many flows, and so places, there are. */
  readonly flows: number;
}

/** An element with the places of its flows. */
export interface NetNode {
  readonly element: Element;
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  /** Places of the flows out of boundary events that stop the element, and of those that do not. */
  readonly stopping: readonly (readonly number[])[];
  readonly beside: readonly (readonly number[])[];
  /** Places from which a token can still come to each incoming flow of an inclusive join, without passing it. */
  readonly upstream: ReadonlyMap<number, ReadonlySet<number>>;
  /** Tokens that come here only end. */
  readonly isBeforeEnd: boolean;
}

/**
 * The net of a process, its nodes in such an order that what comes before stands before: moving always the first that
 * can move lets tokens that could meet at a merge lie there together.
 */
export function netOf(scope: Scope): TokenNet {
  const place = new Map(scope.process.flows.map((flow, index) => [flow.id, index]));
  const placesOf = (flows: readonly { readonly id: string }[]) => flows.map(({ id }) => place.get(id) ?? 0);
  const nodes = inOrder(scope).map((element): NetNode => {
    const events = scope.attached(element.id);
    const outOf = (interrupting: boolean) =>
      events.filter((event) => event.interrupting === interrupting).map(({ id }) => placesOf(scope.outgoing(id)));
    const incoming = placesOf(scope.incoming(element.id));
    return {
      element,
      incoming,
      outgoing: placesOf(scope.outgoing(element.id)),
      stopping: outOf(true),
      beside: outOf(false),
      upstream: isInclusiveJoin(element, incoming) ? upstreamOf(element.id, scope, place) : new Map(),
      isBeforeEnd: isBeforeEnd(element, scope),
    };
  });
  return { nodes, flows: scope.process.flows.length };
}

function isBeforeEnd(element: Element, scope: Scope): boolean {
  if (element.kind === 'end') return true;
  const [next, ...others] = scope.outgoing(element.id);
  if (element.kind !== 'gateway' || element.gateway !== 'exclusive' || next === undefined) return false;
  return others.length === 0 && scope.element(next.to)?.kind === 'end';
}

function isInclusiveJoin(element: Element, incoming: readonly number[]): boolean {
  return element.kind === 'gateway' && element.gateway === 'inclusive' && incoming.length > 1;
}

/** Reverse post-order from the starts: an element before what follows it, but for the ways back of loops. */
function inOrder(scope: Scope): readonly Element[] {
  const next = forwards(scope);
  const seen = new Set<string>();
  const done: string[] = [];
  const path: { id: string; onward: string[] }[] = [];
  const enter = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    path.push({ id, onward: [...next(id)] });
  };
  for (const root of [...scope.process.elements].reverse().filter(({ kind }) => kind === 'start')) {
    enter(root.id);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const id = top.onward.pop();
      if (id !== undefined) enter(id);
      else done.push(path.pop()?.id ?? '');
    }
  }
  return done.reverse().flatMap((id) => scope.element(id) ?? []);
}

function upstreamOf(join: string, scope: Scope, place: ReadonlyMap<string, number>) {
  const upstream = new Map<number, ReadonlySet<number>>();
  for (const flow of scope.incoming(join)) {
    const reached = new Set<string>([flow.id]);
    const sources = new Set([flow.from]);
    for (const source of sources) {
      if (source === join) continue;
      const element = scope.element(source);
      const before = element?.kind === 'boundary' ? scope.incoming(element.attachedTo) : scope.incoming(source);
      for (const { id, from } of before) {
        reached.add(id);
        sources.add(from);
      }
    }
    upstream.set(place.get(flow.id) ?? 0, new Set([...reached].map((id) => place.get(id) ?? 0)));
  }
  return upstream;
}
