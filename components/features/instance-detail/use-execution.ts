'use client';

import { useMemo, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InstanceDetailJson } from '@/lib/api/schemas';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import type { Step } from '@/lib/domain/step';
import { buildGraph } from '@/lib/graph/build-graph';
import { stepsOf, type Graph, type StepNode } from '@/lib/graph/graph';
import type { HistoryEntry } from '@/lib/graph/history-entry';
import { detailQuery, historyQuery, isGone, stepsQuery, type Payloads } from './queries';
import type { History } from './read-history';

/** One execution as every part of its page sees it. */
export type Execution = {
  readonly instance: InstanceDetail;
  readonly related: InstanceDetailJson['related'];
  /** In order; while `reading` there is a gap before those that were read from the end. */
  readonly entries: readonly HistoryEntry[];
  readonly graph: Graph;
  readonly steps: readonly StepNode[];
  readonly stepOfEvent: ReadonlyMap<number, StepNode>;
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
  const { entries = NONE } = history.data ?? {};
  const { graph, known } = useRunGraph(ref.appId, {
    entries,
    joined: history.data?.joined,
    instance: detail.data?.instance,
    stored: stored.data?.steps,
  });
  const steps = useMemo(() => stepsOf(graph), [graph]);
  const stepOfEvent = useMemo(() => ownersOf(steps), [steps]);

  if (detail.data === undefined) {
    if (gone) return { state: 'missing' };
    if (detail.isPending) return { state: 'loading' };
    return { state: 'error', error: detail.error, retry: () => void detail.refetch() };
  }
  if (history.data === undefined) {
    if (history.isPending) return { state: 'loading' };
    if (!isGone(history.error)) return { state: 'error', error: history.error, retry: () => void history.refetch() };
  }
  return {
    state: 'ready',
    execution: {
      ...detail.data,
      entries,
      graph,
      steps,
      stepOfEvent,
      stored: known,
      historyComplete: history.data?.complete ?? false,
      reading: readingOf(history.data),
      purged: gone,
    },
  };
}

type RunSources = {
  readonly entries: readonly HistoryEntry[];
  readonly joined: number | undefined;
  readonly instance: InstanceDetail | undefined;
  readonly stored: readonly Step[] | undefined;
};

/** The graph of what follows from the first event on, and the steps the store tells more of. */
function useRunGraph(appId: string, { entries, joined, instance, stored }: RunSources) {
  const { generation, startedAt } = instance ?? {};
  const known = useMemo(() => stepsById(stored, generation), [stored, generation]);
  const graph = useMemo(() => {
    const late = [...known.values()].filter((step) => step.status === 'discarded');
    const discarded = new Set(late.map(({ eventId }) => eventId));
    return buildGraph(entries.slice(0, joined), { appId, generation, startedAt, discarded, stored: known });
  }, [entries, joined, appId, generation, startedAt, known]);
  return { graph, known };
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
