import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import { instants } from '@/lib/testing/protocol-arbitraries';
import { Timestamp } from '../generated/google/protobuf/timestamp';
import { instantFromWire, instantToWire } from './instant';

test('never is the last nanosecond of the year 9999, and so is everything after', () => {
  const last = { seconds: 253_402_300_799, nanos: 999_999_999 };
  expect(instantToWire(NEVER)).toEqual(last);
  expect(instantToWire(NEVER + 5)).toEqual(last);
  expect(instantFromWire(last)).toBe(NEVER);
  expect(instantFromWire({ seconds: 253_402_300_799, nanos: 0 })).toBe(NEVER);
  expect(instantFromWire({ seconds: 253_402_300_800, nanos: 0 })).toBe(NEVER);
  expect(instantFromWire({ seconds: 253_402_300_798, nanos: 999_999_999 })).toBeLessThan(NEVER);
});

test('an absent time is 1970', () => {
  expect(instantFromWire(undefined)).toBe(0);
});

test('microseconds survive, and equal times are equal numbers', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const wire = instantToWire(instant);
      expect(wire.nanos).toBeGreaterThanOrEqual(0);
      expect(wire.nanos).toBeLessThan(1_000_000_000);
      expect(instantFromWire(Timestamp.decode(Timestamp.encode(wire).finish()))).toBe(instant);
    }),
  );
});

test('whatever a client sends, order is kept to the microsecond', () => {
  const timestamps = fc.record({
    seconds: fc.integer({ min: 0, max: 4_000_000_000 }),
    nanos: fc.integer({ min: 0, max: 999_999_999 }),
  });
  fc.assert(
    fc.property(timestamps, (timestamp) => {
      const back = instantToWire(instantFromWire(timestamp));
      expect(back).toEqual({ seconds: timestamp.seconds, nanos: timestamp.nanos - (timestamp.nanos % 1000) });
    }),
  );
});
