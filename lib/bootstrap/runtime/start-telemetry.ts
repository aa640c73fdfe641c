import { statSync } from 'node:fs';
import type { RunningRuntime } from '@/lib/runtime/create-runtime';
import type { Log } from '@/lib/telemetry/log';
import { createMetrics, type Metrics } from '@/lib/telemetry/metrics/create-metrics';
import type { Readings } from '@/lib/telemetry/metrics/readings';
import { UNTRACED, type Telemetry } from '@/lib/telemetry/telemetry';
import { tracingFromEnvironment } from '@/lib/telemetry/traces/tracing-settings';
import { PERDURE_VERSION } from '../version';
import { systemClock } from './system-clock';

const NOT_SENT = 'See that a collector listens at OTEL_EXPORTER_OTLP_ENDPOINT.';

export type RunningTelemetry = Telemetry & {
  readonly metrics: Metrics;
  /** Sends what has not been sent yet. */
  close(): Promise<void>;
};

/** Metrics always; traces when OpenTelemetry's own variables ask for them. Only then its packages are loaded. */
export async function startTelemetry(log: Log): Promise<RunningTelemetry> {
  const metrics = createMetrics();
  const wanted = tracingFromEnvironment(process.env, log);
  if (wanted === undefined) {
    return { metrics, observe: metrics.observe, traces: UNTRACED, close: () => Promise.resolve() };
  }
  const { startTracing } = await import('@/lib/telemetry/traces/start-tracing');
  const tracing = await startTracing({
    ...wanted,
    version: PERDURE_VERSION,
    onTrouble: (reason) => log.warn({ reason, hint: NOT_SENT }, 'spans could not be sent'),
  });
  return {
    metrics,
    observe(observation) {
      metrics.observe(observation);
      tracing.observe(observation);
    },
    traces: tracing.contexts,
    close: () =>
      tracing.close().catch((err: unknown) => log.warn({ err, hint: NOT_SENT }, 'the last spans could not be sent')),
  };
}

/** What each scrape looks up. */
export function readingsOf({ runtime, vitals }: RunningRuntime, storePath: string): Readings {
  return {
    now: systemClock.now,
    version: PERDURE_VERSION,
    workers: () => runtime.workers(),
    backlog: () => vitals().backlog,
    memory: () => vitals(),
    timers: (limit) => vitals().timers(limit),
    overdue: (limit) => vitals().overdue(limit),
    storeBytes: () => bytesOf(storePath) + bytesOf(`${storePath}-wal`),
  };
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
