import { expectAccessible } from './fixtures/axe';
import { expect, sampleWorker, startPerdure, test, type Perdure } from './fixtures/perdure';

let perdure: Perdure & { stop(): Promise<void> };
test.beforeAll(async () => {
  perdure = await startPerdure();
});
test.afterAll(() => perdure.stop());

test('an app without a worker is told with what waits for it, until a worker comes', async ({ page }) => {
  const { console } = perdure.addresses;
  const waits = { sku: 'chair-mesh', quantity: 1 };
  const order = { orderId: 'alone', customer: 'Ada Berg', lines: [waits], paymentToken: 'tok_ok' };
  const input = { ...order, approvalTimeoutSeconds: 60 };
  // The client is answered once the first turn is done.
  const started = perdure.client.scheduleNewWorkflow('OrderWorkflow', input, 'alone');
  await page.goto(`${console}/workers`);
  const app = page.getByRole('region', { name: 'App default' });
  await expect(app).toContainText('No worker is connected.');
  await expect(app).toContainText('1 turn waits for a worker, the first for');
  await expect(app).toContainText('1 execution of this app waits.');
  await expectAccessible(page);

  await page.goto(`${console}/instances?q=worker:none`);
  await expect(page.getByRole('link', { name: 'alone', exact: true })).toBeVisible();
  await page.goto(console);
  await expect(page.getByRole('list', { name: 'Apps without a worker' })).toContainText(
    'No worker of default is connected; 1 execution waits.',
  );
  await expectAccessible(page);

  await page.goto(`${console}/instances/default/alone`);
  const why = page.getByRole('list', { name: 'Why it is not moving' });
  await expect(why).toContainText('No worker of default is connected, so nothing of it runs.');
  await why.getByRole('link', { name: 'Show the workers' }).click();

  const worker = await perdure.startWorker(sampleWorker(0));
  await started;
  await expect(app).toContainText('1 worker connected');
  await expect(app.getByRole('row').filter({ hasText: 'JavaScript' })).toHaveCount(1);
  await expect(app).toContainText('0 open executions');
  await expectAccessible(page);

  await worker.stop('SIGKILL');
  await expect(app).toContainText('No worker is connected.');
});
