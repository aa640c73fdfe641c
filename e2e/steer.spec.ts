import type { Locator, Page } from '@playwright/test';
import { fetchJson } from '@/lib/api/fetch-json';
import { workersSchema } from '@/lib/api/schemas';
import { expect, test, type Perdure } from './fixtures/perdure';

const day = 86_400;

const basket = [
  { sku: 'chair-mesh', quantity: 1 },
  { sku: 'lamp-brass', quantity: 2 },
];

const order = (orderId: string, lines: readonly object[]) => ({
  orderId,
  customer: 'Ada Berg',
  lines,
  paymentToken: 'tok_ok',
  approvalTimeoutSeconds: day,
});

test.describe.configure({ mode: 'serial' });

test.use({ sampleSpeed: 0.6 });

const status = (page: Page): Locator => page.getByTestId('instance-status');

const step = (page: Page, label: string | RegExp): Locator =>
  page.getByTestId('graph-node').and(page.getByLabel(label));

const open = (page: Page, id: string): Promise<unknown> => page.goto(`/instances/default/${id}`);

async function steps(perdure: Perdure, id: string): Promise<readonly { status: string }[]> {
  const answer = await fetch(`${perdure.addresses.console}/api/v1/instances/default/${id}/steps`);
  return ((await answer.json()) as { steps: { status: string }[] }).steps;
}

/** What the worker has and has not answered. */
async function inHand(perdure: Perdure): Promise<number> {
  const { apps } = await fetchJson(workersSchema, `${perdure.addresses.console}/api/v1/workers`);
  return apps.flatMap(({ workers = [] }) => workers).reduce((sum, { outstanding }) => sum + outstanding, 0);
}

test('an order is watched live, approved from the page, and shows its output', async ({ frozen: page, perdure }) => {
  await page.goto('/instances');
  const lines = [{ sku: 'desk-oak', quantity: 3 }, ...basket];
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('order-live', lines), 'order-live');
  await page.getByRole('link', { name: 'order-live' }).click();
  await expect(status(page)).toHaveText(/Running/);

  await expect(step(page, /^activity validateOrder/)).toBeVisible();
  await expect(step(page, /^activity priceLine/)).toHaveCount(3);
  await expect(step(page, 'activity requestApproval completed')).toBeVisible();
  await expect(step(page, /^timer .* waiting$/)).toBeVisible();
  await expect(status(page)).toHaveText(/Running/);

  await page.getByRole('button', { name: 'Raise event…' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Approval');
  await dialog.getByLabel(/Data|Payload/).fill('{"approved": true, "by": "Mina"}');
  await dialog.getByRole('button', { name: /^Raise/ }).click();
  await expect(dialog).toBeHidden();

  await expect(step(page, 'activity chargeCard completed')).toBeVisible();
  await expect(step(page, 'child workflow ShippingWorkflow completed')).toBeVisible();
  await expect(status(page)).toHaveText(/Completed/);
  await page.getByRole('tab', { name: 'Input & output' }).click();
  await expect(page.getByText('"shipped"')).toBeVisible();
});

test('a paused run finishes what is in flight and starts nothing new until it is resumed', async ({
  frozen: page,
  perdure,
}) => {
  const id = 'invoices-pause';
  await perdure.client.scheduleNewWorkflow('InvoiceRun', { month: '2026-11', customers: 40 }, id);
  await open(page, id);
  await expect(step(page, /^activity \w+ completed/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(status(page)).toHaveText(/Suspended/);
  await expect.poll(() => inHand(perdure)).toBe(0);
  const before = await steps(perdure, id);
  // A turn that was under way when the pause came may have asked for one more step, which is held.
  expect(before.filter((one) => one.status === 'scheduled').length).toBeLessThanOrEqual(1);

  // Another run starts and ends meanwhile: the worker is free, and still nothing of the paused run moves.
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('order-meanwhile', basket), 'order-meanwhile');
  await perdure.client.waitForWorkflowCompletion('order-meanwhile', false, 30);
  expect(await steps(perdure, id)).toEqual(before);
  await expect(status(page)).toHaveText(/Suspended/);

  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(status(page)).toHaveText(/Running/);
  await expect.poll(async () => (await steps(perdure, id)).length).toBeGreaterThan(before.length + 1);
});

test('a running execution is terminated after a confirmation', async ({ frozen: page }) => {
  await open(page, 'invoices-pause');
  await page.getByRole('button', { name: 'Terminate…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('cannot be undone');
  await dialog.getByRole('button', { name: /^Terminate/ }).click();
  await expect(status(page)).toHaveText(/Terminated/);
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveAttribute('aria-disabled', 'true');
});

test('a failed run is run again from the failed step with corrected input', async ({ frozen: page, perdure }) => {
  const lines = [{ sku: 'lamp-limited', quantity: 1 }, ...basket];
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('order-sold-out', lines), 'order-sold-out');
  await open(page, 'order-sold-out');
  await expect(status(page)).toHaveText(/Failed/);

  await page.getByRole('button', { name: 'Go to step' }).click();
  await expect(page.getByTestId('step-panel')).toContainText('Out of stock: lamp-limited');
  await page.getByRole('button', { name: 'Rerun from here…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/instance ID/i).fill('order-corrected');
  const input = dialog.getByLabel(/input/i);
  await input.fill((await input.inputValue()).replace('lamp-limited', 'lamp-brass'));
  await dialog.getByRole('button', { name: 'Start new execution' }).click();

  await expect(page).toHaveURL(/order-corrected/);
  await expect(status(page)).toHaveText(/Completed/);
  const done = await perdure.client.getWorkflowState('order-corrected', true);
  expect(done?.serializedOutput).toContain('"shipped"');

  await page.getByRole('link', { name: 'order-sold-out' }).first().click();
  await expect(page).toHaveURL(/order-sold-out/);
  await expect(status(page)).toHaveText(/Failed/);
  await page.getByRole('tab', { name: /Related/ }).click();
  await expect(page.getByRole('tabpanel').getByRole('link', { name: 'order-corrected' })).toBeVisible();
});

test('a purged execution is gone from list and store', async ({ frozen: page, perdure }) => {
  await open(page, 'order-corrected');
  await page.getByRole('button', { name: 'Purge…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('cannot be undone');
  await dialog.getByRole('button', { name: /^Purge/ }).click();
  await expect(page).toHaveURL(/\/instances(\?|$)/);
  await expect(page.getByRole('link', { name: 'order-sold-out' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'order-corrected' })).toHaveCount(0);
  expect(await perdure.client.getWorkflowState('order-corrected', false)).toBeUndefined();
  const answer = await fetch(`${perdure.addresses.console}/api/v1/instances/default/order-corrected`);
  expect(answer.status).toBe(404);
});
