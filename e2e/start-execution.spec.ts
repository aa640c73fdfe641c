import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { detailOf } from './fixtures/console-api';
import { expect, test } from './fixtures/perdure';

test.describe.configure({ mode: 'serial' });

test.use({ sampleSpeed: 0 });

const ORDER = JSON.stringify({
  ...{ orderId: 'by-hand', customer: 'Ada Berg', lines: [{ sku: 'chair-mesh', quantity: 1 }] },
  ...{ paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Start an execution' });

test('an execution is started by hand, and its page opens', async ({ page, perdure }) => {
  await perdure.client.scheduleNewWorkflow('OrderWorkflow', JSON.parse(ORDER), 'first');
  await page.goto('/instances');
  await page.getByRole('button', { name: 'Start execution' }).click();
  const form = dialog(page);
  await expect(form.getByText('1 worker connected.')).toBeVisible();
  await form.getByLabel('Workflow').fill('OrderWorkflow');
  await form.getByLabel('Instance ID').fill('by-hand');
  await form.getByLabel('Input (JSON)').fill('{ not json');
  await expect(form.getByText(/This is not valid JSON/)).toBeVisible();
  await expect(form.getByRole('button', { name: 'Start' })).toHaveAttribute('aria-disabled', 'true');
  await form.getByRole('button', { name: 'Take the input of first' }).click();
  await expect(form.getByLabel('Input (JSON)')).toHaveValue(/"customer": "Ada Berg"/);
  await expectAccessible(page);
  await form.getByLabel('Input (JSON)').fill(ORDER);
  await form.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page).toHaveURL(/\/instances\/default\/by-hand$/);
  await expect(page.getByTestId('instance-status')).toHaveText('Completed');
  expect(JSON.parse((await detailOf(perdure.addresses.console, 'by-hand')).instance.input ?? '')).toEqual(
    JSON.parse(ORDER),
  );
});

test('an id that was used before is refused, and what it names stays', async ({ page, perdure }) => {
  await page.goto('/workflows/default/OrderWorkflow');
  await page.getByRole('button', { name: 'Start execution' }).click();
  await expect(dialog(page).getByLabel('Workflow')).toHaveValue('OrderWorkflow');
  await dialog(page).getByLabel('Instance ID').fill('by-hand');
  await dialog(page).getByRole('button', { name: 'Start', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('by-hand');
  expect((await detailOf(perdure.addresses.console, 'by-hand')).instance.status).toBe('completed');
});

test('one that is to start later waits for its time, started from the palette', async ({ page, perdure }) => {
  await page.goto('/');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search or jump' }).fill('Start an execution');
  await page.getByRole('option', { name: 'Start an execution', exact: true }).click();
  await dialog(page).getByLabel('Workflow').fill('OrderWorkflow');
  await dialog(page).getByLabel('Instance ID').fill('later');
  await dialog(page).getByLabel('Start at').fill('2099-01-02T03:04');
  await dialog(page).getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page).toHaveURL(/\/instances\/default\/later$/);
  const { instance } = await detailOf(perdure.addresses.console, 'later');
  expect(instance.status).toBe('pending');
  expect(new Date(instance.scheduledStartAt ?? 0).getUTCFullYear()).toBe(2099);
});

test('the API refuses what cannot be started and says why', async ({ perdure }) => {
  const post = async (body: unknown) => {
    const answer = await fetch(`${perdure.addresses.console}/api/v1/instances`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    });
    return { status: answer.status, text: await answer.text() };
  };
  expect(await post({ appId: 'default', name: '' })).toMatchObject({
    status: 400,
    text: expect.stringContaining('name'),
  });
  expect(await post({ appId: 'nobody', name: 'Pay' })).toMatchObject({
    ...{ status: 400, text: expect.stringContaining('The runtime serves no app nobody.') },
  });
  expect(await post({ appId: 'default', name: 'Pay', input: '{' })).toMatchObject({ status: 400 });
});
