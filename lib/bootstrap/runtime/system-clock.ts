import type { Clock } from '@/lib/runtime/clock';

/** Node fires a timer at once that is set for more milliseconds than this, about 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The time of this machine; waits of any length, for ever included. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    let rest = ms;
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const step = Math.min(rest, LONGEST_TIMER);
      rest -= step;
      timer = setTimeout(rest > 0 ? wait : run, step);
    };
    wait();
    return () => clearTimeout(timer);
  },
};
