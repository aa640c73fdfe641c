import type { SampledRun } from '@/lib/domain/sampled-run';
import type { Aggregate, AggregateEdge, AggregatePoint, EndPoint, StepPoint } from './aggregate';
import type { Call } from './calls';
import { spreadOf } from './spread';
import { pointOf, trailOf, type Trail } from './trail';

const MOST_ERRORS = 3;

/**
 * Draws many runs as one: a point for each kind and name of step, edges for what led to what. Points come in the order
 * in which runs reach them. Costs one sort of the steps of each run.
 */
export function aggregateRuns(runs: readonly SampledRun[]): Aggregate {
  const trails = runs.map(trailOf);
  const ended = runs.flatMap(({ startedAt, completedAt }) =>
    startedAt === undefined || completedAt === undefined ? [] : [completedAt - startedAt],
  );
  const byStatus = tally(runs.map(({ status }) => status));
  return {
    runs: runs.length,
    oldestAt: runs.at(-1)?.createdAt,
    byStatus: Object.fromEntries(byStatus),
    versions: mostFirst(tally(runs.map(({ version }) => version))).map(([version, count]) => ({
      version,
      runs: count,
    })),
    duration: spreadOf(ended),
    points: pointsOf(runs, trails),
    edges: edgesOf(trails),
  };
}

function pointsOf(runs: readonly SampledRun[], trails: readonly Trail[]): readonly AggregatePoint[] {
  const steps = new Map<string, Call[][]>();
  for (const { calls } of trails) {
    for (const [id, own] of Map.groupBy(calls, pointOf)) {
      const known = steps.get(id);
      if (known === undefined) steps.set(id, [own]);
      else known.push(own);
    }
  }
  const ends = tally(runs.flatMap(({ status, completedAt }) => (completedAt === undefined ? [] : [status])));
  return [
    { type: 'start', id: 'start', runs: runs.length },
    ...[...steps].map(([id, callsByRun]) => stepPoint(id, callsByRun)),
    ...mostFirst(ends).map(([status, count]): EndPoint => ({ type: 'end', id: `end:${status}`, status, runs: count })),
  ];
}

/** `callsByRun`: the calls of each run that made any. */
function stepPoint(id: string, callsByRun: readonly (readonly Call[])[]): StepPoint {
  const all = callsByRun.flat();
  const runsWith = (test: (call: Call) => boolean): number => callsByRun.filter((calls) => calls.some(test)).length;
  const errors = callsByRun.flatMap((calls) => [
    ...new Set(calls.flatMap(({ status, error }) => (status === 'failed' ? [error ?? ''] : []))),
  ]);
  return {
    type: 'step',
    id,
    kind: all[0]?.kind ?? 'activity',
    name: all[0]?.name ?? '',
    runs: callsByRun.length,
    calls: all.length,
    failedRuns: runsWith(({ status }) => status === 'failed'),
    openRuns: runsWith(({ status }) => status === 'scheduled'),
    retriedRuns: runsWith(({ tries }) => tries > 1),
    duration: spreadOf(
      all.flatMap(({ scheduledAt, resolvedAt }) => (resolvedAt === undefined ? [] : [resolvedAt - scheduledAt])),
    ),
    errors: mostFirst(tally(errors))
      .slice(0, MOST_ERRORS)
      .map(([message, count]) => ({ message, runs: count })),
  };
}

function edgesOf(trails: readonly Trail[]): readonly AggregateEdge[] {
  const edges = new Map<string, AggregateEdge>();
  for (const { from, to } of trails.flatMap((trail) => trail.edges)) {
    const key = `${from}\n${to}`;
    edges.set(key, { from, to, runs: (edges.get(key)?.runs ?? 0) + 1 });
  }
  return [...edges.values()];
}

function tally<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function mostFirst<T>(counts: ReadonlyMap<T, number>): readonly (readonly [T, number])[] {
  return [...counts].toSorted(([, one], [, other]) => other - one);
}
