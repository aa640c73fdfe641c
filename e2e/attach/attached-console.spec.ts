import { fileURLToPath } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { startAttachedCluster, type AttachedCluster } from '@/lib/testing/dapr/attached-cluster';
import { settleRuns } from '@/lib/testing/dapr/record-store';
import { RECORDED_RUNS } from '@/lib/testing/dapr/recorded-runs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test.describe.configure({ mode: 'serial' });

let cluster: AttachedCluster | undefined;
let url = '';

test.beforeAll(async () => {
  const started = await startAttachedCluster('sqlite', ROOT);
  cluster = started;
  await settleRuns(RECORDED_RUNS, started);
  url = await started.attach();
});

test.afterAll(async () => {
  await cluster?.stop();
});

const open = (page: Page, id: string): Promise<unknown> => page.goto(`${url}/instances/shop/${id}`);
const status = (page: Page): Locator => page.getByTestId('instance-status');
const action = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('group', { name: 'Actions' }).getByRole('button', { name, exact: typeof name === 'string' });

test('the list has the cluster, and the bar says how old it is', async ({ page }) => {
  await page.goto(`${url}/instances?status=failed`);
  await expect(page.getByRole('row').getByRole('link')).toHaveText(['unknown-workflow', 'broken', 'retries-used-up']);
  await expect(page.getByText(/Dapr · as of/)).toBeVisible();
});

test('a page is read in the cluster, and its actions go to the sidecar', async ({ page }) => {
  await open(page, 'no_event');
  await expect(page.getByText('Read in the cluster')).toBeVisible();
  await expect(status(page)).toHaveText('Running');
  await action(page, 'Pause').click();
  await expect(status(page)).toHaveText('Suspended');
  await action(page, 'Resume').click();
  await expect(status(page)).toHaveText('Running');
  await action(page, 'Terminate…').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Terminate' }).click();
  await expect(status(page)).toHaveText('Terminated');
});

test('an execution is started, sent its event, and purged from the console', async ({ page }) => {
  await page.goto(`${url}/instances`);
  await page.getByRole('button', { name: 'Start execution' }).click();
  const form = page.getByRole('dialog', { name: 'Start an execution' });
  await form.getByLabel('Workflow').fill('Listener');
  await form.getByLabel('Instance ID').fill('by-hand');
  await form.getByLabel('Input (JSON)').fill('1');
  await form.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page).toHaveURL(/\/instances\/shop\/by-hand$/);
  await expect(status(page)).toHaveText('Running');
  await action(page, 'Raise event…').click();
  const event = page.getByRole('dialog');
  await event.getByLabel('Name').fill('Item');
  await event.getByLabel(/Data|Payload/).fill('"a"');
  await event.getByRole('button', { name: /^Raise/ }).click();
  await expect(event).toBeHidden();
  await expect(status(page)).toHaveText('Completed');
  await action(page, 'Purge…').click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Purge/ })
    .click();
  await expect(page).toHaveURL(/\/instances(\?|$)/);
  await expect(page.getByRole('link', { name: 'by-hand' })).toHaveCount(0);
});

test('a failed execution is run again from the step that failed', async ({ page }) => {
  await open(page, 'retries-used-up');
  await expect(status(page)).toHaveText('Failed');
  await page.getByRole('button', { name: 'Go to step' }).click();
  await page.getByRole('button', { name: 'Rerun from here…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/instance ID/i).fill('tried-again');
  await dialog.getByRole('button', { name: 'Start new execution' }).click();
  await expect(page).toHaveURL(/tried-again/);
  await expect(status(page)).toHaveText('Failed');
});

test('the sidecar is among the targets, and one more is checked, added and removed', async ({ page }) => {
  await page.goto(`${url}/settings`);
  const card = page.getByRole('region', { name: 'Targets', exact: true });
  const table = card.getByRole('region', { name: 'List of targets' });
  await expect(table.getByRole('row', { name: /shop/ })).toContainText('Answers');
  await expect(table.getByRole('row', { name: /shop/ })).toContainText('1.18.1');
  await card.getByRole('button', { name: 'Add target…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('App ID').fill('second');
  await dialog.getByLabel('Address').fill('1');
  await dialog.getByRole('button', { name: 'Add target' }).click();
  await expect(dialog.getByRole('alert')).toContainText('127.0.0.1:1');
  await dialog.getByLabel('Address').fill(String(cluster?.sidecar.grpcPort));
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByText('It answers: Dapr 1.18.1.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add target' }).click();
  await expect(table.getByRole('row', { name: /second/ })).toContainText('added here');
  await page.reload();
  await card.getByRole('button', { name: 'Remove second…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(table.getByRole('row', { name: /second/ })).toHaveCount(0);
});

test('when the sidecar is gone, each control says why it cannot be used, and the page is still there', async ({
  page,
}) => {
  await cluster?.sidecar.stop();
  await open(page, 'asleep');
  await expect(status(page)).toHaveText('Running');
  await expect(action(page, 'Pause')).toHaveAttribute('aria-disabled', 'true');
  await action(page, 'Pause').hover();
  await expect(page.getByRole('tooltip')).toContainText('The sidecar of "shop" does not answer');
});
