import type { AggregateJson } from '@/lib/api/schemas';

export type Heat = 'failures' | 'time';
export type StepPoint = Extract<AggregateJson['points'][number], { type: 'step' }>;

/**
 * How much of its stripe a step fills, of 100, and with what: the share of runs in which it failed (in steps, so that a rare
 * failure is seen), or its 95th percentile beside the longest of all.
 */
export function heatOf(
  point: StepPoint,
  heat: Heat,
  longest: number,
): { readonly color: string; readonly fill: number } {
  if (heat === 'time') {
    const share = longest === 0 ? 0 : (point.duration?.p95 ?? 0) / longest;
    return { color: 'var(--accent)', fill: Math.round(share * 100) };
  }
  if (point.failedRuns === 0) return { color: 'var(--border)', fill: 100 };
  const percent = (100 * point.failedRuns) / point.runs;
  if (percent < 1) return { color: 'var(--failed)', fill: 30 };
  return { color: 'var(--failed)', fill: percent < 5 ? 60 : 100 };
}

/** The longest 95th percentile of all steps, in milliseconds. */
export function longestOf({ points }: Pick<AggregateJson, 'points'>): number {
  return Math.max(0, ...points.map((point) => (point.type === 'step' ? (point.duration?.p95 ?? 0) : 0)));
}
