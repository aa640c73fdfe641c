import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DaprWorkflowClient } from '@dapr/dapr';
import { expect, test } from '@playwright/test';
import { runtimeStateOf } from './fixtures/console-api';
import { sampleWorker, startPerdure } from './fixtures/perdure';
import { runtimeOf } from './fixtures/process-tree';

const TOKEN = 'shop-secret';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-config-'));
});

test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an app behind a token is reached by its worker, its clients and the console, also after a restart', async () => {
  test.setTimeout(180_000);
  const config = join(folder, 'perdure.config.ts');
  writeFileSync(config, "export default { apps: { shop: { apiTokens: ['env:SHOP_TOKEN'] } } } satisfies object;\n");
  const perdure = await startPerdure({ PERDURE_CONFIG: config, SHOP_TOKEN: TOKEN });
  const [daprHost = '', daprPort = ''] = perdure.addresses.grpc.split(':');
  const client = new DaprWorkflowClient({ daprHost, daprPort, daprApiToken: TOKEN });
  const instance = `${perdure.addresses.console}/api/v1/instances/shop/guarded`;
  const read = async (): Promise<unknown> => (await fetch(instance)).json();
  try {
    await perdure.startWorker({ ...sampleWorker(0), env: { SAMPLE_SPEED: '0', DAPR_API_TOKEN: TOKEN } });
    const order = {
      ...{ orderId: 'guarded', customer: 'Ada Berg', paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
      lines: [{ sku: 'desk-oak', quantity: 3 }],
    };
    await client.scheduleNewWorkflow('OrderWorkflow', order, 'guarded');
    await expect.poll(read).toMatchObject({ instance: { status: 'running' } });

    const refused = await perdure.client.getWorkflowState('guarded', false).catch((error: unknown) => error);
    expect(String(refused)).toContain('asks for an API token');
    expect((await fetch(`${perdure.addresses.http}/v1.0/metadata`)).status).toBe(401);
    expect((await fetch(`${perdure.addresses.http}/v1.0/healthz`)).status).toBe(204);

    // What was read at the start holds, whatever becomes of the file.
    rmSync(config);
    const pid = await runtimeOf(perdure.supervisor.process.pid ?? 0);
    process.kill(pid ?? 0, 'SIGKILL');
    await perdure.supervisor.line(/the runtime ended \(SIGKILL\); starting it again/);
    await expect.poll(() => runtimeStateOf(perdure.addresses.console)).toBe('up');

    const headers = { 'content-type': 'application/json' };
    const paused = await fetch(`${instance}/pause`, { method: 'POST', headers, body: '{}' });
    expect(paused.status, await paused.text()).toBeLessThan(300);
    await expect.poll(read).toMatchObject({ instance: { status: 'suspended' } });
    expect(perdure.supervisor.output).not.toContain(TOKEN);
  } finally {
    await client.stop();
    await perdure.stop();
  }
});
