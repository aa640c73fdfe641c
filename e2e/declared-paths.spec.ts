import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TaskHub } from '@/e2e/conformance/task-hub';
import { Worker } from '@/e2e/conformance/worker';
import { scheduleTask } from '@/e2e/conformance/actions';
import { expect, startPerdure, test, type Perdure } from './fixtures/perdure';

let perdure: Perdure & { stop(): Promise<void> };
let worker: Worker;
const folder = mkdtempSync(join(tmpdir(), 'perdure-declared-'));

test.beforeAll(async () => {
  const config = join(folder, 'perdure.config.json');
  writeFileSync(config, JSON.stringify({ declaredPaths: ['input.customer.id', 'input.lines[0].sku'] }));
  perdure = await startPerdure({ PERDURE_CONFIG: config });
  const { grpc } = perdure.addresses;
  worker = await new Worker(grpc, { workflows: { Order: () => [scheduleTask(0, { name: 'Pay' })] } }).ready();
  const hub = new TaskHub(grpc);
  for (const id of [41, 42, 43]) {
    const input = JSON.stringify({ customer: { id }, lines: [{ sku: `SKU-${id}` }] });
    await hub.start({ instanceId: `order-${id}`, name: 'Order', input });
  }
  hub.close();
});

test.afterAll(async () => {
  worker.close();
  await perdure.stop();
  rmSync(folder, { recursive: true });
});

test('a declared value is offered, found, counted and downloaded', async ({ page }) => {
  await page.goto(`${perdure.addresses.console}/instances`);
  const query = page.getByRole('combobox', { name: 'Search and filter' });
  await query.fill('input.c');
  await page.getByRole('option', { name: /input\.customer\.id:/ }).click();
  await page.keyboard.type('>=42');
  const shown = page.getByRole('row').getByRole('link');
  await expect(shown).toHaveText(['order-43', 'order-42']);
  await expect(page.getByText('2 executions · exact')).toBeVisible();
  await query.fill('input.lines[0].sku:SKU-41');
  await expect(shown).toHaveText(['order-41']);
  const asked = new URLSearchParams({ format: 'ndjson', q: 'input.customer.id:42' });
  const exported = await page.request.get(`${perdure.addresses.console}/api/v1/instances/export?${asked}`);
  expect((await exported.text()).trim().split('\n')).toHaveLength(1);
  const drawn = await page.request.get(
    `${perdure.addresses.console}/api/v1/instances/aggregate?${new URLSearchParams({ q: 'name:Order input.customer.id:42' })}`,
  );
  expect(drawn.status()).toBe(200);
});

test('one that is not declared is refused with the line to add', async ({ page }) => {
  const asked = new URLSearchParams({ q: 'input.total:>5' });
  const refused = await page.request.get(`${perdure.addresses.console}/api/v1/instances?${asked}`);
  expect(refused.status()).toBe(400);
  expect(await refused.text()).toContain('declaredPaths: [\\"input.total\\"]');
  await page.goto(`${perdure.addresses.console}/instances?${asked}`);
  await expect(page.getByText(/Not applied yet: input\.total is not declared/)).toBeVisible();
});
