import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { detailOf } from './fixtures/console-api';
import { holdScripts } from './fixtures/hold-scripts';
import { expect, test } from './fixtures/perdure';

test.describe.configure({ mode: 'serial' });

test.use({ sampleSpeed: 0.6 });

const order = (orderId: string, sku: string) => ({
  ...{ orderId, customer: 'Ada Berg', lines: [{ sku, quantity: 1 }] },
  ...{ paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
});

const query = (page: Page): Locator => page.getByRole('combobox', { name: 'Search and filter' });
const shown = (page: Page): Locator => page.getByRole('row').getByRole('link');

test.beforeAll(async ({ perdure }) => {
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('find-good', 'chair-mesh'), 'find-good');
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('find-bad', 'lamp-limited'), 'find-bad');
  const { console } = perdure.addresses;
  await expect.poll(async () => (await detailOf(console, 'find-good')).instance.status).toBe('completed');
  await expect.poll(async () => (await detailOf(console, 'find-bad')).instance.status).toBe('failed');
});

test('a query finds by failed step, by parent, by length and by what is not', async ({ page }) => {
  await page.goto('/instances?q=find-+child:false');
  await expect(shown(page)).toHaveText(['find-bad', 'find-good']);
  await query(page).fill('find- step:reserveStock.failed');
  await expect(shown(page)).toHaveText(['find-bad']);
  await query(page).fill('parent:find-good');
  await expect(page.getByRole('row').filter({ hasText: 'ShippingWorkflow' })).toHaveCount(1);
  await query(page).fill('find- -status:failed child:false duration:<1d');
  await expect(shown(page)).toHaveText(['find-good']);
  await expect(page).toHaveURL(/q=find-\+-status:failed\+child:false\+duration:%3C1d/);
});

test('a query written before the page has its code is kept, and asked', async ({ page }) => {
  const letIn = await holdScripts(page);
  await page.goto('/instances', { waitUntil: 'commit' });
  await query(page).fill('parent:find-good');
  letIn();
  await expect(page.getByRole('row').filter({ hasText: 'ShippingWorkflow' })).toHaveCount(1);
  await expect(query(page)).toHaveValue('parent:find-good');
});

test('what is being written is completed with the keyboard, and its values too', async ({ page }) => {
  await page.goto('/instances');
  await page.keyboard.press('/');
  await expect(query(page)).toBeFocused();
  await page.keyboard.type('find- sta');
  await expect(page.getByRole('option').first()).toHaveText(/status:/);
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('fa');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(query(page)).toHaveValue('find- status:failed ');
  await expect(shown(page)).toHaveText(['find-bad']);
});

test('a query that is not understood says why and what to write, and filters nothing', async ({ page }) => {
  await page.goto('/instances?q=find-bad');
  await expect(shown(page)).toHaveText(['find-bad']);
  await query(page).fill('find-bad order:1');
  await expect(page.getByText('there is no field "order"')).toContainText('put it in quotes: "order:1"');
  await expect(query(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(shown(page)).toHaveText(['find-bad']);
  await expectAccessible(page);
});

test('all that is found is downloaded as CSV and as NDJSON', async ({ page }) => {
  await page.goto('/instances?q=find-+child:false');
  await expect(shown(page)).toHaveText(['find-bad', 'find-good']);
  const contentOf = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: 'Export what the filter finds' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const lines = (await contentOf('NDJSON')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { instanceId: string }).instanceId)).toEqual([
    'find-bad',
    'find-good',
  ]);
  const csv = await contentOf('CSV');
  expect(csv.split('\r\n')).toHaveLength(4);
  expect(csv).toContain('find-bad');
});

test('the API takes the same query, and refuses what it does not understand', async ({ perdure }) => {
  const ask = (text: string) =>
    fetch(`${perdure.addresses.console}/api/v1/instances/counts?q=${encodeURIComponent(text)}`);
  expect(await (await ask('find- status:failed')).json()).toMatchObject({ total: { count: 1, isExact: true } });
  const refused = await ask('status:broken');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    error: {
      message: 'In the query, at "status:broken": "broken" is no status',
      hint: expect.stringContaining('failed'),
    },
  });
});
