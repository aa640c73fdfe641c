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
