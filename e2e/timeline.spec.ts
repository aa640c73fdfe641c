import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { expect, sampleWorker, startPerdure, test, type Perdure } from './fixtures/perdure';

test.describe.configure({ mode: 'serial' });

const BAD = 'timeline-bad';
const FIXED = 'timeline-fixed';
const lines = ['lamp-limited', ...Array.from({ length: 14 }, () => 'mat-wool')];
const folder = mkdtempSync(join(tmpdir(), 'perdure-timeline-'));
let perdure: Perdure & { stop(): Promise<void> };

const lane = (page: Page, name: string | RegExp): Locator => page.getByRole('row', { name });
const timeInView = (page: Page): Locator => page.getByTestId('time-window');
const open = (page: Page, address: string): Promise<unknown> => page.goto(`${perdure.addresses.console}${address}`);

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const config = join(folder, 'perdure.config.json');
  const retry = { maxAttempts: 2, firstInterval: '1s' };
  writeFileSync(config, JSON.stringify({ apps: { default: { activities: { reserveStock: { retry } } } } }));
  perdure = await startPerdure({ PERDURE_CONFIG: config });
  await perdure.startWorker(sampleWorker(0.2));
  const order = { orderId: BAD, customer: 'Ada Berg', paymentToken: 'tok_ok', approvalTimeoutSeconds: 60 };
  const input = { ...order, lines: lines.map((sku) => ({ sku, quantity: 1 })) };
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', input, BAD);
  await perdure.client.waitForWorkflowCompletion(BAD, false, 60);
});

test.afterAll(async () => {
  await perdure.stop();
  rmSync(folder, { recursive: true });
});

test('a fan-out is one lane until it is opened, and a failed step tells of its attempts', async ({ page }) => {
  await open(page, `/instances/default/${BAD}?tab=timeline`);
  await expect(lane(page, /^OrderWorkflow, failed, started \+/)).toBeVisible();
  await expect(lane(page, /^validateOrder, completed, started \+.*, ran /)).toBeVisible();
  await expect(lane(page, /^15 × priceLine, .* at a time$/)).toBeVisible();
  await expect(lane(page, /^reserveStock, failed, 2 attempts, started \+.*, ran 1\./)).toBeVisible();
  await expect(page.getByTestId('lane')).toHaveCount(4);
  await page.getByRole('button', { name: 'Lanes of 15 × priceLine' }).click();
  await expect(lane(page, /^priceLine, completed/)).toHaveCount(15);
  await expect(page).toHaveURL(/open=group-/);
});

