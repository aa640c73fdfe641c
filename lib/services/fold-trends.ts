import { percentileOf, type SlotCount } from '@/lib/domain/duration-slots';
import type { Instant } from '@/lib/domain/instant';
import type { TrendMeasure, TrendWindow } from '@/lib/domain/trend';
import type { FailureCell, TrendCell, TrendSum, WorkflowRef } from '@/lib/store/console-store';

export type TrendCounts = Readonly<Record<TrendMeasure, number>>;

/** What happened within a time; without percentiles when nothing ended. */
export type TrendFigures = TrendCounts & {
  readonly p50?: number | undefined;
  readonly p95?: number | undefined;
  readonly p99?: number | undefined;
};

export type TrendPoint = TrendFigures & { readonly at: Instant };

/** How often runs of a workflow failed, of how many that ended; `failures`: in each step. */
export type FailingWorkflow = WorkflowRef & {
  readonly failed: number;
  readonly ended: number;
  readonly failures: readonly number[];
};

const NOTHING: TrendCounts = { started: 0, completed: 0, failed: 0, terminated: 0 };

/** When the steps of a window begin. */
export function stepsOf({ from, before, step }: TrendWindow): readonly Instant[] {
  return Array.from({ length: Math.ceil((before - from) / step) }, (_, index) => from + index * step);
}

/** One point for each step of a window, those in which nothing happened too. */
export function pointsOf(cells: readonly TrendCell[], window: TrendWindow): readonly TrendPoint[] {
  const byStep = Map.groupBy(cells, ({ step }) => step);
  return stepsOf(window).map((at) => ({ at, ...figuresOf(byStep.get(at) ?? []) }));
}

/** What all of these cells tell together. */
export function figuresOf(cells: readonly TrendCell[]): TrendFigures {
  const ends = cells.filter(({ measure }) => measure !== 'started');
  const slots: readonly SlotCount[] = ends;
  const percentiles = { p50: percentileOf(slots, 0.5), p95: percentileOf(slots, 0.95), p99: percentileOf(slots, 0.99) };
  return { ...countsOf(cells), ...percentiles };
}

/** How often each thing happened. */
export function countsOf(parts: readonly Pick<TrendSum, 'measure' | 'count'>[]): TrendCounts {
  const counts = { ...NOTHING };
  for (const { measure, count } of parts) counts[measure] += count;
  return counts;
}

/** The workflows of which most runs failed, at most `limit`; `failures` is not told yet. */
export function mostFailing(sums: readonly TrendSum[], limit: number): readonly Omit<FailingWorkflow, 'failures'>[] {
  return [...Map.groupBy(sums, ({ appId, name }) => JSON.stringify([appId, name])).values()]
    .flatMap((parts) => {
      const [first] = parts;
      const { completed, failed, terminated } = countsOf(parts);
      if (first === undefined || failed === 0) return [];
      return [{ appId: first.appId, name: first.name, failed, ended: completed + failed + terminated }];
    })
    .toSorted((one, other) => other.failed - one.failed)
    .slice(0, limit);
}

/** Failures of one workflow in each step of a window. */
export function failuresOf({ appId, name }: WorkflowRef, cells: readonly FailureCell[], window: TrendWindow) {
  const own = cells.filter((cell) => cell.appId === appId && cell.name === name);
  const byStep = new Map(own.map(({ step, count }) => [step, count]));
  return stepsOf(window).map((at) => byStep.get(at) ?? 0);
}
