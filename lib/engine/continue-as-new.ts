import type { EventOf, HistoryEvent, TraceContext } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { Change } from './change';
import type { Completion } from './turn';
import { eventsOf } from './live-instance';
import { propagatedAgain } from './propagation';
import { addToInbox } from './receive';
import { nextGeneration } from './start';

/** What the history of the next generation says of its trace. */
export type NextTrace = {
  ofNextGeneration(previous: EventOf<'execution-started'>, executionId: string): TraceContext | undefined;
};

type Means = { readonly at: Instant; readonly newId: () => string; readonly traces?: NextTrace | undefined };

/**
 * Starts an instance over with a new input (dapr-protocol 2.2, B41, B42): empty history, a fresh execution id, the parent
 * link kept; then what the SDK carries over, then what arrived meanwhile and is not a result of the old generation.
 */
export function continueAsNew(turnChange: Change, completion: Completion, { at, newId, traces }: Means): Change {
  const old = turnChange.next;
  const previous = old.state.started;
  const executionId = newId();
  const started: EventOf<'execution-started'> = {
    kind: 'execution-started',
    eventId: -1,
    at,
    name: previous?.name ?? '',
    version: completion.newVersion ?? previous?.version,
    input: completion.result,
    instanceId: old.ref.instanceId,
    executionId,
    parent: previous?.parent,
    trace: previous && traces ? traces.ofNextGeneration(previous, executionId) : previous?.trace,
    tags: previous?.tags ?? {},
    router: previous?.router,
  };
  const carried = completion.carryover.map((event): HistoryEvent => ({ ...event, eventId: -1, at }));
  const arrived = eventsOf(old.inbox).filter(survives);
  const fresh = { ...nextGeneration(old, old.customStatus), propagated: propagatedAgain(old) };
  const change = addToInbox(fresh, [started, ...carried, ...arrived]);
  return { ...change, reset: true, removeThrough: old.nextSeq - 1 };
}

function survives(event: HistoryEvent): boolean {
  return (
    event.kind === 'event-raised' ||
    event.kind === 'execution-suspended' ||
    event.kind === 'execution-resumed' ||
    event.kind === 'execution-terminated'
  );
}
