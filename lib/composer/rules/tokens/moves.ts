import type { Marking, NetNode } from './token-net';

/** The markings that one element can make of a marking; none when it cannot move. */
export function movesOf(node: NetNode, marking: Marking): readonly Marking[] {
  const { element, incoming } = node;
  if (element.kind === 'gateway' && incoming.length > 1) {
    if (element.gateway === 'parallel')
      return incoming.every((place) => has(marking, place)) ? pass(node, marking) : [];
    if (element.gateway === 'inclusive') return isWholeInclusive(node, marking) ? pass(node, marking) : [];
  }
  const from = incoming.find((place) => has(marking, place));
  if (from === undefined) return [];
  if (element.kind === 'end') return [endsAll(node) ? marking.map(() => 0) : moved(marking, [from], [])];
  return outcomesOf(node).map((to) => moved(marking, [from], to));
}

/** Whether a marked end takes every other token of the process with it. */
export function endsAll({ element }: NetNode): boolean {
  return element.kind === 'end' && (element.result.kind === 'terminate' || element.result.kind === 'error');
}

/** A join of the parallel or inclusive kind that waits for tokens that may not come. */
export function isWaiting({ element, incoming }: NetNode, marking: Marking): boolean {
  if (element.kind !== 'gateway' || incoming.length < 2) return false;
  if (element.gateway !== 'parallel' && element.gateway !== 'inclusive') return false;
  return incoming.some((place) => has(marking, place));
}

/** The sets of flows that get a token when an element passes one. */
export function outcomesOf({ element, outgoing, stopping, beside }: NetNode): readonly (readonly number[])[] {
  if (element.kind !== 'gateway') return [outgoing, ...stopping, ...beside.map((places) => [...outgoing, ...places])];
  if (element.gateway === 'parallel') return [outgoing];
  if (element.gateway === 'inclusive') return subsets(outgoing);
  return outgoing.map((place) => [place]);
}

/** All choices of at least one flow; of many flows only each alone, each pair and all, which finds the same faults. */
function subsets(places: readonly number[]): readonly (readonly number[])[] {
  const single = places.map((place) => [place]);
  const pairs = places.flatMap((one, index) => places.slice(index + 1).map((other) => [one, other]));
  return places.length > 2 ? [...single, ...pairs, places] : [...single, ...pairs];
}

function isWholeInclusive({ incoming, upstream }: NetNode, marking: Marking): boolean {
  if (!incoming.some((place) => has(marking, place))) return false;
  return incoming.every((place) => {
    if (has(marking, place)) return true;
    const before = upstream.get(place) ?? new Set<number>();
    return !marking.some((tokens, other) => tokens > 0 && before.has(other) && !incoming.includes(other));
  });
}

function pass(node: NetNode, marking: Marking): readonly Marking[] {
  const taken = node.incoming.filter((place) => has(marking, place));
  return outcomesOf(node).map((to) => moved(marking, taken, to));
}

function has(marking: Marking, place: number): boolean {
  return (marking[place] ?? 0) > 0;
}

function moved(marking: Marking, from: readonly number[], to: readonly number[]): Marking {
  const next = [...marking];
  for (const place of from) next[place] = (next[place] ?? 0) - 1;
  for (const place of to) next[place] = (next[place] ?? 0) + 1;
  return next;
}
