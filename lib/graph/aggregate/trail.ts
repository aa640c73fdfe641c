import type { SampledRun, SampledStep } from '@/lib/domain/sampled-run';
import { Flow } from '../flow';
import type { GraphEdge } from '../graph';
import { callsOf, type Call } from './calls';

/** What one run did: its calls, and which point of the aggregate led to which. */
export type Trail = {
  readonly calls: readonly Call[];
  /** Each pair once. */
  readonly edges: readonly Pick<GraphEdge, 'from' | 'to'>[];
};

/** The point that all steps of one kind and name share. */
export function pointOf({ kind, name }: Pick<SampledStep, 'kind' | 'name'>): string {
  return `${kind}:${name}`;
}

/**
 * Reads the order of a run off the instants of its steps: what was asked for after results had come hangs on these
 * results (see Flow). History would know the turns as well; steps are ten times less to read.
 */
export function trailOf(run: SampledRun): Trail {
  const calls = callsOf(run.steps);
  const flow = new Flow();
  for (const moment of momentsOf(calls)) {
    if (moment.kind === 'scheduled') flow.scheduled(moment.id, moment.point);
    else flow.resolved(moment.id);
  }
  if (run.completedAt !== undefined) flow.ended('end', [...calls.keys()].map(String));
  const nameOf = (id: string): string => {
    if (id === 'end') return `end:${run.status}`;
    const call = calls[Number(id)];
    return call === undefined ? id : pointOf(call);
  };
  return { calls, edges: named(direct(flow.edges()), nameOf) };
}

type Moment = {
  readonly at: number;
  readonly rank: number;
  readonly kind: 'scheduled' | 'resolved';
  readonly id: string;
  readonly point: string;
};

/** Results before what was asked for at the same instant, and no result before its own step. */
function momentsOf(calls: readonly Call[]): readonly Moment[] {
  const moments = calls.flatMap((call, index): Moment[] => {
    const { scheduledAt, resolvedAt } = call;
    const about = { id: String(index), point: pointOf(call) };
    const scheduled: Moment = { at: scheduledAt, rank: 1, kind: 'scheduled', ...about };
    if (resolvedAt === undefined) return [scheduled];
    const rank = resolvedAt === scheduledAt ? 2 : 0;
    return [scheduled, { at: resolvedAt, rank, kind: 'resolved', ...about }];
  });
  return moments.sort((one, other) => one.at - other.at || one.rank - other.rank || Number(one.id) - Number(other.id));
}

/** Edges without the points in which a large fan-in meets a large fan-out. */
function direct(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const isJoin = (id: string): boolean => id.startsWith('join-');
  const into = Map.groupBy(edges, ({ to }) => to);
  return edges.flatMap((edge) => {
    if (isJoin(edge.to)) return [];
    return isJoin(edge.from) ? (into.get(edge.from) ?? []).map(({ from }) => ({ ...edge, from })) : [edge];
  });
}

/** Edges between points; a step that is only known to come later than another hangs on it when on nothing else. */
function named(edges: readonly GraphEdge[], nameOf: (id: string) => string): Trail['edges'] {
  const handled = new Set(edges.filter(({ kind }) => kind === 'handled').map(({ to }) => to));
  const found = new Map<string, Trail['edges'][number]>();
  for (const { from, to, kind } of edges) {
    if (kind === 'later' && handled.has(to)) continue;
    const edge = { from: nameOf(from), to: nameOf(to) };
    if (edge.from !== edge.to) found.set(`${edge.from}\n${edge.to}`, edge);
  }
  return [...found.values()];
}
