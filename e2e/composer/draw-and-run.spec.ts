import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expectAccessible } from '../fixtures/axe';
import { expect, startPerdure, test, type Perdure } from '../fixtures/perdure';

/** Its own: projects end with the Perdure beside which they run. */
let perdure: Perdure & { stop(): Promise<void> };
test.beforeAll(async () => {
  perdure = await startPerdure();
});
test.afterAll(() => perdure.stop());

test('a diagram is drawn, mended, made a project, run from its page, and its execution seen on it', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto(perdure.addresses.console);
  await page.getByRole('link', { name: 'Composer' }).click();
  const diagram = page.getByRole('application', { name: 'Diagram' });
  await expect(page.getByText('Nothing is wrong with this diagram.')).toBeVisible();
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 900, height: 600 });
  await expect.poll(() => isInSight(diagram, 'shipped')).toBe(true);
  await page.setViewportSize(size);

  const drawn = await drawTask(diagram, 'Send receipt');
  await expect(diagram.locator(`[data-element-id=${drawn}].composer-fault-error`)).toBeVisible();
  await page.getByRole('tab', { name: 'Project' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Download ZIP' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Faults' }).press('Enter');
  const fault = page.getByRole('list', { name: 'Faults of the diagram' }).getByRole('button');
  await fault.filter({ hasText: 'no-dead-end' }).press('Enter');
  await diagram.locator('[data-action="append.end-event"]').click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing is wrong with this diagram.')).toBeVisible();

  await page.getByRole('tab', { name: 'Project' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Files of the project' })).toContainText('dapr.yaml');
  await expectAccessible(page);
  const files = await downloaded(page);
  expect(files.get('order-approval/dapr.yaml')).toContain('appID: order-approval');
  expect(files.get('order-approval/src/activities/send-receipt.ts')).toContain('export async function sendReceipt');
  expect(JSON.parse(files.get('order-approval/perdure.elements.json') ?? '')).toMatchObject({
    activities: expect.arrayContaining([expect.objectContaining({ name: 'SendReceipt', elements: [drawn] })]),
  });

  await page.getByRole('tab', { name: 'Run' }).press('Enter');
  await runWithInput(page);
  const mark = (element: string, status: string): Locator =>
    diagram.locator(`[data-element-id=${element}].composer-run-${status}`);
  await expect(mark('check', 'completed')).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole('region', { name: 'Log of the project' })).toContainText('order-approval is ready');
  await expect(mark('late', 'running')).toBeVisible();
  await expect(mark(drawn, 'completed')).toHaveCount(0);
  await expectAccessible(page);
  const events = page.getByRole('region', { name: 'External events' });
  await events.getByRole('textbox').fill('{"approvedBy": ');
  await expect(events).toContainText('This is not valid JSON');
  await events.getByRole('textbox').fill('{"approvedBy": "Ana"}');
  await events.getByRole('button', { name: 'Raise Approval' }).press('Enter');
  await expect(mark(drawn, 'completed')).toBeVisible();
  await expect(mark('ship', 'completed')).toBeVisible();
  await expect(mark('cancel', 'completed')).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Executions of OrderApproval' })).toContainText('Completed');
  await expect(events).toHaveCount(0);
  await expectRecorded(page);
  await page.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible();
  const audit = await (await page.request.get(`${perdure.addresses.console}/api/v1/audit`)).text();
  for (const action of ['project.run', 'project.stop']) expect(audit).toContain(`"${action}"`);
});

/** Draws a task after "Ship order" and names it; answers its id. */
async function drawTask(diagram: Locator, name: string): Promise<string> {
  await diagram.locator('[data-element-id=ship]').click();
  await diagram.locator('[data-action="append.append-task"]').click();
  await diagram.page().keyboard.type(name);
  await diagram.page().keyboard.press('Enter');
  const shape = diagram.locator('.djs-shape').filter({ hasText: name });
  await expect(shape).toBeVisible();
  return (await shape.getAttribute('data-element-id')) ?? '';
}

/** The files of the ZIP that the page gives, by path. */
async function downloaded(page: Page): Promise<ReadonlyMap<string, string>> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download ZIP' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('order-approval.zip');
  const entries = Object.entries(unzipSync(readFileSync(await download.path())));
  return new Map(entries.map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
}

async function runWithInput(page: Page): Promise<void> {
  const input = page.getByRole('textbox', { name: 'Input of the execution (JSON)' });
  const button = page.getByRole('button', { name: 'Run it now' });
  await expect(input).toHaveValue(/"amount"/);
  await input.fill('[5000]');
  await expect(page.getByText('The input is a list, and fields stand in an object')).toBeVisible();
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await input.fill('{"amount": 5000}');
  await button.press('Enter');
}

/** What was typed is what the workflow was given, and the project lies where the page says. */
async function expectRecorded(page: Page): Promise<void> {
  const projects = `${perdure.addresses.console}/api/v1/projects`;
  const listed = (await (await page.request.get(projects)).json()) as { projects: { instanceId: string }[] };
  const at = `${perdure.addresses.console}/api/v1/instances/order-approval/${listed.projects[0]?.instanceId}`;
  const { instance } = (await (await page.request.get(at)).json()) as { instance: { input: string; output: string } };
  expect(JSON.parse(instance.input)).toEqual({ amount: 5000 });
  expect(existsSync(join(perdure.dataDir, 'projects', 'order-approval-javascript', 'dapr.yaml'))).toBe(true);
}

/** Whether an element lies within the place of the diagram. */
async function isInSight(diagram: Locator, element: string): Promise<boolean> {
  const [place, shape] = await Promise.all([
    diagram.boundingBox(),
    diagram.locator(`[data-element-id=${element}]`).boundingBox(),
  ]);
  if (place === null || shape === null) return false;
  return shape.x >= place.x && shape.x + shape.width <= place.x + place.width;
}
