import { diffArrays } from 'diff';

/** Places of one thing in both lists. `moved`: it stands in another order there. */
export type AlignedPair = { readonly a: number | undefined; readonly b: number | undefined; readonly moved: boolean };

/** Lists that differ in more places are only matched key by key. */
const MOST_EDITS = 1000;

/**
 * Says which entry of one list is which of the other: first those in the same order (a longest common subsequence), then
 * what is left, the n-th of a key with the n-th. Swapping the lists swaps the answer and changes nothing else.
 */
export function alignSteps(a: readonly string[], b: readonly string[]): readonly AlignedPair[] {
  if (!isBefore(b, a)) return align(a, b);
  return align(b, a).map((pair) => ({ ...pair, a: pair.b, b: pair.a }));
}

function align(a: readonly string[], b: readonly string[]): readonly AlignedPair[] {
  const blocks = diffArrays([...a], [...b], { maxEditLength: MOST_EDITS });
  if (blocks === undefined) return joinRest(sideBySide(a, b), { a, b, moved: false });
  const pairs: AlignedPair[] = [];
  let [left, right] = [0, 0];
  for (const { added, removed, count } of blocks) {
    for (let done = 0; done < count; done += 1) {
      pairs.push({ a: added ? undefined : left, b: removed ? undefined : right, moved: false });
      if (!added) left += 1;
      if (!removed) right += 1;
    }
  }
  return joinRest(pairs, { a, b, moved: true });
}

function sideBySide(a: readonly string[], b: readonly string[]): readonly AlignedPair[] {
  const onlyA = a.map((_, index) => ({ a: index, b: undefined, moved: false }));
  return [...onlyA, ...b.map((_, index) => ({ a: undefined, b: index, moved: false }))];
}

type Lists = { readonly a: readonly string[]; readonly b: readonly string[]; readonly moved: boolean };

function joinRest(pairs: readonly AlignedPair[], { a, b, moved }: Lists): readonly AlignedPair[] {
  const waiting = new Map<string, number[]>();
  for (const pair of pairs) {
    if (pair.a !== undefined || pair.b === undefined) continue;
    const key = b[pair.b] ?? '';
    waiting.set(key, [...(waiting.get(key) ?? []), pair.b]);
  }
  const taken = new Set<number>();
  const joined = pairs.map((pair) => {
    if (pair.b !== undefined || pair.a === undefined) return pair;
    const partner = waiting.get(a[pair.a] ?? '')?.shift();
    if (partner === undefined) return pair;
    taken.add(partner);
    return { a: pair.a, b: partner, moved };
  });
  return joined.filter((pair) => pair.a !== undefined || pair.b === undefined || !taken.has(pair.b));
}

function isBefore(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) < JSON.stringify(other);
}
