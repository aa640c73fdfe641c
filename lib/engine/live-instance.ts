import type { HistoryEvent } from '@/lib/domain/history-event';
import { hasImportedTag } from '@/lib/domain/imported';
import type { InboxEntry } from '@/lib/domain/inbox-entry';
import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import { NEVER, type Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { hasNoResult } from './steps';
import { nextAttemptAt, repetitionsOf } from './repetitions';
import { IdMap } from './id-map';
import type { History } from './history';
import { EMPTY_STATE, fold, type HistoryState } from './history-state';

/** One instance as the engine sees it: a value; every transition makes a new one. */
export type LiveInstance = {
  readonly ref: InstanceRef;
  readonly key: number;
  /** Committed history of the current generation. */
  readonly history: History;
  /** The fold of `history`. */
  readonly state: HistoryState;
  /** Received and not yet handed to a worker. */
  readonly inbox: readonly InboxEntry[];
  /** `state` with the inbox folded in: what is known, though the worker does not know it yet. */
  readonly view: HistoryState;
  readonly nextSeq: number;
  readonly generation: number;
  readonly createdAt: Instant;
  /** When the first turn of the first generation was recorded. */
  readonly startedAt: Instant | undefined;
  readonly rerunOf: string | undefined;
  readonly customStatus: string | undefined;
  /** Steps of the current generation that have no result, by action id. */
  readonly steps: ReadonlyMap<number, Step>;
  /** Tries that failed and that the runtime repeated, by task execution id; this generation only. */
  readonly repeatedTries: ReadonlyMap<string, number>;
  /** Action ids of activities that may rest between two tries; `restingSteps` tells which do. */
  readonly resting: readonly number[];
  /** Most attempts that any one step has needed so far; 0 before the first step. */
  readonly attempts: number;
  readonly lastError: string | undefined;
  /**
   * When the worker is asked once more whether anything is to be done, though nothing new has come: an answer was taken
   * that may have been one to an earlier turn, whose events it did not know.
   */
  readonly askAgainAt?: Instant | undefined;
  /** History of its callers that this run is told with every turn. */
  readonly propagated?: PropagatedHistory | undefined;
};

type Derived = 'state' | 'view' | 'nextSeq' | 'steps' | 'repeatedTries' | 'resting';

/** Builds the value from what a store holds. */
export function liveInstance(parts: Omit<LiveInstance, Derived> & { readonly steps: readonly Step[] }): LiveInstance {
  const state = fold(EMPTY_STATE, parts.history);
  const lastSeq = parts.inbox.at(-1)?.seq ?? -1;
  return {
    ...parts,
    state,
    view: fold(state, eventsOf(parts.inbox)),
    nextSeq: lastSeq + 1,
    steps: IdMap.of(parts.steps.filter(hasNoResult).map((step) => [step.eventId, step] as const)),
    ...repetitionsOf(parts),
  };
}

/** The events of inbox entries, in order. */
export function eventsOf(inbox: readonly InboxEntry[]): readonly HistoryEvent[] {
  return inbox.map((entry) => entry.event);
}

/** Status by dapr-protocol 2.3, with suspend and terminate known as soon as they are recorded. */
export function statusOf(instance: LiveInstance): InstanceStatus {
  const { state, view } = instance;
  if (state.completed !== undefined) {
    if (state.completed.status === 'completed' || state.completed.status === 'failed') return state.completed.status;
    return 'terminated';
  }
  if (state.stalled !== undefined) return 'stalled';
  if (view.suspended) return 'suspended';
  return state.started === undefined && instance.generation === 1 ? 'pending' : 'running';
}

/** The execution id of the current generation; '' only for an instance that a foreign store left without one. */
export function executionIdOf(instance: LiveInstance): string {
  return instance.view.started?.executionId ?? '';
}

/** The name of the workflow; '' only for an instance whose start is unknown. */
export function workflowName(instance: LiveInstance): string {
  return instance.view.started?.name ?? '';
}

/** True when a terminate was recorded and the end is not. */
export function isTerminating(instance: LiveInstance): boolean {
  return instance.state.completed === undefined && instance.view.terminated !== undefined;
}

/** True for a run that was imported: it is kept as it was and never acted on. */
export function isImported({ view }: LiveInstance): boolean {
  return hasImportedTag(view.started?.tags);
}

/** True when a worker may be handed the inbox: there is something new or to be asked, and nothing holds it (B3, B67). */
export function isTurnDue(instance: LiveInstance, now: Instant): boolean {
  if (instance.state.completed !== undefined || isImported(instance)) return false;
  if (instance.inbox.length === 0 && (instance.askAgainAt ?? NEVER) > now) return false;
  if (instance.view.suspended || isTerminating(instance)) return false;
  return startAt(instance) <= now;
}

/** True when activities of this instance may be dispatched. */
export function mayDispatch(instance: LiveInstance): boolean {
  const isOver = instance.state.completed !== undefined || isTerminating(instance);
  return !isOver && !instance.view.suspended && !isImported(instance);
}

/**
 * When the runtime must look at this instance again by the clock: next timer, next try of an activity, a start or a question
 * planned for later than `now`.
 */
export function dueAt(instance: LiveInstance, now: Instant): Instant | undefined {
  if (instance.state.completed !== undefined || isImported(instance)) return undefined;
  const timer = nextTimerAt(instance.view) ?? NEVER;
  const start = startAt(instance);
  const planned = [start, instance.askAgainAt ?? NEVER].filter((at) => at > now);
  const next = Math.min(timer, ...planned, nextAttemptAt(instance) ?? NEVER);
  return next < NEVER ? next : undefined;
}

/** When the next timer fires; one that waits for an event without a deadline never does. */
export function nextTimerAt({ timers }: HistoryState): Instant | undefined {
  let next = NEVER;
  for (const { fireAt } of timers.values()) next = Math.min(next, fireAt);
  return next < NEVER ? next : undefined;
}

/** A start planned for later holds the first turn; events that come before do not bring it forward. */
function startAt(instance: LiveInstance): Instant {
  if (instance.state.started !== undefined) return 0;
  return instance.view.started?.scheduledStartAt ?? 0;
}
