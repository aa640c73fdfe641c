import { Counter, Histogram, type Registry } from 'prom-client';
import { COUNTS, QUICK } from './buckets';
import type { Handlers } from './handlers';

type Kinds = 'committed' | 'commit-failed' | 'timer-ended';

/** Commits, and how late timers are. */
export function createStoreMetrics(registry: Registry): Handlers<Kinds> {
  const registers = [registry];
  const changeSets = new Histogram({
    ...{ name: 'perdure_commit_change_sets', help: 'Change sets that shared a commit.', registers, buckets: COUNTS },
  });
  const duration = new Histogram({
    ...{ name: 'perdure_commit_duration_seconds', help: 'How long a commit took.', registers, buckets: QUICK },
  });
  const failed = new Counter({
    ...{ name: 'perdure_commits_failed_total', help: 'Commits of which nothing was kept.', registers },
  });
  const lag = new Histogram({
    ...{ name: 'perdure_timer_lag_seconds', help: 'How long after its time a timer fired.', registers, buckets: QUICK },
  });
  return {
    committed: ({ changeSets: count, took }) => {
      changeSets.observe(count);
      duration.observe(Math.max(0, took) / 1_000);
    },
    'commit-failed': () => failed.inc(),
    'timer-ended': ({ how, at, created }) => {
      if (how === 'fired') lag.observe(Math.max(0, at - created.fireAt) / 1_000);
    },
  };
}
