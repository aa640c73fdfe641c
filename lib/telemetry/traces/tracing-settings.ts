import type { Log } from '../log';

type Environment = Readonly<Record<string, string | undefined>>;

/** How spans travel. */
export type TracingSettings = { readonly protocol: 'http/protobuf' | 'http/json' };

const FALLBACK = 'http/protobuf';

/**
 * What OpenTelemetry's own variables ask for; undefined: no traces. An endpoint asks for them, `OTEL_TRACES_EXPORTER=otlp`
 * too (the endpoint is then the standard one, http://localhost:4318). Where spans go, how they are sampled and batched
 * is read from the same variables by OpenTelemetry itself. Something that Perdure cannot do is warned of, not refused:
 * the variables may be meant for workers too.
 */
export function tracingFromEnvironment(env: Environment, log: Log): TracingSettings | undefined {
  if (env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true' || !isWanted(env, log)) return undefined;
  const protocol = first(env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'], env['OTEL_EXPORTER_OTLP_PROTOCOL']) ?? FALLBACK;
  if (protocol === 'http/protobuf' || protocol === 'http/json') return { protocol };
  const hint =
    'Set OTEL_EXPORTER_OTLP_TRACES_PROTOCOL to http/protobuf or http/json; collectors listen for it on port 4318.';
  log.warn({ protocol, hint }, 'no traces are sent: Perdure cannot send them over this protocol');
  return undefined;
}

function isWanted(env: Environment, log: Log): boolean {
  const exporters = first(env['OTEL_TRACES_EXPORTER'])
    ?.split(',')
    .map((name) => name.trim());
  if (exporters === undefined) {
    return first(env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'], env['OTEL_EXPORTER_OTLP_ENDPOINT']) !== undefined;
  }
  if (exporters.includes('otlp')) return true;
  if (exporters.includes('none')) return false;
  const hint = 'Set OTEL_TRACES_EXPORTER to otlp, or to none to send no traces.';
  log.warn({ exporters, hint }, 'no traces are sent: Perdure has no such exporter');
  return false;
}

/** The first that says something. */
function first(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}
