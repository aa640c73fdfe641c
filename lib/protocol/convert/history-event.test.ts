import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_KINDS, eventsOfKind, historyEvents } from '@/lib/testing/protocol-arbitraries';
import { HistoryEvent as WireHistoryEvent } from '../generated/history';
import { decodeHistoryEvent, encodeHistoryEvent, historyEventFromWire, historyEventToWire } from './history-event';

describe('a history event keeps everything over the wire', () => {
  test.each(EVENT_KINDS)('%s', (kind) => {
    fc.assert(
      fc.property(eventsOfKind(kind), (event) => {
        expect(decodeHistoryEvent(encodeHistoryEvent(event))).toEqual(event);
      }),
    );
  });

  test('and its bytes are the same after another round', () => {
    fc.assert(
      fc.property(historyEvents, (event) => {
        const bytes = encodeHistoryEvent(event);
        const wire = WireHistoryEvent.decode(bytes);
        expect(WireHistoryEvent.encode(historyEventToWire(historyEventFromWire(wire))).finish()).toEqual(bytes);
      }),
    );
  });
});

describe('what is missing', () => {
  test.each(everyEmptyBody())('an empty $name does not crash', ({ bytes }) => {
    const event = decodeHistoryEvent(bytes);
    expect(event).toMatchObject({ eventId: 0, at: 0 });
    expect(decodeHistoryEvent(encodeHistoryEvent(event))).toEqual(event);
  });

  test('a completion without a status is refused, since it would mean RUNNING', () => {
    expect(() => decodeHistoryEvent(emptyBody(4))).toThrow(/cannot end with status 0/);
  });

  test('an event without a body is refused', () => {
    expect(() => historyEventFromWire({ eventId: 7 })).toThrow('History event 7 has no known body.');
  });

  test('an event with a body of a later protocol is refused', () => {
    expect(() => decodeHistoryEvent(emptyBody(33))).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('bytes that are no event are refused', () => {
    expect(() => decodeHistoryEvent(new Uint8Array([0x1a, 0xff]))).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  });
});

/** Field number 4 is the completion, which needs a status. */
function everyEmptyBody(): { name: string; bytes: Uint8Array }[] {
  const numbers = [3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 22, 31, 32];
  return numbers.map((number) => {
    const bytes = emptyBody(number);
    return { name: WireHistoryEvent.decode(bytes).eventType?.$case ?? `field ${number}`, bytes };
  });
}

/** A message of zero length in the given field. */
function emptyBody(field: number): Uint8Array {
  const tag = (field << 3) | 2;
  return new Uint8Array(tag < 128 ? [tag, 0] : [(tag & 127) | 128, tag >> 7, 0]);
}
