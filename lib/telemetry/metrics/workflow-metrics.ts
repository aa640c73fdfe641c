import { Counter, Histogram, type Registry } from 'prom-client';
import { LONG } from './buckets';
import { createAppChildren, createChildren } from './children';
import type { Handlers } from './handlers';

const APP_AND_WORKFLOW = ['app_id', 'workflow'] as const;

type Kinds = 'workflow-started' | 'workflow-ended' | 'workflow-continued' | 'expired';

/** Workflows that began, went on and ended, and how long they took. */
export function createWorkflowMetrics(registry: Registry): Handlers<Kinds> {
  const registers = [registry];
  const started = new Counter({
    ...{ name: 'perdure_workflows_started_total', help: 'Instances started, children among them.' },
    ...{ labelNames: APP_AND_WORKFLOW, registers },
  });
  const ended = new Counter({
    ...{ name: 'perdure_workflows_ended_total', help: 'Instances ended, by status.' },
    ...{ labelNames: [...APP_AND_WORKFLOW, 'status'], registers },
  });
  const continued = new Counter({
    ...{ name: 'perdure_workflows_continued_as_new_total', help: 'Generations that were followed by another.' },
    ...{ labelNames: APP_AND_WORKFLOW, registers },
  });
  const duration = new Histogram({
    ...{
      name: 'perdure_workflow_duration_seconds',
      help: 'From the start of an instance, or its planned start, to its end.',
    },
    ...{ labelNames: APP_AND_WORKFLOW, registers, buckets: LONG },
  });
  const deletions = new Counter({
    ...{ name: 'perdure_retention_deletions_total', help: 'Instances deleted because they were kept long enough.' },
    ...{ labelNames: ['app_id'], registers },
  });
  const of = createChildren((app_id, workflow) => {
    const labels = { app_id, workflow };
    return {
      started: started.labels(labels),
      continued: continued.labels(labels),
      duration: duration.labels(labels),
      completed: ended.labels({ ...labels, status: 'completed' }),
      failed: ended.labels({ ...labels, status: 'failed' }),
      terminated: ended.labels({ ...labels, status: 'terminated' }),
    };
  });
  const deletionsOf = createAppChildren((app_id) => deletions.labels({ app_id }));
  return {
    'workflow-started': ({ ref, name }) => of.of(ref.appId, name).started.inc(),
    'workflow-continued': ({ run }) => of.of(run.ref.appId, run.started.name).continued.inc(),
    'workflow-ended': ({ run, completed, status }) => {
      const child = of.of(run.ref.appId, run.started.name);
      child[status].inc();
      const from = Math.max(run.createdAt, run.started.scheduledStartAt ?? 0);
      child.duration.observe(Math.max(0, completed.at - from) / 1_000);
    },
    expired: ({ appId }) => deletionsOf(appId).inc(),
  };
}
