import type { Locator, Page } from '@playwright/test';
import { fetchJson } from '@/lib/api/fetch-json';
import { trendsSchema } from '@/lib/api/trends';
import { expectAccessible } from './fixtures/axe';
import { countsOf, detailOf } from './fixtures/console-api';
import { expect, sampleWorker, startPerdure, test, type Perdure } from './fixtures/perdure';

test.describe.configure({ mode: 'serial' });

let perdure: Perdure & { stop(): Promise<void> };
test.beforeAll(async () => {
  perdure = await startPerdure();
  await perdure.startWorker(sampleWorker(0));
  await run('trend-good', 'chair-mesh', 'completed');
  await run('trend-bad', 'lamp-limited', 'failed');
});
test.afterAll(() => perdure.stop());

async function run(id: string, sku: string, status: string): Promise<void> {
  const { client, addresses } = perdure;
  const order = { orderId: id, customer: 'Ada Berg', lines: [{ sku, quantity: 1 }], paymentToken: 'tok_ok' };
  await client.scheduleNewWorkflow('OrderWorkflow', { ...order, approvalTimeoutSeconds: 60 }, id);
  await expect.poll(async () => (await detailOf(addresses.console, id)).instance.status).toBe(status);
}

const throughput = (page: Page): Locator => page.getByRole('img', { name: /^In (1|24) h, / });
const card = (page: Page, title: string): Locator => page.getByRole('region', { name: new RegExp(`^${title} in`) });
const pickedIn = (page: Page, title: string): Locator => card(page, title).getByRole('link');
const rowsOf = (page: Page): Locator => page.getByRole('table', { name: /^Throughput/ }).getByRole('row');

/** Goes with the arrow keys to the newest step in which anything happened; answers how many started in it. */
async function pickNewest(page: Page): Promise<string> {
  const row = rowsOf(page).last();
  const time = (await row.getByRole('rowheader').textContent()) ?? '';
  const link = pickedIn(page, 'Throughput');
  await link.focus();
  await expect(async () => {
    if (!((await link.getAttribute('aria-label')) ?? '').startsWith(time)) await page.keyboard.press('ArrowLeft');
    await expect(link).toHaveAccessibleName(new RegExp(`^${time}`), { timeout: 20 });
  }).toPass();
  return (await row.getByRole('cell').first().textContent()) ?? '';
}

test('charts, tiles and the API tell what was run', async ({ page }) => {
  const { console } = perdure.addresses;
  const { total, byStatus } = await countsOf(console);
  const { totals, failing } = await fetchJson(trendsSchema, `${console}/api/v1/trends?range=24h`);
  const [completed, failed] = [byStatus.completed.count, byStatus.failed.count];
  expect(totals).toMatchObject({ started: total.count, completed, failed, terminated: 0 });
  expect(failing).toMatchObject([{ appId: 'default', name: 'OrderWorkflow', failed: 1, ended: 2 }]);

  await page.goto(console);
  const ended = completed + failed;
  const sentence = `In 24 h, ${total.count} started and ${ended} ended: ${completed} completed, ${failed} failed.`;
  await expect(throughput(page)).toHaveAccessibleName(sentence);
  await expect(page.getByRole('link', { name: `Failed ${failed} ${failed} in 24 h` })).toBeVisible();
  await expect(card(page, 'Failing workflows').getByRole('link', { name: /OrderWorkflow/ })).toContainText('1 of 2');
  await expect(page.getByRole('img', { name: /^Durations of what ended in 24 h: p50 / })).toBeVisible();
  await expectAccessible(page);
});

test('the range is in the address, and a chart leads to the executions of a step', async ({ page }) => {
  await page.goto(perdure.addresses.console);
  await page.getByRole('radio', { name: '1 h', exact: true }).click();
  await expect(page).toHaveURL(/range=1h/);
  await expect(throughput(page)).toHaveAccessibleName(/^In 1 h, /);
  const started = await pickNewest(page);
  await expect(page.getByTestId('chart-detail')).toContainText(`${started} started`);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=created:/);
  await expect(page.getByText(new RegExp(`^${started} executions? · exact$`))).toBeVisible();
});

test('a click below the line leads to what ended, and a workflow to its failures', async ({ page }) => {
  await page.goto(perdure.addresses.console);
  await expect(throughput(page)).toBeVisible();
  await pickNewest(page);
  await card(page, 'Throughput').scrollIntoViewIfNeeded();
  const box = await pickedIn(page, 'Throughput').boundingBox();
  if (box === null) throw new Error('the picked point has no place');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 1.5);
  await expect(page).toHaveURL(/q=ended:/);
  await expect(page.getByRole('link', { name: 'trend-bad', exact: true })).toBeVisible();

  await page.goBack();
  await card(page, 'Failing workflows')
    .getByRole('link', { name: /OrderWorkflow/ })
    .click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(page.getByRole('row').getByRole('link')).toHaveText(['trend-bad']);
});

test('what is run while the page is open is told without a reload', async ({ page }) => {
  await page.goto(perdure.addresses.console);
  await expect(throughput(page)).toHaveAccessibleName(/ 1 failed\.$/);
  await run('trend-worse', 'lamp-limited', 'failed');
  await expect(throughput(page)).toHaveAccessibleName(/ 2 failed\.$/);
  await expect(card(page, 'Failing workflows').getByRole('link', { name: /OrderWorkflow/ })).toContainText('2 of 3');
});
