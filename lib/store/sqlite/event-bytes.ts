import type { HistoryEvent } from '@/lib/domain/history-event';
import { decodeHistoryEvent, encodeHistoryEvent } from '@/lib/protocol/convert/history-event';

/** The stored form of an event: the protobuf that workers are sent, so nothing of it is lost. */
export function toEventBytes(event: HistoryEvent): Uint8Array {
  return encodeHistoryEvent(event);
}

export function fromEventBytes(bytes: Uint8Array): HistoryEvent {
  return decodeHistoryEvent(bytes);
}
