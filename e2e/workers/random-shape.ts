import { randomSource, type RandomSource } from '@/lib/testing/seed/random-source';

/** One thing that a workflow does before the next. */
export type Stage =
  | { readonly kind: 'activity'; readonly name: string; readonly fails: boolean }
  | { readonly kind: 'fan-out'; readonly names: readonly string[] }
  | { readonly kind: 'timer'; readonly seconds: number }
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'child'; readonly name: string; readonly activity: string };

/** A workflow that nobody wrote. */
export type Shape = { readonly workflow: string; readonly stages: readonly Stage[] };

const WIDEST = 6;
const KINDS: readonly Stage['kind'][] = ['activity', 'fan-out', 'timer', 'event', 'child'];
const VERBS = ['Load', 'Check', 'Split', 'Send', 'Merge', 'Rate', 'Sign', 'Pack'];

/** The workflow of a seed: each kind of stage at least once and a few more, in any order. */
export function randomShape(seed: number): Shape {
  const random = randomSource(seed);
  const extra = Array.from({ length: random.between(1, 4) }, () => random.pick(KINDS));
  const kinds = apart(shuffled(random, [...KINDS, ...extra]));
  return { workflow: nameOf(random), stages: kinds.map((kind) => stageOf(random, kind)) };
}

/**
 * Waits that would follow each other get an activity between them. This SDK announces no wait, so two events in a row
 * leave the same history whether the workflow awaited one after the other or both at once.
 */
function apart(kinds: readonly Stage['kind'][]): readonly Stage['kind'][] {
  return kinds.flatMap((kind, index) =>
    kind === 'event' && kinds[index - 1] === 'event' ? (['activity', kind] as const) : [kind],
  );
}

function stageOf(random: RandomSource, kind: Stage['kind']): Stage {
  switch (kind) {
    case 'activity':
      return { kind, name: nameOf(random), fails: random.chance(0.4) };
    case 'fan-out':
      return { kind, names: Array.from({ length: random.between(2, WIDEST) }, () => nameOf(random)) };
    case 'timer':
      return { kind, seconds: random.between(1, 2) };
    case 'event':
      return { kind, name: nameOf(random) };
    case 'child':
      return { kind, name: nameOf(random), activity: nameOf(random) };
  }
}

/** Long enough that two never meet, short enough that the graph does not cut it. */
function nameOf(random: RandomSource): string {
  return `${random.pick(VERBS)}${random.hex(8)}`;
}

function shuffled<T>(random: RandomSource, items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: random.fraction() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
