import type { Timestamp } from '@/lib/protocol/generated/google/protobuf/timestamp';

/** A wire time of milliseconds since 1970. */
export function timestamp(milliseconds: number): Timestamp {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1_000_000) };
}

/** Milliseconds since 1970, whole microseconds kept; NaN for an absent time, which is equal to and before nothing. */
export function millis(time: Timestamp | undefined): number {
  return time === undefined ? Number.NaN : time.seconds * 1000 + time.nanos / 1_000_000;
}
