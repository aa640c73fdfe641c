'use client';

import { useCallback, useMemo, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InstanceDetailJson } from '@/lib/api/schemas';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { Step } from '@/lib/domain/step';
import { buildGraphInTurns, type GraphOptions } from '@/lib/graph/build-graph';
import { stepsOf, type Graph, type StepNode } from '@/lib/graph/graph';
import type { HistoryEntry } from '@/lib/graph/history-entry';
import { pairEvents, type EventPairs } from '@/lib/graph/pair-events';
import { detailQuery, historyQuery, isGone, stepsQuery, type Payloads } from './queries';
import type { History } from './read-history';
import { useInTurns } from './use-in-turns';

/** One execution as every part of its page sees it. */
export type Execution = {
  readonly instance: InstanceDetail;
  readonly related: InstanceDetailJson['related'];
  /** In order; while `reading` there is a gap before those that were read from the end. */
  readonly entries: readonly HistoryEntry[];
  readonly graph: Graph;
  readonly steps: readonly StepNode[];
  readonly stepOfEvent: ReadonlyMap<number, StepNode>;
  /** How events are joined to each other, by sequence. */
  readonly pairs: EventPairs;
  /** The steps of this generation as the store keeps them, by action id: they alone know of unheard tries. */
  readonly stored: ReadonlyMap<number, Step>;
  readonly historyComplete: boolean;
  /** How far a history is read that is not complete. */
  readonly reading?: Reading | undefined;
  /** It was there and is no longer. */
  readonly purged: boolean;
};

export type Reading = {
  readonly read: number;
  readonly total: number;
  /** So many entries follow one another; there is a gap before the others. */
  readonly joined: number;
};

export type ExecutionState =
  | { readonly state: 'loading' }
  | { readonly state: 'missing' }
  | { readonly state: 'error'; readonly error: unknown; readonly retry: () => void }
  | { readonly state: 'ready'; readonly execution: Execution };

const NONE: readonly never[] = [];

/** Reads an execution and follows it; the live stream refreshes the queries. */
export function useExecution(ref: InstanceRef, payloads: Payloads = 'lines'): ExecutionState {
  const client = useQueryClient();
  const detail = useQuery(detailQuery(ref));
  const gone = useIsGone(detail);
  const enabled = !gone;
  const history = useQuery({ ...historyQuery(ref, { client, payloads }), enabled });
  const stored = useQuery({ ...stepsQuery(ref), enabled });
  const run = useRun(ref.appId, { history: history.data, instance: detail.data?.instance, stored: stored.data?.steps });

  if (detail.data === undefined) {
    if (gone) return { state: 'missing' };
    if (detail.isPending) return { state: 'loading' };
    return { state: 'error', error: detail.error, retry: () => void detail.refetch() };
  }
  if (history.data === undefined) {
    if (history.isPending) return { state: 'loading' };
    if (!isGone(history.error)) return { state: 'error', error: history.error, retry: () => void history.refetch() };
  }
  if (run === undefined) return { state: 'loading' };
  const { history: shown, ...rest } = run;
  return {
    state: 'ready',
    execution: {
      ...detail.data,
      ...rest,
      entries: shown?.entries ?? NONE,
      historyComplete: shown?.complete ?? false,
      reading: readingOf(shown),
      purged: gone,
    },
  };
}

type RunSources = {
  readonly history: History | undefined;
  readonly instance: InstanceDetail | undefined;
  readonly stored: readonly Step[] | undefined;
};

/** From so many events on the graph is made in turns, so that the page draws meanwhile. */
const LONG = 5_000;

/** The history and what follows from it; of a long one that grows, as it was a moment ago. */
function useRun(appId: string, { history, instance, stored }: RunSources) {
  const { generation, startedAt } = instance ?? {};
  const known = useMemo(() => stepsById(stored, generation), [stored, generation]);
  const work = useCallback(
    () => runInTurns(history, { appId, generation, startedAt, stored: known }),
    [history, appId, generation, startedAt, known],
  );
  return useInTurns(work, (history?.joined ?? 0) > LONG);
}

type RunOptions = Omit<GraphOptions, 'stored'> & { readonly stored: ReadonlyMap<number, Step> };

/** The graph is that of what follows from the first event on; the store tells more of some steps. */
function* runInTurns(history: History | undefined, options: RunOptions) {
  const entries = history?.entries ?? NONE;
  const joined =
    history === undefined || history.joined === entries.length ? entries : entries.slice(0, history.joined);
  const late = [...options.stored.values()].filter((step) => step.status === 'discarded');
  const discarded = new Set(late.map(({ eventId }) => eventId));
  const pairs = pairEvents(entries);
  yield;
  // The pairs of a beginning are not those of the whole.
  const own = joined === entries ? pairs : undefined;
  const graph = yield* buildGraphInTurns(joined, { ...options, discarded, pairs: own });
  yield;
  const steps = stepsOf(graph);
  const stepOfEvent = ownersOf(steps);
  return { history, graph, steps, stepOfEvent, pairs, stored: options.stored };
}

/** A read without data forgets its error while it is repeated; the page must not blink each time. */
function useIsGone({ error, isSuccess }: { error: unknown; isSuccess: boolean }): boolean {
  const [gone, setGone] = useState(false);
  if (isGone(error) && !gone) setGone(true);
  if (isSuccess && gone) setGone(false);
  return gone;
}

function readingOf(history: History | undefined): Reading | undefined {
  return history?.complete === false ? history : undefined;
}

function stepsById(steps: readonly Step[] | undefined, generation: number | undefined): ReadonlyMap<number, Step> {
  const own = steps?.filter((step) => step.generation === generation) ?? [];
  return new Map(own.map((step) => [step.eventId, step]));
}

function ownersOf(steps: readonly StepNode[]): ReadonlyMap<number, StepNode> {
  return new Map(steps.flatMap((step) => step.sequences.map((sequence) => [sequence, step] as const)));
}
