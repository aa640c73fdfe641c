import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '@/lib/telemetry/log';
import { UNTRACED } from '@/lib/telemetry/telemetry';
import { openOtlpReceiver } from '@/lib/testing/otlp-receiver';
import { openRuntime } from '@/lib/testing/runtime-fixture';
import { complete } from '@/lib/testing/workflow-actions';
import { startTelemetry } from './start-telemetry';

const lines: string[] = [];
let heard = Promise.withResolvers<void>();
const log = createLog({ level: 'warn', format: 'json', name: 'test' }, { write: hear });

afterEach(() => {
  vi.unstubAllEnvs();
  lines.length = 0;
  heard = Promise.withResolvers<void>();
});

test('without a word of the environment there are metrics and no traces', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', '');
  const telemetry = await startTelemetry(log);
  await runOne(telemetry);
  expect(telemetry.traces).toBe(UNTRACED);
  expect(await telemetry.metrics.render()).toContain('perdure_workflows_ended_total{');
  await telemetry.close();
});

test('with an endpoint there are both, and what is left is sent at the end', async () => {
  const receiver = await openOtlpReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.endpoint);
  vi.stubEnv('OTEL_SERVICE_NAME', 'orders-runtime');
  const telemetry = await startTelemetry(log);
  await runOne(telemetry);
  await telemetry.close();
  expect(await telemetry.metrics.render()).toContain('perdure_workflows_ended_total{');
  expect(receiver.types).toEqual(['application/x-protobuf']);
  expect(receiver.spans).toMatchObject([
    { name: 'orchestration||Scripted', resource: { 'service.name': 'orders-runtime' } },
  ]);
  expect(lines).toEqual([]);
});

test('spans that a collector refuses are warned of, with what to do', async () => {
  const receiver = await openOtlpReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `${receiver.endpoint}/nobody-listens-here`);
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '1');
  const telemetry = await startTelemetry(log);
  await runOne(telemetry);
  await heard.promise;
  await telemetry.close();
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({ msg: 'spans could not be sent', hint: expect.stringContaining('ENDPOINT') as string }),
  );
});

async function runOne(telemetry: Awaited<ReturnType<typeof startTelemetry>>): Promise<void> {
  const fx = await openRuntime({ telemetry });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [complete(1)]);
}

function hear(line: string): void {
  lines.push(line);
  heard.resolve();
}
