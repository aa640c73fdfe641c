import type { Failure } from '@/lib/domain/failure';
import type { HistoryEvent } from '@/lib/domain/history-event';

/** What an event takes besides its texts: kind, ids, times, and how they are told apart on the wire. */
const EACH_EVENT = 48;

/** Bytes of a text in UTF-8, which is how it is sent and stored. */
export function textBytes(text: string | undefined): number {
  return text === undefined ? 0 : Buffer.byteLength(text);
}

/** About how many bytes an event takes on the wire and in the store: its texts, and a constant for the rest. */
export function eventBytes(event: HistoryEvent): number {
  return EACH_EVENT + payloadBytes(event) + textBytes('name' in event ? event.name : undefined);
}

/** Bytes of what people put into an event: input, result, output, or failure. */
export function payloadBytes(event: HistoryEvent): number {
  const input = 'input' in event ? textBytes(event.input) : 0;
  const result = 'result' in event ? textBytes(event.result) : 0;
  const output = 'output' in event ? textBytes(event.output) : 0;
  return input + result + output + ('failure' in event ? failureBytes(event.failure) : 0);
}

/** Bytes of a failure and of what caused it. */
export function failureBytes(failure: Failure | undefined): number {
  let bytes = 0;
  for (let cause = failure; cause !== undefined; cause = cause.inner) {
    bytes += textBytes(cause.type) + textBytes(cause.message) + textBytes(cause.stack);
  }
  return bytes;
}
