import { windowBefore, windowOf, type TrendRange, type TrendWindow } from '@/lib/domain/trend';
import type { TrendSum } from '@/lib/store/console-store';
import {
  countsOf,
  failuresOf,
  figuresOf,
  mostFailing,
  pointsOf,
  type FailingWorkflow,
  type TrendCounts,
  type TrendFigures,
  type TrendPoint,
} from './fold-trends';
import type { ServiceContext } from './service-context';

/** Workflows with failures that are told one by one. */
const MOST_FAILING = 7;

/** Of one app, one workflow, or all. */
export type TrendsAsked = {
  readonly range: TrendRange;
  readonly appId?: string | undefined;
  readonly name?: string | undefined;
};

export type Trends = TrendWindow & {
  readonly points: readonly TrendPoint[];
  /** Of the whole window. */
  readonly totals: TrendFigures;
  /** Of the window of the same length before it. */
  readonly earlier: TrendCounts;
  /** Those with most failures first. */
  readonly failing: readonly FailingWorkflow[];
  /** How many workflows had a start or an end, and how many of them a failure. */
  readonly workflows: { readonly active: number; readonly failing: number };
};

/** What started and ended in the time up to now, how long it took, and what failed. */
export async function readTrends({ store, now }: ServiceContext, { range, appId, name }: TrendsAsked): Promise<Trends> {
  const window = windowOf(range, now());
  const isAsked = (sum: TrendSum): boolean =>
    (appId === undefined || sum.appId === appId) && (name === undefined || sum.name === name);
  const [cells, all, earlier] = await Promise.all([
    store.readTrends({ ...window, appId, name }),
    store.sumTrends(window),
    store.sumTrends(windowBefore(window)),
  ]);
  const sums = all.filter(isAsked);
  const failing = mostFailing(sums, MOST_FAILING);
  const failures = await store.readFailures(window, failing);
  const refs = (of: readonly TrendSum[]): number =>
    new Set(of.map((sum) => JSON.stringify([sum.appId, sum.name]))).size;
  return {
    ...window,
    points: pointsOf(cells, window),
    totals: figuresOf(cells),
    earlier: countsOf(earlier.filter(isAsked)),
    failing: failing.map((workflow) => ({ ...workflow, failures: failuresOf(workflow, failures, window) })),
    workflows: { active: refs(sums), failing: refs(sums.filter(({ measure }) => measure === 'failed')) },
  };
}
