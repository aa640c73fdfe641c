import { type Instant, NEVER } from '@/lib/domain/instant';
import type { Timestamp } from '../generated/google/protobuf/timestamp';

/** The last second of the year 9999; SDKs write "never" as its last nanosecond. */
const LAST_SECOND = 253_402_300_799;

/** Microseconds are kept. `NEVER` and everything after it become the last nanosecond of the year 9999. */
export function instantToWire(instant: Instant): Timestamp {
  if (instant >= NEVER) return { seconds: LAST_SECOND, nanos: 999_999_999 };
  const seconds = Math.floor(instant / 1000);
  const micros = Math.round((instant - seconds * 1000) * 1000);
  return micros < 1_000_000 ? { seconds, nanos: micros * 1000 } : { seconds: seconds + 1, nanos: 0 };
}

/** Nanoseconds are cut to microseconds; an absent time is 1970, which is what it means on the wire. */
export function instantFromWire(timestamp: Timestamp | undefined): Instant {
  if (timestamp === undefined) return 0;
  const { seconds, nanos } = timestamp;
  if (seconds >= LAST_SECOND) return NEVER;
  const micros = seconds * 1_000_000 + Math.floor(nanos / 1000);
  // One division of whole numbers, so that equal times are equal numbers. Past the year 2255 a number cannot hold
  // microseconds any more.
  return Number.isSafeInteger(micros) ? micros / 1000 : seconds * 1000 + Math.floor(nanos / 1_000_000);
}

/** For a time that may be absent. */
export function optionalInstantToWire(instant: Instant | undefined): Timestamp | undefined {
  return instant === undefined ? undefined : instantToWire(instant);
}

/** For a time that may be absent. */
export function optionalInstantFromWire(timestamp: Timestamp | undefined): Instant | undefined {
  return timestamp === undefined ? undefined : instantFromWire(timestamp);
}
