import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Element } from '../../model/element';
import type { Model } from '../../model/model';
import { makeGatewaysExplicit } from '../../parse/make-gateways-explicit';
import { forwards, reachableFrom } from '../reach';
import type { Scope } from '../scope';
import { scopesOf } from '../scope';
import { explore } from './explore';
import { isWaiting, movesOf, outcomesOf } from './moves';
import type { Marking, NetNode, TokenNet } from './token-net';
import { netOf } from './token-net';

const kinds = ['task', 'exclusive', 'parallel', 'inclusive'] as const;

/** One way from start to end through everything, and a few arrows more, forwards and back. */
const net = fc
  .record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 6 }),
    arrows: fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 7 })), { maxLength: 4 }),
  })
  .map((drawn) => scopeOf(drawn))
  .filter((scope) => !scope.process.elements.some((element) => isInclusiveInLoop(element, scope)));

test('the short walk finds a fault exactly where one over every order of moves does', () => {
  fc.assert(
    fc.property(net, (scope) => {
      const { stuck, crowded, isCut } = explore(scope);
      const all = exploreAll(netOf(scope));
      if (all === undefined || isCut) return;
      expect({ hasFault: stuck.size + crowded.size > 0 }).toEqual({ hasFault: all });
    }),
    { numRuns: 300 },
  );
});

/** An inclusive join that a loop leads back to waits for tokens that it has sent itself: its meaning is disputed. */
function isInclusiveInLoop(element: Element, scope: Scope): boolean {
  if (element.kind !== 'gateway' || element.gateway !== 'inclusive' || scope.incoming(element.id).length < 2)
    return false;
  const step = forwards(scope);
  return reachableFrom(step(element.id), step).has(element.id);
}

/** Whether any order of moves comes to a stuck join or a crowded element; undefined when there are too many. */
function exploreAll(whole: TokenNet): boolean | undefined {
  const seen = new Set<string>();
  const start = whole.nodes.filter(({ element }) => element.kind === 'start');
  const waiting: Marking[] = start.flatMap((node) =>
    outcomesOf(node).map((places) => Array.from({ length: whole.flows }, (_, place) => Number(places.includes(place)))),
  );
  for (let marking = waiting.pop(); marking !== undefined; marking = waiting.pop()) {
    if (seen.has(marking.join())) continue;
    seen.add(marking.join());
    if (seen.size > 800) return undefined;
    const now = marking;
    if (whole.nodes.some((node) => isCrowded(node, now))) return true;
    const next = whole.nodes.flatMap((node) => movesOf(node, now));
    if (next.length === 0 && whole.nodes.some((node) => isWaiting(node, now))) return true;
    waiting.push(...next);
  }
  return false;
}

function isCrowded({ element, incoming, isBeforeEnd }: NetNode, marking: Marking): boolean {
  const counts = incoming.map((place) => marking[place] ?? 0);
  const joins = element.kind === 'gateway' && element.gateway !== 'exclusive';
  if (isBeforeEnd) return false;
  return counts.some((count) => count > 1) || (!joins && counts.filter((count) => count > 0).length > 1);
}

function scopeOf(drawn: {
  kinds: readonly (typeof kinds)[number][];
  arrows: readonly (readonly [number, number])[];
}): Scope {
  const last = drawn.kinds.length + 1;
  const elements: Element[] = [
    { kind: 'start', id: '0', name: '' },
    ...drawn.kinds.map((kind, index) => elementOf(kind, String(index + 1))),
    { kind: 'end', id: String(last), name: '', result: { kind: 'none' } },
  ];
  const chain = [0, ...drawn.kinds.map((_, index) => index + 1)].map((index) => [index, index + 1] as const);
  const flows = [...chain, ...drawn.arrows].map(([from, to], index) => ({
    id: `f${index}`,
    from: String(Math.min(from, last - 1)),
    to: String(Math.max(1, Math.min(to, last))),
    isDefault: false,
  }));
  const process = { id: 'p', name: 'p', lanes: [], data: [], ...makeGatewaysExplicit({ elements, flows }) };
  const model: Model = { name: 'm', source: 'bpmn', processes: [process] };
  const [scope] = scopesOf(model);
  if (scope === undefined) throw new Error('no scope');
  return scope;
}

function elementOf(kind: (typeof kinds)[number], id: string): Element {
  if (kind !== 'task') return { kind: 'gateway', id, name: '', gateway: kind };
  return { kind, id, name: id, task: 'task', isForCompensation: false, reads: [], writes: [] };
}
