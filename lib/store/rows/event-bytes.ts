import type { HistoryEvent } from '@/lib/domain/history-event';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import { decodeHistoryEvent, encodeHistoryEvent } from '@/lib/protocol/convert/history-event';
import { decodePropagatedHistory, encodePropagatedHistory } from '@/lib/protocol/convert/propagated-history';

/** The stored form of an event: the protobuf that workers are sent, so nothing of it is lost. */
export function toEventBytes(event: HistoryEvent): Uint8Array {
  return encodeHistoryEvent(event);
}

export function fromEventBytes(bytes: Uint8Array): HistoryEvent {
  return decodeHistoryEvent(bytes);
}

/** The stored form of propagated history: the protobuf that workers are sent. */
export function toPropagatedBytes(history: PropagatedHistory): Uint8Array {
  return encodePropagatedHistory(history);
}

export function fromPropagatedBytes(bytes: Uint8Array): PropagatedHistory | undefined {
  return decodePropagatedHistory(bytes);
}
