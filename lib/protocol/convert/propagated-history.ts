import { AppError } from '@/lib/domain/app-error';
import type { PropagatedChunk, PropagatedHistory } from '@/lib/domain/propagated-history';
import { PropagatedHistory as WirePropagatedHistory, type PropagatedHistoryChunk } from '../generated/history';
import { HistoryPropagationScope } from '../generated/workflow';
import { decodeHistoryEvent, encodeHistoryEvent } from './history-event';
import { propagationFromWire, propagationToWire } from './propagation-scope';

/** Partner of `propagatedHistoryFromWire`. */
export function propagatedHistoryToWire({ scope, chunks }: PropagatedHistory): WirePropagatedHistory {
  return {
    scope: propagationToWire(scope) ?? HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_NONE,
    chunks: chunks.map(chunkToWire),
  };
}

/** Undefined for a scope that tells nothing. Throws `invalid` for an event that this version does not know. */
export function propagatedHistoryFromWire({ scope, chunks }: WirePropagatedHistory): PropagatedHistory | undefined {
  const known = propagationFromWire(scope);
  if (known === undefined || known === 'none') return undefined;
  return { scope: known, chunks: chunks.map(chunkFromWire) };
}

/** The bytes propagated history is stored as; they are what the protocol would send. */
export function encodePropagatedHistory(history: PropagatedHistory): Uint8Array {
  return WirePropagatedHistory.encode(propagatedHistoryToWire(history)).finish();
}

/** Partner of `encodePropagatedHistory`. Throws `invalid` for bytes that are none. */
export function decodePropagatedHistory(bytes: Uint8Array): PropagatedHistory | undefined {
  return propagatedHistoryFromWire(wireFrom(bytes));
}

function wireFrom(bytes: Uint8Array): WirePropagatedHistory {
  try {
    return WirePropagatedHistory.decode(bytes);
  } catch (cause) {
    throw new AppError('invalid', `These ${bytes.length} bytes are no propagated history.`, { cause });
  }
}

function chunkToWire({ appId, instanceId, workflowName, events }: PropagatedChunk): PropagatedHistoryChunk {
  return { appId, instanceId, workflowName, rawEvents: events.map(encodeHistoryEvent) };
}

function chunkFromWire({ appId, instanceId, workflowName, rawEvents }: PropagatedHistoryChunk): PropagatedChunk {
  return { appId, instanceId, workflowName, events: rawEvents.map(decodeHistoryEvent) };
}
