import { createHash } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { bulkJobDetailSchema, bulkJobSchema } from '@/lib/api/bulk';
import { fetchJson, postJson, sendJson } from '@/lib/api/fetch-json';
import { expectAccessible } from './fixtures/axe';
import { expect, test, type Perdure } from './fixtures/perdure';
import { childrenOf, isAlive, runtimeOf } from './fixtures/process-tree';

test.describe.configure({ mode: 'serial' });

// A Perdure of its own, without a worker: what is planned for later waits until something is done to it.
test.use({ seeded: { largeRuns: [] } });

async function plan({ client }: Perdure, prefix: string, count: number): Promise<void> {
  const later = new Date('2100-01-01');
  const ids = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  const waiting = ids.values();
  const planOn = async () => {
    for (const id of waiting) await client.scheduleNewWorkflow('Someday', { id }, id, later);
  };
  await Promise.all(Array.from({ length: 100 }, planOn));
}

const selectLoaded = (page: Page): Locator => page.getByRole('checkbox', { name: 'Select the rows that are loaded' });
const bar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Selected executions' });
const progress = (page: Page): Locator => page.getByRole('region', { name: 'Progress' });

test('rows are selected by keys and pointer, and two of them compared', async ({ page, perdure }) => {
  await plan(perdure, 'pick', 5);
  await page.goto('/instances?q=pick-');
  await expect(page.getByRole('row')).toHaveCount(6);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(bar(page)).toContainText('1 execution selected');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('X');
  await expect(bar(page)).toContainText('3 executions selected');
  await page
    .getByRole('checkbox', { name: /^Select pick-/ })
    .first()
    .click();
  await expect(bar(page)).toContainText('2 executions selected');
  await expect(bar(page).getByRole('link', { name: 'Compare' })).toHaveAttribute(
    'href',
    /\/compare\?a=default.*&b=default/,
  );
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
});

