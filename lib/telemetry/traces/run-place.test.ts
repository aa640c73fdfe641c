import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventOf, TraceContext } from '@/lib/domain/history-event';
import { followingState, placeOfRun } from './run-place';
import { parseTrace, traceOf } from './trace-parent';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN_ID = '00f067aa0ba902b7';

describe('parseTrace', () => {
  test.each([
    ['no text', ''],
    ['an unknown form', '00-1-2-01'],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN_ID}-01`],
    ['a span of zeros', `00-${TRACE_ID}-${'0'.repeat(16)}-01`],
    ['the forbidden version', `ff-${TRACE_ID}-${SPAN_ID}-01`],
    ['capital letters', `00-${TRACE_ID.toUpperCase()}-${SPAN_ID}-01`],
    ['text behind the flags', `00-${TRACE_ID}-${SPAN_ID}-01x`],
  ])('%s is no trace', (_, traceParent) => {
    expect(parseTrace({ traceParent })).toBeUndefined();
  });

  test('a later version may say more', () => {
    const traceParent = `01-${TRACE_ID}-${SPAN_ID}-03-more`;
    expect(parseTrace({ traceParent })).toEqual({ traceId: TRACE_ID, spanId: SPAN_ID, isSampled: true });
  });

  test('what is written is read again', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length - 1}}[1-9a-f]$`));
    fc.assert(
      fc.property(digits(32), digits(16), fc.boolean(), (traceId, spanId, isSampled) => {
        expect(parseTrace(traceOf({ traceId, spanId, isSampled }))).toEqual({ traceId, spanId, isSampled });
      }),
    );
  });
});

describe('placeOfRun', () => {
  test('one execution has one place, whoever asks and whenever; another has another', () => {
    expect(placeOfRun(started('a'))).toEqual(placeOfRun(started('a')));
    expect(placeOfRun(started('a')).spanId).not.toBe(placeOfRun(started('b')).spanId);
    expect(placeOfRun(started('a')).traceId).not.toBe(placeOfRun(started('b')).traceId);
  });

  test('without a trace in history, or with one that cannot be read, it begins its own', () => {
    for (const trace of [undefined, { traceParent: 'nonsense' }]) {
      const place = placeOfRun(started('a', trace));
      expect(place).toMatchObject({ parent: undefined, isSampled: undefined, follows: undefined });
      expect(place.traceId).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  test('a context that names the run itself makes it a root', () => {
    const { spanId } = placeOfRun(started('a'));
    const place = placeOfRun(started('a', traceOf({ traceId: TRACE_ID, spanId, isSampled: true })));
    expect(place).toMatchObject({ traceId: TRACE_ID, spanId, parent: undefined, isSampled: true });
  });

  test('what it follows is read from the trace state, and not handed on', () => {
    const place = { traceId: TRACE_ID, spanId: SPAN_ID };
    const traceState = `vendor=x,${followingState(place)},other=y`;
    const read = placeOfRun(started('a', { traceParent: '', traceState }));
    expect(read).toMatchObject({ follows: place, traceState: 'vendor=x,other=y' });
  });
});

function started(executionId: string, trace?: TraceContext): EventOf<'execution-started'> {
  return { kind: 'execution-started', eventId: -1, at: 0, name: 'W', instanceId: 'i', tags: {}, executionId, trace };
}
