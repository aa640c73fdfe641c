import { isDeepStrictEqual } from 'node:util';

/** Something in a store that is not what it should be. */
export type Difference = {
  /** What it is about: `instance default/order-1`, `counter of …`. */
  readonly thing: string;
  readonly what: string;
  readonly stored: unknown;
  readonly expected: unknown;
};

/** One comparison of one thing. */
export type Comparison = Omit<Difference, 'thing'>;

/** A comparison that found a difference; nothing when both mean the same. `undefined` in an object means absent. */
export function compare(what: string, stored: unknown, expected: unknown): readonly Comparison[] {
  if (stored === expected) return [];
  return isDeepStrictEqual(plain(stored), plain(expected)) ? [] : [{ what, stored, expected }];
}

/** The same when several values are right. */
export function compareOneOf(what: string, stored: unknown, allowed: readonly unknown[]): readonly Comparison[] {
  const isAllowed = allowed.some((expected) => compare(what, stored, expected).length === 0);
  return isAllowed ? [] : [{ what, stored, expected: allowed.length === 1 ? allowed[0] : { oneOf: allowed } }];
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
