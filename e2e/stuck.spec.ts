import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTimer, scheduleTask, versionNotAvailable } from '@/e2e/conformance/actions';
import { TaskHub } from '@/e2e/conformance/task-hub';
import { Worker, type WorkflowCode } from '@/e2e/conformance/worker';
import { expect, startPerdure, test, type Perdure } from './fixtures/perdure';

const HOUR = 3_600_000;
const awaits = { $case: 'externalEvent', value: { name: 'Approval' } } as const;

/** What the first turn of each workflow asks for. */
const STUCK: Readonly<Record<string, WorkflowCode>> = {
  WaitsForEvent: () => [createTimer(0, Date.now() + HOUR, { origin: awaits })],
  Retries: () => [scheduleTask(0, { name: 'Charge' })],
  Stalls: () => [versionNotAvailable(0)],
  IsSuspended: () => [scheduleTask(0, { name: 'Render' })],
  IsSlow: () => [scheduleTask(0, { name: 'Render' })],
};

/** The page's own sentence for each: what holds it up, and which thing. */
const SENTENCES: readonly (readonly [string, RegExp])[] = [
  ['WaitsForEvent', /Waiting for event Approval for \d+ s \(deadline in 59 min/],
  ['Retries', /Charge failed on attempt 1 \(card declined\); next retry in 9 min/],
  [
    'Stalls',
    /Stalled for \d+ s: version .* of Stalls is not available.*It goes on when a worker connects that has this version/,
  ],
  ['IsSuspended', /Suspended for \d+ s \(reason: audit\); results that come in wait for Resume/],
  ['IsSlow', /Activity Render has no result for \d+ s/],
];

let perdure: Perdure & { stop(): Promise<void> };
let worker: Worker;
const folder = mkdtempSync(join(tmpdir(), 'perdure-stuck-'));

test.beforeAll(async () => {
  const config = join(folder, 'perdure.config.json');
  const retry = { maxAttempts: 3, firstInterval: '10m' };
  writeFileSync(config, JSON.stringify({ apps: { default: { activities: { Charge: { retry } } } } }));
  perdure = await startPerdure({ PERDURE_CONFIG: config });
  const { grpc } = perdure.addresses;
  worker = await new Worker(grpc, { workflows: STUCK }).ready();
  const hub = new TaskHub(grpc);
  for (const name of Object.keys(STUCK)) await hub.start({ instanceId: name, name });
  const failureDetails = { errorType: 'Declined', errorMessage: 'card declined', isNonRetriable: false };
  await worker.finish(await worker.task('Retries'), { failureDetails });
  await hub.call('suspendInstance', { instanceId: 'IsSuspended', reason: 'audit' });
  hub.close();
});

test.afterAll(async () => {
  worker.close();
  await perdure.stop();
  rmSync(folder, { recursive: true });
});

for (const [instance, sentence] of SENTENCES) {
  test(`${instance}: the page says why it is not moving`, async ({ page }) => {
    await page.goto(`${perdure.addresses.console}/instances/default/${instance}`);
    await expect(page.getByRole('list', { name: 'Why it is not moving' })).toContainText(sentence);
  });
}

test('the list says it too: the retry, the event, what a stall and a suspension wait for', async ({ page }) => {
  await page.goto(`${perdure.addresses.console}/instances`);
  for (const [instance, text] of [
    ['Retries', /retry of Charge in 9 min/],
    ['WaitsForEvent', /event Approval/],
    ['Stalls', /a worker that fits/],
    ['IsSuspended', /until resumed \(Render\)/],
  ] as const) {
    const link = page.getByRole('link', { name: instance, exact: true });
    await expect(page.getByRole('row').filter({ has: link })).toContainText(text);
  }
});

test('the worker gone, each page says that too, but for the suspended one', async ({ page }) => {
  worker.close();
  for (const instance of ['IsSlow', 'Stalls']) {
    await page.goto(`${perdure.addresses.console}/instances/default/${instance}`);
    const why = page.getByRole('list', { name: 'Why it is not moving' });
    await expect(why).toContainText('No worker of default is connected, so nothing of it runs.');
  }
  await page.goto(`${perdure.addresses.console}/instances/default/IsSuspended`);
  await expect(page.getByRole('button', { name: 'Resume now' })).toBeVisible();
  await expect(page.getByText('No worker of default is connected')).toHaveCount(0);
});
