import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '@/lib/telemetry/log';
import { UNTRACED } from '@/lib/telemetry/telemetry';
import { openOtlpReceiver } from '@/lib/testing/otlp-receiver';
import { openRuntime } from '@/lib/testing/runtime-fixture';
import { complete } from '@/lib/testing/workflow-actions';
import { startTelemetry } from './start-telemetry';

const lines: string[] = [];
const log = createLog({ level: 'warn', format: 'json', name: 'test' }, { write: (line) => lines.push(line) });

afterEach(() => {
  vi.unstubAllEnvs();
  lines.length = 0;
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

async function runOne(telemetry: Awaited<ReturnType<typeof startTelemetry>>): Promise<void> {
  const fx = await openRuntime({ telemetry });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [complete(1)]);
}
