import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Observation, Observe } from '../observation';
import { createActivityMetrics } from './activity-metrics';
import type { Handlers } from './handlers';
import { createReadings, type Readings } from './readings';
import { createStoreMetrics } from './store-metrics';
import { createStreamMetrics } from './stream-metrics';
import { createTurnMetrics } from './turn-metrics';
import { createWorkflowMetrics } from './workflow-metrics';

export type Metrics = {
  readonly contentType: string;
  /** Everything, as Prometheus reads it. */
  render(): Promise<string>;
  readonly observe: Observe;
  /** From now on scrapes tell these as well. Called once. */
  read(readings: Readings): void;
  /** All metrics but those of the process. */
  described(): readonly { readonly name: string; readonly type: string; readonly labels: readonly string[] }[];
};

/** The runtime's own metrics (docs/telemetry.md has the table of them). */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const handlers: Handlers = {
    ...createWorkflowMetrics(registry),
    ...createActivityMetrics(registry),
    ...createTurnMetrics(registry),
    ...createStoreMetrics(registry),
    ...createStreamMetrics(registry),
  };
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    observe: (observation) => handle(handlers, observation),
    read: (readings) => createReadings(registry, readings),
    described: () => registry.getMetricsAsArray().filter(isOwn).map(describe),
  };
}

function handle<K extends Observation['kind']>(handlers: Handlers<K>, observation: Observation & { kind: K }): void {
  // Safe: each handler stands under the kind that it takes.
  (handlers[observation.kind] as (observation: Observation) => void)(observation);
}

type Described = ReturnType<Metrics['described']>[number];
type Registered = ReturnType<Registry['getMetricsAsArray']>[number];

function isOwn({ name }: Registered): boolean {
  return name.startsWith('perdure_');
}

function describe(metric: Registered): Described {
  // The type says nothing of these two, which every metric of the library has.
  const { type, labelNames } = metric as Registered & { readonly type: string; readonly labelNames: readonly string[] };
  return { name: metric.name, type, labels: labelNames };
}
