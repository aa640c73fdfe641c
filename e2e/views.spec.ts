import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { expect, test } from './fixtures/perdure';

test.describe.configure({ mode: 'serial' });

test.use({ sampleSpeed: 0 });

const button = (page: Page) => page.getByRole('button', { name: /^View: / });

async function choose(page: Page, item: string | RegExp): Promise<void> {
  await button(page).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test.beforeAll(async ({ perdure }) => {
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', { orderId: 'seen' }, 'seen');
});

test('a view of the product is chosen, and the address says which', async ({ page }) => {
  await page.goto('/instances');
  await expect(button(page)).toHaveText('All executions');
  await choose(page, 'Stalled');
  await expect(page).toHaveURL(/status=stalled&view=stalled$/);
  await expect(page.getByText('No execution matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(button(page)).toHaveText('All executions');
});

test('a view is saved with its columns, for everybody', async ({ page, browser, baseURL }) => {
  await page.goto('/instances?q=name:Order*&columns=status,id,started');
  await expect(button(page)).toHaveText('Not saved');
  await choose(page, 'Save as a view…');
  await page.getByLabel('Name').fill('Orders by start');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(button(page)).toHaveText('Orders by start');

  const other = await browser.newPage({ baseURL: baseURL ?? '' });
  await other.goto('/instances');
  await choose(other, 'Orders by start');
  await expect(other.getByRole('columnheader')).toHaveText(['', 'Status', 'Instance ID', 'Started']);
  await expect(other.getByRole('combobox', { name: 'Search and filter' })).toHaveValue('name:Order*');
  await other.close();
});

test('what was changed is told and kept, a name that is taken is refused', async ({ page }) => {
  await page.goto('/instances');
  await choose(page, 'Orders by start');
  await page.getByRole('checkbox', { name: /Failed/ }).check();
  await expect(button(page)).toHaveText(/Orders by start\s*· edited/);
  await choose(page, 'Save as a view…');
  await page.getByLabel('Name').fill('orders by START');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('There is a view named Orders by start already.');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await choose(page, 'Save the changes to Orders by start');
  await expect(button(page)).toHaveText('Orders by start');
  await page.goto('/instances');
  await choose(page, 'Orders by start');
  await expect(page).toHaveURL(/status=failed/);
});

test('the default opens with the list, and all can still be seen', async ({ page }) => {
  await page.goto('/instances');
  await choose(page, 'Orders by start');
  await choose(page, 'Rename or make default…');
  await page.getByLabel('Open the list with it, for everybody').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto('/');
  await page.getByRole('link', { name: /^Executions/ }).click();
  await expect(button(page)).toHaveText('Orders by start');
  await choose(page, 'All executions');
  await expect(page).toHaveURL(/\/instances\?view=all$/);
  await page.reload();
  await expect(button(page)).toHaveText('All executions');
  await page.goto('/instances?status=completed');
  await expect(button(page)).toHaveText('Not saved');
});

test('a deleted view can be had back', async ({ page }) => {
  await page.goto('/instances');
  await expect(button(page)).toHaveText('Orders by start');
  await choose(page, 'Delete Orders by start');
  await expect(button(page)).toHaveText('Not saved');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(button(page)).toHaveText('Orders by start');
});
