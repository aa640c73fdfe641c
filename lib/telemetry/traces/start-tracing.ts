import {
  createTraceState,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { Context, SpanContext } from '@opentelemetry/api';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Instant } from '@/lib/domain/instant';
import type { Observe } from '../observation';
import type { TraceContexts } from '../telemetry';
import { spanOf, type SpanFacts } from './spans-of';
import { createTraceContexts } from './trace-contexts';
import type { SpanPlace } from './trace-parent';
import type { TracingSettings } from './tracing-settings';

export type Tracing = {
  readonly observe: Observe;
  readonly contexts: TraceContexts;
  /** Sends what has not been sent yet; rejects when that fails. */
  close(): Promise<void>;
};

export type TracingParts = TracingSettings & {
  readonly version: string;
  /** Spans could not be sent, or not as they should be; `reason` is OpenTelemetry's own. */
  readonly onTrouble: (reason: string) => void;
};

/** Makes spans of what the runtime observes and sends them over OTLP, by OpenTelemetry's own settings. */
export async function startTracing({ protocol, version, onTrouble }: TracingParts): Promise<Tracing> {
  tellTrouble(onTrouble);
  // The SDK asks for ids while it starts a span: ours are known before.
  let next: SpanPlace = { traceId: '', spanId: '' };
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'perdure', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
    spanProcessors: [new BatchSpanProcessor(await exporterFor(protocol))],
  });
  const tracer = provider.getTracer('perdure', version);
  const start = (place: SpanPlace, ...[name, options, context]: Parameters<typeof tracer.startSpan>) => {
    next = place;
    return tracer.startSpan(name, options, context);
  };
  const isSampled = (traceId: string): boolean => {
    const probe = start({ traceId, spanId: traceId.slice(16) }, 'sampled?', {}, ROOT_CONTEXT);
    return (probe.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
  };
  const write = (facts: SpanFacts): void => {
    const { run, name, attributes, from, until, isServed, follows, failure } = facts;
    const sampled = run.isSampled ?? isSampled(run.traceId);
    // Nobody asks the sampler about a trace that its beginning decided not to have.
    if (facts.parent === undefined && !sampled) return;
    const kind = isServed ? SpanKind.SERVER : SpanKind.INTERNAL;
    const links = follows === undefined ? [] : [{ context: contextOf(follows, true) }];
    const options = { attributes, startTime: preciseTime(from), kind, links };
    const span = start(facts, name, options, parentContext(facts, sampled));
    if (failure !== undefined) {
      const { type, message, stack = '' } = failure;
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      span.recordException({ name: type, message, stack }, preciseTime(until));
    }
    span.end(preciseTime(until));
  };
  return {
    contexts: createTraceContexts(isSampled),
    observe(observation) {
      const facts = spanOf(observation);
      if (facts !== undefined) write(facts);
    },
    close: () => provider.shutdown(),
  };
}

/** Seconds and nanoseconds: OpenTelemetry takes a bare number for a time since the process began if it is small enough. */
function preciseTime(at: Instant): [number, number] {
  const seconds = Math.floor(at / 1_000);
  return [seconds, Math.round((at - seconds * 1_000) * 1_000_000)];
}

/** OpenTelemetry throws nothing at anybody; it tells one logger per process. */
function tellTrouble(onTrouble: (reason: string) => void): void {
  const quiet = (): void => undefined;
  diag.setLogger(
    { error: onTrouble, warn: onTrouble, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

async function exporterFor(protocol: TracingSettings['protocol']): Promise<SpanExporter> {
  if (protocol === 'http/json') {
    return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter();
  }
  return new (await import('@opentelemetry/exporter-trace-otlp-proto')).OTLPTraceExporter();
}

function parentContext({ parent, run }: SpanFacts, isSampled: boolean): Context {
  if (parent === undefined) return ROOT_CONTEXT;
  const state = run.traceState === undefined ? {} : { traceState: createTraceState(run.traceState) };
  return trace.setSpanContext(ROOT_CONTEXT, { ...contextOf(parent, isSampled), ...state });
}

function contextOf({ traceId, spanId }: SpanPlace, isSampled: boolean): SpanContext {
  return { traceId, spanId, traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}
