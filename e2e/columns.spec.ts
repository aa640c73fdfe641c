import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { expect, test } from './fixtures/perdure';

test.use({ sampleSpeed: 0 });

/** Those that say what is in them: the first column is boxes. */
const heads = (page: Page) => page.getByRole('columnheader').filter({ hasText: /./ });

test('columns are chosen, moved and shared by the address, and any tag is one', async ({ page, perdure }) => {
  const body = {
    appId: 'default',
    name: 'OrderWorkflow',
    instanceId: 'tagged',
    tags: { region: 'eu-north' },
    input: '{"customer":{"name":"Ada"}}',
  };
  const started = await fetch(`${perdure.addresses.console}/api/v1/instances`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
  expect(started.status).toBe(200);
  await page.goto('/instances?q=tagged&columns=status,id,app');
  await expect(heads(page)).toHaveText(['Status', 'Instance ID', 'App']);
  await page.getByRole('button', { name: 'Columns' }).click();
  const menu = page.getByRole('dialog', { name: 'Columns' });
  await menu.getByLabel('App', { exact: true }).uncheck();
  await menu.getByLabel('Tag, or place within a payload').fill('region');
  await menu.getByRole('button', { name: 'Add' }).click();
  await menu.getByRole('button', { name: 'Move region left' }).click();
  await expect(heads(page)).toHaveText(['Status', 'region', 'Instance ID']);
  await expectAccessible(page);
  await menu.getByLabel('Tag, or place within a payload').fill('input.customer.name');
  await menu.getByRole('button', { name: 'Add' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('cell', { name: 'eu-north' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Ada', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(heads(page)).toHaveText(['Status', 'region', 'Instance ID', 'input.customer.name']);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(heads(other)).toHaveText(['Status', 'region', 'Instance ID', 'input.customer.name']);
  await other.getByRole('button', { name: 'Columns' }).click();
  await other.getByRole('button', { name: 'The usual columns' }).click();
  await expect(heads(other).first()).toHaveText('Status');
  await expect(other).toHaveURL(/\/instances$/);
});
