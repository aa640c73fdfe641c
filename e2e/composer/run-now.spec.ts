import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from '../fixtures/axe';
import { expect, startPerdure, test, type Perdure } from '../fixtures/perdure';

/** Its own: projects end with the Perdure beside which they run. */
let perdure: Perdure & { stop(): Promise<void> };
test.beforeAll(async () => {
  perdure = await startPerdure();
});
test.afterAll(() => perdure.stop());

test('a diagram is run from its page by the keyboard, and its execution is seen on it', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto(`${perdure.addresses.console}/composer`);
  const diagram = page.getByRole('application', { name: 'Diagram' });
  await expect(page.getByText('Nothing is wrong with this diagram.')).toBeVisible();
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'Run it now' }).press('Enter');
  const log = page.getByRole('region', { name: 'Log of the project' });
  await expect(log).toContainText('$ npm install');
  await expect(log).toContainText('order-approval is ready', { timeout: 180_000 });
  await expect(diagram.locator('[data-element-id=check].composer-run-completed')).toBeVisible();
  await expect(diagram.locator('[data-element-id=late].composer-run-running')).toBeVisible();
  await expectAccessible(page);
  const projects = `${perdure.addresses.console}/api/v1/projects`;
  const { projects: listed } = (await (await page.request.get(projects)).json()) as {
    projects: { appId: string; instanceId: string }[];
  };
  const [project] = listed;
  const at = `${perdure.addresses.console}/api/v1/instances/${project?.appId}/${project?.instanceId}`;
  await page.request.post(`${at}/raise-event`, { data: { name: 'Approval', data: '{}' } });
  await expect(diagram.locator('[data-element-id=ship].composer-run-completed')).toBeVisible();
  await expect(diagram.locator('[data-element-id=cancel].composer-run-completed')).toHaveCount(0);
  expect(existsSync(join(perdure.dataDir, 'projects', 'order-approval-javascript', 'dapr.yaml'))).toBe(true);
  await page.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible();
  const audit = await (await page.request.get(`${perdure.addresses.console}/api/v1/audit`)).text();
  expect(audit).toContain('"project.run"');
  expect(audit).toContain('"project.stop"');
});
