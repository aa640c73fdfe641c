import { Counter, Histogram, type Registry } from 'prom-client';
import { QUICK, WORK } from './buckets';
import { createAppChildren, createChildren } from './children';
import type { Handlers } from './handlers';

const APP_AND_ACTIVITY = ['app_id', 'activity'] as const;

type Kinds = 'activity-ended' | 'activity-retried' | 'activity-handed-out' | 'activity-answered';

/** Activities: how they ended, how often they were tried, how long they waited and took. By the app that runs them. */
export function createActivityMetrics(registry: Registry): Handlers<Kinds> {
  const registers = [registry];
  const ended = new Counter({
    ...{ name: 'perdure_activities_ended_total', help: 'Activities with an outcome: completed, failed, canceled.' },
    ...{ labelNames: [...APP_AND_ACTIVITY, 'outcome'], registers },
  });
  const retries = new Counter({
    ...{ name: 'perdure_activity_retries_total', help: 'Tries after a failed one, by whose policy asked for them.' },
    ...{ labelNames: [...APP_AND_ACTIVITY, 'policy'], registers },
  });
  const duration = new Histogram({
    ...{ name: 'perdure_activity_duration_seconds', help: 'From handing an activity to a worker to its answer.' },
    ...{ labelNames: APP_AND_ACTIVITY, registers, buckets: WORK },
  });
  const latency = new Histogram({
    ...{ name: 'perdure_activity_scheduling_latency_seconds', help: 'How long a ready activity waited for a worker.' },
    ...{ labelNames: ['app_id'], registers, buckets: QUICK },
  });
  const of = createChildren((app_id, activity) => {
    const labels = { app_id, activity };
    return {
      'task-completed': ended.labels({ ...labels, outcome: 'completed' }),
      'task-failed': ended.labels({ ...labels, outcome: 'failed' }),
      canceled: ended.labels({ ...labels, outcome: 'canceled' }),
      workflow: retries.labels({ ...labels, policy: 'workflow' }),
      runtime: retries.labels({ ...labels, policy: 'runtime' }),
      duration: duration.labels(labels),
    };
  });
  const latencyOf = createAppChildren((app_id) => latency.labels({ app_id }));
  return {
    'activity-ended': ({ appId, scheduled, ended: { kind } }) => of.of(appId, scheduled.name)[kind].inc(),
    'activity-retried': ({ appId, name, by }) => of.of(appId, name)[by].inc(),
    'activity-handed-out': ({ appId, waited }) => latencyOf(appId).observe(waited / 1_000),
    'activity-answered': ({ appId, name, took }) => of.of(appId, name).duration.observe(took / 1_000),
  };
}
