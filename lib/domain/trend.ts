import type { EndedStatus } from './instance-status';
import type { Instant } from './instant';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is counted over time: starts, and ends by how they ended. */
export type TrendMeasure = 'started' | EndedStatus;

/** How long buckets are, the shortest first, and how long each is kept before the newest hour. */
export const TREND_SPANS = [
  { span: MINUTE, kept: 49 * HOUR },
  { span: HOUR, kept: 400 * DAY },
] as const;

/** The spans of time before now that trends are told for, by name. */
export const TREND_RANGES = {
  '1h': { length: HOUR, step: MINUTE, words: '1 h' },
  '6h': { length: 6 * HOUR, step: 5 * MINUTE, words: '6 h' },
  '24h': { length: DAY, step: 15 * MINUTE, words: '24 h' },
  '7d': { length: 7 * DAY, step: 2 * HOUR, words: '7 d' },
  '30d': { length: 30 * DAY, step: 6 * HOUR, words: '30 d' },
} as const;

export type TrendRange = keyof typeof TREND_RANGES;

export const TREND_RANGE_NAMES: readonly TrendRange[] = ['1h', '6h', '24h', '7d', '30d'];

/** From its first instant up to, and without, its last; told in pieces of `step`. */
export type TrendWindow = { readonly from: Instant; readonly before: Instant; readonly step: number };

/** Where the bucket of a span begins that an instant lies in. */
export function bucketOf(at: Instant, span: number): Instant {
  return Math.floor(at / span) * span;
}

/** The window of a range at `now`: whole steps, the last of which is not over yet. */
export function windowOf(range: TrendRange, now: Instant): TrendWindow {
  const { length, step } = TREND_RANGES[range];
  const before = bucketOf(now, step) + step;
  return { from: before - length, before, step };
}

/** The window of the same length that ends where this one begins. */
export function windowBefore({ from, before, step }: TrendWindow): TrendWindow {
  return { from: from - (before - from), before: from, step };
}
