import type { Instant } from '@/lib/domain/instant';
import type { Clock } from '@/lib/runtime/clock';
import { T0 } from './store-builders';

export type ManualClock = Clock & {
  /** Moves time on and calls, in the order of their times, whatever becomes due on the way. */
  advance(ms: number): void;
};

type Alarm = { readonly at: Instant; readonly run: () => void };

/** Time that stands still until a test moves it. What is due at once is called soon, without any move. */
export function createManualClock(start: Instant = T0): ManualClock {
  const alarms = new Set<Alarm>();
  let now = start;

  function earliest(until: Instant): Alarm | undefined {
    let best: Alarm | undefined;
    for (const alarm of alarms) {
      if (alarm.at <= until && (best === undefined || alarm.at < best.at)) best = alarm;
    }
    return best;
  }

  return {
    now: () => now,
    after(ms, run) {
      const alarm: Alarm = { at: now + ms, run };
      alarms.add(alarm);
      if (ms <= 0) setImmediate(() => void (alarms.delete(alarm) && run()));
      return () => void alarms.delete(alarm);
    },
    advance(ms) {
      const until = now + ms;
      for (let alarm = earliest(until); alarm !== undefined; alarm = earliest(until)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.run();
      }
      now = until;
    },
  };
}
