import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { LiveInstance } from './live-instance';

type Call = EventOf<'task-scheduled'> | EventOf<'child-created'>;
type Teller = Pick<LiveInstance, 'ref' | 'history' | 'view' | 'propagated'>;

/**
 * The history that a call asked to have told (dapr-protocol 2.9): the caller's own up to and with the call, for a lineage
 * after all that the caller was told itself. Undefined when the call asked for none. The same however often it is asked,
 * since what came later is left out.
 */
export function propagatedTo(caller: Teller, call: Call): PropagatedHistory | undefined {
  if (!isTold(call.propagation)) return undefined;
  const events = caller.history.slice();
  const last = events.findLastIndex((event) => event.kind === call.kind && event.eventId === call.eventId);
  return told(caller, call.propagation, events.slice(0, last + 1));
}

/** What the next generation of an instance is told: nothing unless this one was, and then with the same scope. */
export function propagatedAgain(ending: Teller): PropagatedHistory | undefined {
  const scope = ending.propagated?.scope;
  return scope && told(ending, scope, ending.history.slice());
}

function isTold(scope: Call['propagation']): scope is PropagatedHistory['scope'] {
  return scope !== undefined && scope !== 'none';
}

function told(
  { ref, view, propagated }: Teller,
  scope: PropagatedHistory['scope'],
  events: readonly HistoryEvent[],
): PropagatedHistory {
  const before = scope === 'lineage' ? (propagated?.chunks ?? []) : [];
  if (events.length === 0) return { scope, chunks: before };
  const { appId, instanceId } = ref;
  return { scope, chunks: [...before, { appId, instanceId, workflowName: view.started?.name ?? '', events }] };
}
