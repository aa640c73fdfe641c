import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInBothThemes } from './fixtures/axe';
import { detailOf } from './fixtures/console-api';
import { expect, sampleWorker, startPerdure, test, type Perdure } from './fixtures/perdure';

const DONE = 'a11y-done';
const FAILED = 'a11y-failed';
const OPEN = 'a11y-open';

const order = (orderId: string, sku: string, quantity: number): object => ({
  ...{ orderId, customer: 'Ada Berg', paymentToken: 'tok_ok', approvalTimeoutSeconds: 86_400 },
  lines: [
    { sku, quantity },
    { sku: 'mat-wool', quantity: 1 },
  ],
});

const execution = (id: string, tab = 'graph'): string => `/instances/default/${id}?tab=${tab}`;
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
const node = (page: Page) => page.getByTestId('graph-node').first();

/** What to open and what to wait for. */
const PAGES: readonly { name: string; path: string; shown: (page: Page) => ReturnType<Page['locator']> }[] = [
  { name: 'the overview', path: '/', shown: (page) => page.getByRole('link', { name: /a11y-failed/ }).first() },
  { name: 'the executions', path: '/instances', shown: (page) => page.getByRole('link', { name: DONE, exact: true }) },
  {
    name: 'filtered executions',
    path: '/instances?status=failed',
    shown: (page) => page.getByRole('link', { name: FAILED, exact: true }),
  },
  { name: 'no match', path: '/instances?q=nothing-like-this', shown: (page) => page.getByText(/No execution/).first() },
  {
    name: 'the workflows',
    path: '/workflows',
    shown: (page) => page.getByRole('link', { name: 'OrderWorkflow' }).first(),
  },
  {
    name: 'a workflow',
    path: '/workflows/default/OrderWorkflow?step=reserveStock',
    shown: (page) => page.getByTestId('aggregate-point').nth(2),
  },
  {
    name: 'the workers',
    path: '/workers',
    shown: (page) => page.getByRole('region', { name: 'App default' }).getByRole('row').first(),
  },
  {
    name: 'the settings',
    path: '/settings',
    shown: (page) => page.getByRole('region', { name: 'App default' }),
  },
  { name: 'a completed graph', path: execution(DONE), shown: node },
  {
    name: 'a graph as a list',
    path: `${execution(DONE)}&view=list`,
    shown: (page) => page.getByRole('list', { name: 'Steps' }),
  },
  { name: 'a history', path: execution(DONE, 'history'), shown: (page) => page.getByTestId('history-row').first() },
  { name: 'a timeline', path: execution(DONE, 'timeline'), shown: (page) => page.getByTestId('lane').nth(2) },
  {
    name: 'a timeline with the lanes of a child',
    path: `${execution(DONE, 'timeline')}&open=child-6&zoom=10-900`,
    shown: (page) => page.getByTestId('lane').getByRole('link').first(),
  },
  {
    name: 'a timeline with a chosen step',
    path: `${execution(FAILED, 'timeline')}&step=activity-1`,
    shown: (page) => page.getByTestId('step-panel'),
  },
  {
    name: 'a comparison',
    path: `/compare?a=default/${DONE}&b=default/${FAILED}&only=false`,
    shown: (page) => page.getByTestId('compared-row').first(),
  },
  {
    name: 'a comparison that lacks one side',
    path: `/compare?a=default/${DONE}`,
    shown: (page) => page.getByRole('textbox', { name: /instance ID/i }),
  },
  { name: 'payloads', path: execution(DONE, 'payloads'), shown: (page) => page.getByText('trackingNumber').first() },
  {
    name: 'relatives',
    path: execution(DONE, 'related'),
    shown: (page) => page.getByRole('region', { name: 'Children' }),
  },
  { name: 'a failed graph', path: execution(FAILED), shown: node },
  {
    name: 'a failed history',
    path: execution(FAILED, 'history'),
    shown: (page) => page.getByTestId('history-row').first(),
  },
  {
    name: 'a failed payload',
    path: execution(FAILED, 'payloads'),
    shown: (page) => page.getByText('lamp-limited').first(),
  },
  { name: 'a lonely execution', path: execution(OPEN, 'related'), shown: (page) => page.getByText('It stands alone.') },
  {
    name: 'an unknown execution',
    path: execution('nobody'),
    shown: (page) => page.getByRole('link', { name: 'All executions' }),
  },
  { name: 'no such page', path: '/no/such/page', shown: (page) => heading(page, 'There is no such page.') },
];

const DIALOGS = [
  { button: 'Raise event…', id: OPEN },
  { button: 'Terminate…', id: OPEN },
  { button: 'Rerun…', id: FAILED },
  { button: 'Compare…', id: FAILED },
  { button: 'Purge…', id: DONE },
] as const;

async function prepare({ client, addresses, startWorker }: Perdure): Promise<void> {
  await startWorker(sampleWorker(0));
  await client.scheduleNewWorkflow('OrderWorkflow', order(DONE, 'lamp-brass', 1), DONE);
  await client.scheduleNewWorkflow('OrderWorkflow', order(FAILED, 'lamp-limited', 1), FAILED);
  await client.scheduleNewWorkflow('OrderWorkflow', order(OPEN, 'desk-oak', 3), OPEN);
  for (const id of [DONE, FAILED]) await client.waitForWorkflowCompletion(id, false, 30);
  const customStatus = async (): Promise<string | undefined> =>
    (await detailOf(addresses.console, OPEN)).instance.customStatus;
  await expect.poll(customStatus).toContain('Waiting for approval');
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.describe('with executions', () => {
  test.beforeAll(async ({ perdure }) => prepare(perdure));

  for (const { name, path, shown } of PAGES) {
    test(`${name} can be used by everybody`, async ({ page }) => {
      await page.goto(path);
      await expect(shown(page)).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });
  }

  test('a step that was chosen can be used by everybody', async ({ page }) => {
    await page.goto(execution(FAILED));
    await page
      .getByTestId('graph-node')
      .and(page.getByLabel(/failed$/))
      .first()
      .click();
    await expect(page.getByText('Out of stock: lamp-limited').first()).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });

  for (const { button, id } of DIALOGS) {
    test(`the dialog of ${button} can be used by everybody`, async ({ page }) => {
      await page.goto(execution(id));
      await page.getByRole('button', { name: button, exact: true }).click();
      await expect(page.locator('[role=dialog], [role=alertdialog]')).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });
  }

  test('the command palette and the shortcuts can be used by everybody', async ({ page }) => {
    await page.goto('/');
    await expect(heading(page, 'Overview')).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessibleInBothThemes(page);
  });
});

test.describe('without executions', () => {
  let empty: Awaited<ReturnType<typeof startPerdure>>;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    empty = await startPerdure();
  });

  test.afterAll(() => empty.stop());

  for (const path of ['/', '/instances', '/workflows']) {
    test(`${path} can be used by everybody`, async ({ page }) => {
      await page.goto(`${empty.addresses.console}${path}`);
      await expect(heading(page, 'Run your first workflow')).toBeVisible();
      await expectAccessibleInBothThemes(page);
    });
  }

  for (const theme of ['light', 'dark']) {
    test(`the theme ${theme} that was chosen goes before that of the system`, async ({ page, context }) => {
      const url = empty.addresses.console;
      await context.addCookies([{ name: 'perdure-theme', value: theme, url }]);
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' });
      await page.goto(url);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect(heading(page, 'Run your first workflow')).toBeVisible();
      await expectAccessible(page);
    });
  }
});
