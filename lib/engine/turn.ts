import type { HistoryEvent, WorkflowVersion } from '@/lib/domain/history-event';
import { instantAfter, type Instant } from '@/lib/domain/instant';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import type { Change } from './change';
import { eventsOf, type LiveInstance } from './live-instance';

/** What a worker was handed: the new events, and the last inbox entry among them. */
export type Turn = {
  readonly fresh: readonly HistoryEvent[];
  readonly through: number;
  /** True when it would be opened just so again by a runtime that knows no more than the store. */
  readonly isRepeatable?: boolean | undefined;
};

/** What the worker made of it. */
export type TurnResponse = {
  readonly actions: readonly WorkflowAction[];
  /** Absent or '' leaves the custom status as it is (the JavaScript SDK sends '' when none was set). */
  readonly customStatus: string | undefined;
  readonly version: WorkflowVersion | undefined;
};

/** The action that ends a run. */
export type Completion = Extract<WorkflowAction, { kind: 'complete' }>;

/** A turn that is handed out later than this many milliseconds after its newest arrival is opened when it is handed out. */
const AT_ONCE_MS = 1_000;

/**
 * Opens a turn: one workflow-started event, then the inbox in the order of arrival (B10, B11, B13).
 *
 * Its time is that of the newest arrival when that was to be handed out at once: a runtime that starts after a crash (`since`)
 * opens the same turn, event by event, and a workflow that derives anything from the time derives the same.
 */
export function beginTurn(instance: LiveInstance, now: Instant, since: Instant = -Infinity): Turn {
  const newest = instance.inbox.at(-1);
  const arrivedAt = newest?.opensTurn === true ? newest.event.at : -Infinity;
  const isRepeatable = arrivedAt > -Infinity && (now - arrivedAt <= AT_ONCE_MS || arrivedAt < since);
  const opening: HistoryEvent = {
    kind: 'workflow-started',
    eventId: -1,
    at: instantAfter(instance.view.lastAt, isRepeatable ? arrivedAt : now),
  };
  return {
    fresh: [opening, ...eventsOf(instance.inbox)],
    through: newest?.seq ?? -1,
    isRepeatable,
  };
}

/** The change with its newest arrival marked as one that a turn is handed out for at once. */
export function openingTurn(change: Change): Change {
  const newest = change.add.at(-1);
  if (newest === undefined || newest !== change.next.inbox.at(-1)) return change;
  const marked = { ...newest, opensTurn: true };
  return {
    ...change,
    next: { ...change.next, inbox: change.next.inbox.with(-1, marked) },
    add: change.add.with(-1, marked),
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
