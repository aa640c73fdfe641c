import { expect, test } from 'vitest';
import { createLog } from '../log';
import { tracingFromEnvironment } from './tracing-settings';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

test.each([
  ['nothing is said', {}],
  ['the endpoint is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }],
  ['the exporter is none', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }],
  ['OpenTelemetry is off', { ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }],
])('no traces and no word when %s', (_, env) => {
  expect(judged(env)).toEqual({ settings: undefined, hints: [] });
});

test.each([
  ['an endpoint', ENDPOINT, 'http/protobuf'],
  ['an endpoint for traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/v1/traces' }, 'http/protobuf'],
  ['the exporter', { OTEL_TRACES_EXPORTER: 'otlp' }, 'http/protobuf'],
  ['the exporter among others', { OTEL_TRACES_EXPORTER: 'console, otlp' }, 'http/protobuf'],
  ['a protocol', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, 'http/json'],
  [
    'a protocol for traces, which goes first',
    { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' },
    'http/json',
  ],
])('traces when %s is named', (_, env, protocol) => {
  expect(judged(env)).toEqual({ settings: { protocol }, hints: [] });
});

test.each([
  ['an exporter', { OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER to otlp'],
  ['a protocol', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'http/protobuf or http/json'],
])('%s that Perdure does not have is warned of, with what to do', (_, env, hint) => {
  expect(judged(env)).toEqual({ settings: undefined, hints: [expect.stringContaining(hint)] });
});

function judged(env: Readonly<Record<string, string>>) {
  const hints: string[] = [];
  const write = (line: string) => hints.push((JSON.parse(line) as { hint: string }).hint);
  const settings = tracingFromEnvironment(
    env,
    createLog({ level: 'warn', format: 'json', name: 'runtime' }, { write }),
  );
  return { settings, hints };
}
