import type { Locator, Page } from '@playwright/test';
import { detailOf } from './fixtures/console-api';
import { focused } from './fixtures/focus';
import { expect, sampleWorker, test } from './fixtures/perdure';

const ID = 'keys-open';
/** More than any page here has; a walk that comes no further fails by what it has not reached. */
const STOPS = 90;

test.use({ viewport: { width: 1024, height: 768 }, contextOptions: { reducedMotion: 'reduce' } });

test.beforeAll(async ({ perdure: { client, addresses, startWorker } }) => {
  await startWorker(sampleWorker(0));
  const lines = [{ sku: 'desk-oak', quantity: 3 }];
  const order = { orderId: ID, customer: 'Ada Berg', lines, paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 };
  for (const id of ['keys-first', ID]) await client.scheduleNewWorkflow('OrderWorkflow', order, id);
  const customStatus = async () => (await detailOf(addresses.console, ID)).instance.customStatus;
  await expect.poll(customStatus).toContain('Waiting for approval');
});

test('an execution is found, opened, read and left by keys, and the focus is seen all the way', async ({ page }) => {
  await page.goto('/instances?q=keys-');
  const row = page.getByRole('row').filter({ hasText: ID });
  await expect(row).toBeVisible();
  await walkAll(page);
  await page.keyboard.press('j');
  while ((await row.getAttribute('data-cursor')) === null) await page.keyboard.press('j');
  await seen(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/instances/default/${ID}`));
  await expect(page.getByTestId('graph-node').first()).toBeVisible();
  await walkAll(page);

  await walkTo(page, page.getByRole('tab', { name: 'Graph' }));
  for (const name of ['Timeline', 'History', 'Input & output', 'Related']) {
    await press(page, 'ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
  }
  await press(page, 'Home');

  const step = page.locator('[data-testid=graph-node][tabindex="0"]');
  await walkTo(page, step);
  await press(page, 'ArrowDown');
  const chosen = await step.getAttribute('data-node-id');
  await press(page, 'Enter');
  const panel = page.getByTestId('step-panel');
  await expect(panel).toBeVisible();
  await walkTo(page, panel.getByRole('button', { name: 'Close the panel' }));
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.locator(`[data-node-id="${chosen}"]`)).toBeFocused();
  await seen(page);

  const terminate = page.getByRole('button', { name: 'Terminate…' });
  await walkTo(page, terminate);
  await press(page, 'Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toBeVisible();
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await press(page, 'Tab');
  await walkTo(page, cancel);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(terminate).toBeFocused();

  await page.goBack();
  await expect(row).toHaveAttribute('data-cursor', 'true');
  await seen(page);
});

test('keys that come one right after the other act on the step that each has led to', async ({ page }) => {
  await page.goto(`/instances/default/${ID}`);
  const step = page.locator('[data-testid=graph-node][tabindex="0"]');
  await step.focus();
  const [from, to] = await page.evaluate(() => {
    const press = (key: string) => {
      const at = document.activeElement;
      at?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      return at instanceof HTMLElement ? at.dataset['nodeId'] : undefined;
    };
    return [press('ArrowDown'), press('Enter')];
  });
  expect(to).not.toBe(from);
  await expect(page.locator(`[data-node-id="${to}"]`)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('step-panel')).toBeVisible();
  await page.locator(`[data-node-id="${to}"]`).click();
  await page.keyboard.press('ArrowUp');
  await expect(page.locator(`[data-node-id="${from}"]`)).toBeFocused();
});

/** Every stop of the Tab key, to the end of the page and on from its beginning. */
async function walkAll(page: Page): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const { name } = await seen(page);
    if (name === undefined && stop > 0) return;
  }
}

async function walkTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await press(page, 'Tab');
  }
  throw new Error(`the Tab key does not lead to ${wanted.toString()}`);
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await seen(page);
}

async function seen(page: Page) {
  const found = await focused(page);
  if (found.fault !== undefined) {
    const after = `${found.name} has the focus`;
    await expect.poll(async () => (await focused(page)).fault, after).toBeUndefined();
  }
  return found;
}
