import type { Instant } from '@/lib/domain/instant';
import type { Clock } from '../clock';

/** What is due by the clock, and when the next of it is. */
export type DueSource<T> = {
  due(now: Instant, limit: number): Promise<readonly T[]>;
  nextDueAt(): Promise<Instant | undefined>;
};

/** Looks at instances by the clock: timers that are due, starts that were planned for now, runs kept long enough. */
export type DueTimers = {
  /** Says that something is due at `at`; looked at no later than that. */
  expect(at: Instant): void;
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
};

type DueTimersParts<T> = {
  readonly source: DueSource<T>;
  readonly clock: Clock;
  /** How many are taken at a time; other work goes on between two rounds. */
  readonly perRound?: number;
  readonly fire: (due: T) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

const PER_ROUND = 200;
/** Looked at again at least this often, in milliseconds, so that a clock that was set forward is noticed. */
const LONGEST_SLEEP = 5_000;
const AFTER_ERROR = 1_000;

export function createDueTimers<T>(parts: DueTimersParts<T>): DueTimers {
  const { source, clock, perRound = PER_ROUND, fire, onError } = parts;
  let wakeAt = Infinity;
  let cancel: () => void = () => undefined;
  let round: Promise<void> | undefined;
  let state: 'idle' | 'running' | 'stopped' = 'idle';

  function sleepUntil(at: Instant): void {
    if (state !== 'running') return;
    cancel();
    wakeAt = at;
    cancel = clock.after(Math.max(0, Math.min(at - clock.now(), LONGEST_SLEEP)), wake);
  }

  function wake(): void {
    wakeAt = Infinity;
    round ??= lookOnce().finally(() => {
      round = undefined;
    });
  }

  async function lookOnce(): Promise<void> {
    try {
      const due = await source.due(clock.now(), perRound);
      await Promise.all(due.map(fire));
      const next = due.length === perRound ? clock.now() : await source.nextDueAt();
      sleepUntil(Math.min(next ?? Infinity, wakeAt));
    } catch (error) {
      onError(error);
      sleepUntil(clock.now() + AFTER_ERROR);
    }
  }

  return {
    expect(at) {
      if (at < wakeAt && round === undefined) sleepUntil(at);
      else if (at < wakeAt) wakeAt = at;
    },
    start() {
      state = 'running';
      wake();
    },
    async stop() {
      state = 'stopped';
      cancel();
      await round;
    },
  };
}