test('a lane that is chosen is chosen in the graph too, and keys walk and zoom', async ({ page }) => {
  await open(page, `/instances/default/${BAD}?tab=timeline`);
  await lane(page, /^reserveStock/)
    .getByTestId('lane-bar')
    .click();
  await expect(page.getByTestId('step-panel')).toContainText('Out of stock: lamp-limited');
  await page.getByRole('tab', { name: 'Graph' }).click();
  const chosen = page.getByTestId('graph-node').and(page.locator('[aria-pressed=true]'));
  await expect(chosen).toHaveAccessibleName('activity reserveStock failed');

  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('group', { name: 'Lanes' }).focus();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(page.getByTestId('step-panel')).toContainText('validateOrder');
  await expect(timeInView(page)).toHaveText(/^0 s – /);
  await page.keyboard.press('+');
  await expect(timeInView(page)).toHaveText(/ of /);
  await expect(page).toHaveURL(/zoom=\d+-\d+/);
  await page.reload();
  await expect(timeInView(page)).toHaveText(/ of /);
  await page.keyboard.press('0');
  await expect(timeInView(page)).toHaveText(/^0 s – /);

  const lanes = await page.getByRole('group', { name: 'Lanes' }).boundingBox();
  if (lanes === null) throw new Error('the lanes are not drawn');
  await page.keyboard.down('Alt');
  await page.mouse.move(lanes.x + 300, lanes.y + 150);
  await page.mouse.move(lanes.x + 400, lanes.y + 160);
  await expect(page.getByText(/^Δ \d/)).toBeInViewport();
  await page.keyboard.up('Alt');
  await expect(page.getByText(/^Δ \d/)).toHaveCount(0);

  const brush = await page.getByTestId('density-brush').boundingBox();
  if (brush === null) throw new Error('the brush is not drawn');
  await page.mouse.move(brush.x + brush.width * 0.2, brush.y + 10);
  await page.mouse.down();
  await page.mouse.move(brush.x + brush.width * 0.6, brush.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(timeInView(page)).toHaveText(/ of /);
});

test('a failed run and its rerun: the comparison names the path that differs', async ({ page }) => {
  await open(page, `/instances/default/${BAD}`);
  await page.getByRole('button', { name: 'Go to step' }).click();
  await page.getByRole('button', { name: 'Rerun from here…' }).click();
  const rerun = page.getByRole('dialog');
  await rerun.getByLabel(/instance ID/i).fill(FIXED);
  const input = rerun.getByLabel(/input/i);
  await input.fill((await input.inputValue()).replace('lamp-limited', 'lamp-brass'));
  await rerun.getByRole('button', { name: 'Start new execution' }).click();
  await expect(page).toHaveURL(new RegExp(FIXED));
  await expect(page.getByTestId('instance-status')).toHaveText(/Completed/);

  await page.getByRole('button', { name: 'Compare…' }).click();
  await page.getByRole('list', { name: 'Likely executions' }).getByRole('button', { name: BAD }).click();
  await expect(page.getByText('First difference: reserveStock, attempt 1.')).toContainText(
    'Input differs at $.lines[0].sku. 16 steps equal before it.',
  );
  const compared = page.getByTestId('compared-row');
  await expect(compared.and(page.locator('[aria-current=true]'))).toContainText('reserveStock');
  await expect(page.getByRole('row', { name: /sku/ })).toContainText('"lamp-brass"');
  await expectAccessible(page);
  await page.keyboard.press('n');
  await expect(compared.and(page.locator('[aria-current=true]'))).toContainText('chargeCard');
  await page.getByLabel('Only differences').click();
  await expect(compared.filter({ hasText: 'priceLine' })).toHaveCount(15);
  await page.getByRole('region', { name: 'Execution B' }).getByRole('link', { name: BAD }).click();
  await expect(page).toHaveURL(new RegExp(`/instances/default/${BAD}`));
});

test('the lanes of a child are read when it is opened', async ({ page }) => {
  await open(page, `/instances/default/${FIXED}?tab=timeline`);
  await page.getByRole('button', { name: 'Lanes of ShippingWorkflow' }).click();
  const inside = page.getByTestId('lane').getByRole('link').first();
  await expect(inside).toBeVisible();
  await inside.click();
  await expect(page.getByTestId('step-panel')).toBeVisible();
  await expect(page).toHaveURL(/tab=timeline&step=/);
});

test('an execution that is not there is named, and another can be chosen', async ({ page }) => {
  await open(page, `/compare?a=default/${BAD}&b=default/nobody`);
  await expect(page.getByText('No execution nobody of app default.')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another execution' }).click();
  await page.getByLabel('Or an instance ID').fill('nobody');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText('No execution has the instance ID nobody.')).toBeVisible();
  await page.getByLabel('Or an instance ID').fill(FIXED);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText('First difference: reserveStock')).toBeVisible();
});

test('the command palette opens the timeline and the comparison of the execution on screen', async ({ page }) => {
  await open(page, `/instances/default/${BAD}`);
  await expect(page.getByTestId('graph-node').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Show timeline' }).click();
  await expect(page.getByTestId('lane').first()).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Zoom in');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: 'Compare with another execution' }).click();
  await expect(page.getByRole('heading', { name: 'Compare', level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('Compare');
});
