/**
 * A point in time: milliseconds since 1970-01-01 UTC. May carry a fraction (microseconds) so that events of one
 * instance can be strictly ordered within a millisecond.
 */
export type Instant = number;

/**
 * The instant of a timer that is never due. SDKs ask for 9999-12-31T23:59:59.999999999Z when they wait for an external
 * event without a deadline; the value must go back to them digit by digit, so it has a name of its own.
 */
export const NEVER: Instant = 253_402_300_799_999;

/** The smallest step between two instants that survives the way over the wire and back (one microsecond). */
const TICK = 0.001;

/** An instant that is at `now`, or just after `previous` when the clock has not moved past it. */
export function instantAfter(previous: Instant | undefined, now: Instant): Instant {
  if (previous === undefined || now > previous) return now;
  return Math.round((previous + TICK) * 1000) / 1000;
}
