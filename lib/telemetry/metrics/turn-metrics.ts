import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { QUICK } from './buckets';
import { createAppChildren, createChildren } from './children';
import type { Handlers } from './handlers';

type Kinds = 'turn-handed-out' | 'turn-answered' | 'answer-ignored' | 'stalled' | 'stall-over';

/** Turns: how long they waited and took, what came of them; answers that nobody waited for; instances that are stalled. */
export function createTurnMetrics(registry: Registry): Handlers<Kinds> {
  const registers = [registry];
  const latency = new Histogram({
    ...{ name: 'perdure_turn_scheduling_latency_seconds', help: 'How long a ready turn waited for a worker.' },
    ...{ labelNames: ['app_id'], registers, buckets: QUICK },
  });
  const duration = new Histogram({
    ...{ name: 'perdure_turn_duration_seconds', help: 'From handing a turn to a worker to its answer.' },
    ...{ labelNames: ['app_id', 'workflow'], registers, buckets: QUICK },
  });
  const answered = new Counter({
    ...{ name: 'perdure_turns_answered_total', help: 'Answers to turns: applied, stalled, refused, stale.' },
    ...{ labelNames: ['app_id', 'outcome'], registers },
  });
  const ignored = new Counter({
    ...{
      name: 'perdure_answers_ignored_total',
      help: 'Answers that changed nothing: stale, or late and duplicate ones.',
    },
    ...{ labelNames: ['app_id', 'item', 'reason'], registers },
  });
  const stalled = new Gauge({
    ...{
      name: 'perdure_stalled_instances',
      help: 'Instances that no connected worker can take on, or that grew too large.',
    },
    ...{ labelNames: ['app_id'], registers },
  });
  const of = createChildren((app_id, workflow) => duration.labels({ app_id, workflow }));
  const latencyOf = createAppChildren((app_id) => latency.labels({ app_id }));
  const outcomes = createChildren((app_id, outcome) => answered.labels({ app_id, outcome }));
  const stalledOf = createAppChildren((app_id) => stalled.labels({ app_id }));
  const ignoredOf = createAppChildren(
    (app_id) => (item: string, reason: string) => ignored.inc({ app_id, item, reason }),
  );
  return {
    'turn-handed-out': ({ appId, waited }) => latencyOf(appId).observe(waited / 1_000),
    'turn-answered': ({ appId, name, took, outcome }) => {
      of.of(appId, name).observe(took / 1_000);
      outcomes.of(appId, outcome).inc();
    },
    'answer-ignored': ({ appId, item, reason }) => ignoredOf(appId)(item, reason),
    stalled: ({ appId }) => stalledOf(appId).inc(),
    'stall-over': ({ appId }) => stalledOf(appId).dec(),
  };
}
