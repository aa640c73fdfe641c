import type { HistoryEvent, WorkflowVersion } from '@/lib/domain/history-event';
import { instantAfter, type Instant } from '@/lib/domain/instant';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import { eventsOf, type LiveInstance } from './live-instance';

/** What a worker was handed: the new events, and the last inbox entry among them. */
export type Turn = { readonly fresh: readonly HistoryEvent[]; readonly through: number };

/** What the worker made of it. */
export type TurnResponse = {
  readonly actions: readonly WorkflowAction[];
  /** Absent or '' leaves the custom status as it is (the JavaScript SDK sends '' when none was set). */
  readonly customStatus: string | undefined;
  readonly version: WorkflowVersion | undefined;
};

/** The action that ends a run. */
export type Completion = Extract<WorkflowAction, { kind: 'complete' }>;

/** Opens a turn: one workflow-started event, then the inbox in the order of arrival (B10, B11, B13). */
export function beginTurn(instance: LiveInstance, now: Instant): Turn {
  const opening: HistoryEvent = {
    kind: 'workflow-started',
    eventId: -1,
    at: instantAfter(instance.view.lastAt, now),
  };
  return {
    fresh: [opening, ...eventsOf(instance.inbox)],
    through: instance.inbox.at(-1)?.seq ?? -1,
  };
}

/**
 * The turn's events with the version the worker ran it with written on the opening one (dapr-protocol 2.7). The worker
 * names all patches that the run has asked for, the `known` ones first (else it is stalled), as often as it asked for
 * them (.NET repeats them); only what follows is new.
 */
export function versioned(
  turn: Turn,
  known: readonly string[],
  version: WorkflowVersion | undefined,
): readonly HistoryEvent[] {
  const patches = (version?.patches ?? []).slice(known.length);
  const name = version?.name === '' ? undefined : version?.name;
  if (name === undefined && patches.length === 0) return turn.fresh;
  return turn.fresh.map((event) =>
    event.kind === 'workflow-started' ? { ...event, version: { name, patches } } : event,
  );
}
