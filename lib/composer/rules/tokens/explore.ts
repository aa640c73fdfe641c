import type { Scope } from '../scope';
import { endsAll, isWaiting, movesOf, outcomesOf } from './moves';
import type { Marking, NetNode, TokenNet } from './token-net';
import { netOf } from './token-net';

export interface Exploration {
  /** Ids of joins that can wait for a token that never comes. */
  readonly stuck: ReadonlySet<string>;
  /** Ids of elements at which two tokens of one run can lie at once. */
  readonly crowded: ReadonlySet<string>;
  /** There were more markings than are looked at. */
  readonly isCut: boolean;
}

const mostMarkings = 4000;
const explored = new WeakMap<Scope, Exploration>();

/**
 * Walks the markings that a run can come to. In every marking only the first element that can move does, in each of its
 * ways: a flow leads to one element, so no other move can take that chance away (free choice), and the walk finds the
 * same stuck markings. Ends that end everything move last, since they take the tokens of others.
 */
export function explore(scope: Scope): Exploration {
  const known = explored.get(scope);
  if (known !== undefined) return known;
  const result = isWhole(scope)
    ? walk(netOf(scope))
    : { stuck: new Set<string>(), crowded: new Set<string>(), isCut: false };
  explored.set(scope, result);
  return result;
}

/** Where something unsupported begins a way of its own, nobody can say which tokens come. */
function isWhole({ process, incoming }: Scope): boolean {
  return !process.elements.some(({ kind, id }) => kind === 'unsupported' && incoming(id).length === 0);
}

function walk(net: TokenNet): Exploration {
  const stuck = new Set<string>();
  const crowded = new Set<string>();
  const seen = new Set<string>();
  const waiting = startsOf(net);
  for (let marking = waiting.pop(); marking !== undefined; marking = waiting.pop()) {
    const key = marking.join();
    if (seen.has(key)) continue;
    if (seen.size >= mostMarkings) return { stuck, crowded, isCut: true };
    seen.add(key);
    const crowd = net.nodes.filter((node) => isCrowded(node, marking));
    for (const { element } of crowd) crowded.add(element.id);
    if (crowd.length > 0) continue;
    const next = nextOf(net, marking);
    const stays = next.length > 0 ? [] : net.nodes.filter((node) => isWaiting(node, marking));
    for (const { element } of stays) stuck.add(element.id);
    waiting.push(...next);
  }
  return { stuck, crowded, isCut: false };
}

function startsOf({ nodes, flows }: TokenNet): Marking[] {
  const empty = Array.from({ length: flows }, () => 0);
  return nodes
    .filter(({ element }) => element.kind === 'start')
    .flatMap((node) => outcomesOf(node).map((places) => empty.map((_, place) => (places.includes(place) ? 1 : 0))));
}

function nextOf({ nodes }: TokenNet, marking: Marking): readonly Marking[] {
  for (const node of [...nodes.filter((other) => !endsAll(other)), ...nodes.filter(endsAll)]) {
    const moves = movesOf(node, marking);
    if (moves.length > 0) return moves;
  }
  return [];
}

/** Two tokens before one element; before an end they only end, one after the other. */
function isCrowded({ element, incoming, isBeforeEnd }: NetNode, marking: Marking): boolean {
  if (isBeforeEnd) return false;
  const tokens = incoming.map((place) => marking[place] ?? 0);
  if (tokens.some((count) => count > 1)) return true;
  const joins = element.kind === 'gateway' && (element.gateway === 'parallel' || element.gateway === 'inclusive');
  return !joins && tokens.reduce((sum, count) => sum + count, 0) > 1;
}
