import type { Locator, Page } from '@playwright/test';
import { detailOf } from './fixtures/console-api';
import { expect, test } from './fixtures/perdure';
import { smallestLetters } from './fixtures/smallest-letters';

test.describe.configure({ mode: 'serial' });

// Of its own, since it counts all executions of a workflow.
test.use({ sampleSpeed: 0.01 });

const GOOD = ['flow-good-1', 'flow-good-2', 'flow-good-3'];
const BAD = ['flow-bad-1'];
const PAGE = '/workflows/default/OrderWorkflow';
/** Letters of 12 px, but for what is lost in rounding. */
const LEGIBLE = 11.9;

const order = (orderId: string, sku: string) => ({
  ...{ orderId, customer: 'Ada Berg', lines: [{ sku, quantity: 1 }] },
  ...{ paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
});

const point = (page: Page, name: string | RegExp): Locator =>
  page.getByTestId('aggregate-point').and(page.getByLabel(name));
const listed = (page: Page): Locator =>
  page.getByRole('table', { name: 'Executions' }).getByRole('row').getByRole('link');

test.beforeAll(async ({ perdure }) => {
  for (const id of GOOD) await perdure.client.scheduleNewWorkflow('OrderWorkflow', order(id, 'chair-mesh'), id);
  for (const id of BAD) await perdure.client.scheduleNewWorkflow('OrderWorkflow', order(id, 'lamp-limited'), id);
  const { console } = perdure.addresses;
  for (const id of GOOD) await expect.poll(async () => (await detailOf(console, id)).instance.status).toBe('completed');
  for (const id of BAD) await expect.poll(async () => (await detailOf(console, id)).instance.status).toBe('failed');
});

test('the graph counts the steps of all runs, and which ended how', async ({ page }) => {
  await page.goto('/workflows');
  await page.getByRole('link', { name: 'OrderWorkflow', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
  await expect(page.getByText('of all 4 executions')).toBeVisible();
  await expect(point(page, 'Start, 4 executions')).toBeVisible();
  await expect(point(page, /^activity reserveStock, 4 executions, 25\.0 % failed/)).toBeVisible();
  await expect(point(page, 'Completed, 3 executions')).toBeVisible();
  await expect(point(page, 'Failed, 1 execution')).toBeVisible();
  await expect(listed(page)).toHaveText([...BAD, ...GOOD.toReversed()]);
});

test('a step keeps the executions that ran it, failed in it or never reached it, and its errors are told', async ({
  page,
}) => {
  await page.goto(PAGE);
  await point(page, /^activity reserveStock/).click();
  const panel = page.getByRole('complementary', { name: 'Step reserveStock' });
  await expect(panel.getByText('Out of stock: lamp-limited')).toBeVisible();
  await expect(listed(page)).toHaveCount(4);
  await panel.getByRole('radio', { name: 'Failed a try' }).click();
  await expect(listed(page)).toHaveText(BAD);
  await panel.getByLabel('Completed').check();
  await expect(page.getByText('No execution matches.')).toBeVisible();
  await expect(page).toHaveURL(/step=reserveStock&fate=failed&status=completed/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(listed(page)).toHaveCount(4);
  await point(page, 'Failed, 1 execution').click();
  await expect(listed(page)).toHaveText(BAD);
});

test('the graph is walked and chosen from with keys', async ({ page }) => {
  await page.goto(PAGE);
  await point(page, /^Start/).focus();
  await page.keyboard.press('ArrowDown');
  const reached = page.locator('[data-testid="aggregate-point"]:focus');
  await expect(reached).toHaveAttribute('aria-label', /^activity /);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: /^Step / })).toBeVisible();
});

test('on a narrow screen nothing that matters of a graph lies under what stands over it', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 900 });
  await page.goto(PAGE);
  const zoom = await boxOf(page.getByRole('button', { name: 'Zoom out' }));
  await expect.poll(async () => bottomOf(await boxOf(point(page, 'Failed, 1 execution')))).toBeLessThan(zoom.y);
  await page.goto(`/instances/default/${BAD[0]}`);
  const step = page.getByTestId('graph-node').and(page.getByLabel(/^activity reserveStock/));
  await step.click();
  const panel = await boxOf(page.getByTestId('step-panel'));
  await expect.poll(async () => rightOf(await boxOf(step))).toBeLessThan(panel.x);
});

test('a graph says less from further away, and what it says can be read', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 900 });
  await page.goto(PAGE);
  const duration = point(page, /^activity reserveStock/).getByText(/p95/);
  await expect(point(page, /^activity reserveStock/).getByText('reserveStock')).toBeVisible();
  await expect(duration).toBeHidden();
  await expect.poll(() => smallestLetters(page)).toBeGreaterThan(LEGIBLE);
  const zoomIn = page.getByRole('button', { name: 'Zoom in' });
  for (let step = 0; step < 6; step += 1) await zoomIn.click();
  await expect(duration).toBeVisible();
  await expect.poll(() => smallestLetters(page)).toBeGreaterThan(LEGIBLE);
});

test('executions that come are drawn without a reload', async ({ page, perdure }) => {
  await page.goto(PAGE);
  await expect(point(page, 'Start, 4 executions')).toBeVisible();
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('flow-late', 'chair-mesh'), 'flow-late');
  await expect(point(page, 'Start, 5 executions')).toBeVisible({ timeout: 15_000 });
});

test('a tab that nobody sees reads nothing, and all when it is looked at', async ({ page, perdure }) => {
  const list = '/instances?q=name:OrderWorkflow';
  await page.goto(list);
  await expect(listed(page)).toHaveCount(5);
  await setHidden(page, true);
  let readings = 0;
  page.on('request', (request) => (readings += request.url().includes('/api/v1/instances') ? 1 : 0));
  const seen = await page.context().newPage();
  await seen.goto(list);
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', order('flow-unseen', 'chair-mesh'), 'flow-unseen');
  const row = seen.getByRole('row').filter({ hasText: 'flow-unseen' });
  await expect(row).toContainText('Completed', { timeout: 15_000 });
  expect(readings).toBe(0);
  await expect(listed(page)).toHaveCount(5);
  await setHidden(page, false);
  await expect(listed(page)).toHaveCount(6);
  await seen.close();
});

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

async function boxOf(what: Locator): Promise<Box> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return box;
}

const bottomOf = ({ y, height }: Box): number => y + height;
const rightOf = ({ x, width }: Box): number => x + width;

/** A headless browser shows every page: what it would tell of one behind others is put in its place. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

test('a workflow that nobody ran says so and leads on', async ({ page }) => {
  await page.goto('/workflows/default/Nothing');
  await expect(page.getByText('No execution of Nothing is stored for app default.')).toBeVisible();
  await page.getByRole('link', { name: 'All workflows' }).click();
  await expect(page).toHaveURL(/\/workflows$/);
});