test('selected executions are terminated: the set is shown first, and each has its line in the ledger', async ({
  page,
  perdure,
}) => {
  await plan(perdure, 'few', 12);
  await perdure.client.terminateWorkflow('few-3', null);
  await page.goto('/instances?q=few-');
  await selectLoaded(page).click();
  await expect(bar(page)).toContainText('12 executions selected');
  await bar(page).getByRole('button', { name: 'Terminate…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('heading')).toHaveText('Terminate 11 executions?');
  await expect(dialog).toContainText('11 of 12 executions will be terminated');
  await expect(dialog).toContainText('1 skipped: Already ended (Terminated).');
  await expectAccessible(page);
  await dialog.getByLabel('Reason (optional)').fill('bad deploy');
  await dialog.getByRole('button', { name: 'Terminate 11' }).click();
  await expect(page).toHaveURL(/\/operations\/bulk\/[0-9a-f-]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Terminate 12 executions');
  await expect(progress(page)).toContainText('12 of 12');
  await expect(progress(page)).toContainText('11 done');
  await expect(progress(page)).toContainText('bad deploy');
  await expect(page.getByText('Finished')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Skipped few-3 / })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Bulk jobs' }).click();
  await expect(page.getByRole('link', { name: 'Terminate 12 executions' })).toBeVisible();
  await page.goto('/instances?q=few- -status:terminated');
  await expect(page.getByText('No execution matches')).toBeVisible();
});

test('everything that matches is more than what is loaded, and what cannot be undone is typed', async ({
  page,
  perdure,
}) => {
  await plan(perdure, 'many', 130);
  await page.goto('/instances?q=many-');
  await expect(page.getByText('130 executions · exact')).toBeVisible();
  await selectLoaded(page).click();
  await bar(page).getByRole('button', { name: 'Select all 130 executions that match' }).click();
  await expect(bar(page)).toContainText('Everything that matches: 130 executions');
  await bar(page).getByRole('button', { name: 'Terminate…' }).click();
  const dialog = page.getByRole('alertdialog');
  const confirm = dialog.getByRole('button', { name: 'Terminate 130' });
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Most per second').fill('20');
  await dialog.getByLabel('Type 130 to confirm').fill('130');
  await confirm.click();
  await expect(progress(page)).toContainText(/[1-9]\d* done/);
  await page.getByRole('button', { name: 'Pause job' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.getByRole('button', { name: '20 per second' }).click();
  await page.getByRole('menuitem', { name: 'No limit' }).click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(progress(page)).toContainText('130 of 130');
});

/** `.ci/full` asks for 100,000. */
const SIZE = Number(process.env['BULK_SIZE'] ?? 400);

test('tab closed, console and runtime killed: nothing is missed, and nothing outside the set is touched', async ({
  page,
  perdure,
}) => {
  test.setTimeout(60_000 + SIZE * 15);
  const patience = { timeout: 30_000 + SIZE * 5 };
  const { console } = perdure.addresses;
  await plan(perdure, 'outside', 40);
  await plan(perdure, 'job', SIZE);
  const outside = await exported(console, 'outside-');
  const target = { filter: { q: 'job-' } };
  const { id } = await postJson(bulkJobSchema, `${console}/api/v1/bulk`, { action: { kind: 'terminate' }, target });
  const job = () => fetchJson(bulkJobDetailSchema, `${console}/api/v1/bulk/${id}`);
  await expect.poll(async () => (await job()).state, patience).toBe('ready');
  const { setHash } = await job();
  await page.goto(`/operations/bulk/${id}`);
  const rate = Math.min(SIZE / 4, 10_000);
  await postJson(bulkJobSchema, `${console}/api/v1/bulk/${id}/confirm`, { setHash, rate });
  await page.close();
  await expect.poll(async () => (await job()).tally.done, patience).toBeGreaterThan(SIZE * 0.15);
  await killAll(perdure);
  await expect
    .poll(
      () =>
        job().then(
          ({ state }) => state,
          () => 'away',
        ),
      patience,
    )
    .not.toBe('away');
  await sendJson(bulkJobSchema, `${console}/api/v1/bulk/${id}`, { method: 'PATCH', body: { rate: null } });
  await expect.poll(async () => (await job()).state, patience).toBe('finished');
  expect((await job()).tally).toEqual({ total: SIZE, waiting: 0, done: SIZE, skipped: 0, failed: 0 });
  expect((await job()).setHash).toBe(setHash);
  const ledger = await linesOf(`${console}/api/v1/bulk/${id}/export?format=ndjson`);
  expect(hashOf(ledger)).toBe(setHash);
  expect(new Set(ledger.map(({ instanceId }) => instanceId)).size).toBe(SIZE);
  const ended = await exported(console, 'job-');
  expect(ended.filter(({ status }) => status === 'terminated')).toHaveLength(SIZE);
  expect(await exported(console, 'outside-')).toEqual(outside);
});

/** Console and runtime, at once, without a word. */
async function killAll({ supervisor }: Perdure): Promise<void> {
  const parent = supervisor.process.pid ?? 0;
  const runtime = await runtimeOf(parent);
  const consoles = (await childrenOf(parent)).filter(({ command }) => /next/.test(command)).map(({ pid }) => pid);
  const victims = [...consoles, ...(runtime === undefined ? [] : [runtime])];
  expect(victims).toHaveLength(2);
  victims.forEach((pid) => process.kill(pid, 'SIGKILL'));
  await expect.poll(() => victims.some(isAlive)).toBe(false);
}

type Line = Readonly<Record<'appId' | 'instanceId' | 'status', string>> & { readonly createdAt: number };

const exported = (console: string, text: string): Promise<readonly Line[]> =>
  linesOf(`${console}/api/v1/instances/export?format=ndjson&q=${text}`);

async function linesOf(address: string): Promise<readonly Line[]> {
  const text = await (await fetch(address)).text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** The set's hash as docs/decisions/0032 describes it. */
function hashOf(ledger: readonly Line[]): string {
  return ledger.reduce(
    (hash, { appId, instanceId, createdAt }) =>
      createHash('sha256').update([hash, appId, instanceId, createdAt].join('\n')).digest('hex'),
    '',
  );
}
