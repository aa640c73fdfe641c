import type { Aggregate, AggregatePoint } from './aggregate';

/** Steps in fewer of 100 runs than this are rare. */
const RARE_PERCENT = 1;

/** The aggregate without rare steps in which nothing failed and nothing waits, and how many these are. */
export function hideRare<T extends Aggregate>(aggregate: T): { readonly shown: T; readonly hidden: number } {
  const isRare = (point: AggregatePoint): boolean =>
    point.type === 'step' &&
    point.runs * 100 < aggregate.runs * RARE_PERCENT &&
    point.failedRuns === 0 &&
    point.openRuns === 0;
  const points = aggregate.points.filter((point) => !isRare(point));
  const ids = new Set(points.map(({ id }) => id));
  const edges = aggregate.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { shown: { ...aggregate, points, edges }, hidden: aggregate.points.length - points.length };
}
