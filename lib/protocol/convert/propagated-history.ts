import { AppError } from '@/lib/domain/app-error';
import type { PropagatedChunk, PropagatedHistory } from '@/lib/domain/propagated-history';
import { PropagatedHistory as WirePropagatedHistory, type PropagatedHistoryChunk } from '../generated/history';
import { HistoryPropagationScope } from '../generated/workflow';
import { decodeHistoryEvent, encodeHistoryEvent } from './history-event';
import { propagationFromWire, propagationToWire } from './propagation-scope';

/** The message that workers are sent. */
export function propagatedHistoryToWire({ scope, chunks }: PropagatedHistory): WirePropagatedHistory {
  return {
    scope: propagationToWire(scope) ?? HistoryPropagationScope.HISTORY_PROPAGATION_SCOPE_NONE,
    chunks: chunks.map(chunkToWire),
  };
}

/** Partner of `encodePropagatedHistory`; undefined for a scope that tells nothing. Throws `invalid` for other bytes. */
export function decodePropagatedHistory(bytes: Uint8Array): PropagatedHistory | undefined {
  const { scope, chunks } = wireFrom(bytes);
  const known = propagationFromWire(scope);
  if (known === undefined || known === 'none') return undefined;
  return { scope: known, chunks: chunks.map(chunkFromWire) };
}

/** The bytes propagated history is stored as; they are what the protocol would send. */
export function encodePropagatedHistory(history: PropagatedHistory): Uint8Array {
  return WirePropagatedHistory.encode(propagatedHistoryToWire(history)).finish();
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
