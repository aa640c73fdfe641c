import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/perdure';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

test('the settings in force are told, by the names that set them', async ({ page, perdure }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByText(`Perdure ${version} on Node`)).toBeVisible();
  const places = page.getByRole('region', { name: 'Store and addresses' });
  await expect(places.getByText(perdure.dataDir)).toBeVisible();
  await expect(places.getByText('grpcPort · PERDURE_GRPC_PORT')).toBeVisible();
  await expect(places.getByText(perdure.grpcPort, { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Retention of ended executions' })).toContainText('for ever');
  await expect(page.getByRole('region', { name: 'Language model' })).toContainText('none is set up');
  await expect(page.getByRole('region', { name: 'App default' })).toContainText('none: everybody may call');
});

test('shortcuts of single keys can be turned off, and stay off', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('Shortcuts of single keys').uncheck();
  await page.reload();
  await expect(page.getByLabel('Shortcuts of single keys')).not.toBeChecked();
  await page.locator('body').press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByLabel('Shortcuts of single keys').check();
  await page.locator('#main').press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
});
