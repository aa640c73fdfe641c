import { describeInstance } from '@/lib/dapr/describe-instance';
import type { DaprInstance } from '@/lib/dapr/dapr-instance';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InboxEntry } from '@/lib/domain/inbox-entry';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { History } from '@/lib/engine/history';
import { apply, EMPTY_STATE } from '@/lib/engine/history-state';
import { liveInstance, type LiveInstance } from '@/lib/engine/live-instance';
import { updateSteps } from '@/lib/engine/steps';

/** An instance of a Dapr cluster as the runtime would know it had it run it itself. */
export type DerivedRun = { readonly live: LiveInstance; readonly steps: readonly Step[] };

/** What the rows of the cluster do not tell by themselves. */
export type RunContext = {
  /** Row key in Perdure's store. */
  readonly key: number;
  /** The instance's own inbox, numbered as the store needs it. */
  readonly inbox: readonly InboxEntry[];
  readonly generation: number;
  /** When it was created, if no event that can be read tells. */
  readonly seenAt: Instant;
  /** Times of the first generation, where they are known from then. */
  readonly beginnings?: { readonly createdAt: Instant; readonly startedAt: Instant | undefined } | undefined;
};

export function deriveRun(found: DaprInstance, { key, inbox, generation, beginnings, seenAt }: RunContext): DerivedRun {
  const { appId, instanceId, history, customStatus, propagated } = found;
  const events = [...history, ...inbox.map(({ event }) => event)];
  const { createdAt = events[0]?.at ?? seenAt, rerunOf } = describeInstance(found);
  const steps = stepsOf(events, generation);
  const firstTurnAt = history.find(({ kind }) => kind === 'workflow-started')?.at;
  const live = liveInstance({
    ref: { appId, instanceId },
    ...{ key, inbox, generation, createdAt, rerunOf, customStatus, steps, propagated },
    history: History.of(history),
    // A rerun begins with the turns of the run that it was made from.
    startedAt: rerunOf === undefined ? firstTurnAt : createdAt,
    attempts: steps.reduce((most, step) => Math.max(most, step.attempt), 0),
    lastError: newestError(events),
    ...beginnings,
  });
  return { live, steps };
}

function stepsOf(events: readonly HistoryEvent[], generation: number): readonly Step[] {
  const all = new Map<number, Step>();
  let state = EMPTY_STATE;
  let open: ReadonlyMap<number, Step> = new Map();
  for (const event of events) {
    const update = updateSteps(open, [event], { generation, failedTries: state.failedTries });
    open = update.steps;
    for (const step of update.changed) all.set(step.eventId, step);
    state = apply(state, event);
  }
  return [...all.values()];
}

/** A rerun forgets the errors of the run that it was made from. */
function newestError(events: readonly HistoryEvent[]): string | undefined {
  const fork = events.findLastIndex((event) => 'rerunOf' in event && event.rerunOf !== undefined);
  return events
    .slice(fork + 1)
    .flatMap((event) => errorOf(event) ?? [])
    .at(-1);
}

function errorOf(event: HistoryEvent): string | undefined {
  if (event.kind === 'execution-stalled') return event.description;
  return 'failure' in event ? event.failure?.message : undefined;
}
