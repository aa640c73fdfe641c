import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { sampleModels } from '@/lib/testing/composer/sample-models';
import {
  openAiCompletion,
  openEndpointDouble,
  withJson,
  type EndpointDouble,
} from '@/lib/testing/language-model/endpoint-double';
import { expectAccessible } from './fixtures/axe';
import { Child, ROOT } from './fixtures/child';
import { expect, startPerdure, test, type Perdure } from './fixtures/perdure';

/** Beside the repository's packages, so that the worker finds the SDK without an install. */
const folder = join(ROOT, '.cache', 'e2e-composer');

/** Its own: a worker of another test would be handed these workflows too, and know none of them. */
let perdure: Perdure & { stop(): Promise<void> };
let endpoint: EndpointDouble;
test.beforeAll(async () => {
  endpoint = await openEndpointDouble();
  perdure = await startPerdure({
    ...{ PERDURE_LLM_KIND: 'openai', PERDURE_LLM_MODEL: 'drawer', PERDURE_LLM_URL: endpoint.url },
  });
});
test.afterAll(async () => {
  await perdure.stop();
  await endpoint.close();
});

test('a diagram is drawn, mended, made a project, run, and its run is seen on it', async ({ page }) => {
  await page.goto(perdure.addresses.console);
  await page.getByRole('link', { name: 'Composer' }).click();
  const diagram = page.getByRole('application', { name: 'Diagram' });
  await expect(diagram.getByText('Check credit')).toBeVisible();
  await expect(page.getByText('Nothing is wrong with this diagram.')).toBeVisible();

  // A task that is drawn and led nowhere.
  await diagram.locator('[data-element-id=check]').click();
  await diagram.locator('[data-action="append.append-task"]').click();
  const faults = page.getByRole('list', { name: 'Faults of the diagram' });
  await expect(faults).toContainText('no-dead-end');
  await page.getByRole('tab', { name: 'Project' }).click();
  await expect(page.getByRole('button', { name: 'Download ZIP' })).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Faults' }).click();
  await faults.getByRole('button').filter({ hasText: 'no-dead-end' }).click();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Nothing is wrong with this diagram.')).toBeVisible();

  await page.getByRole('tab', { name: 'Project' }).click();
  await expect(page.getByRole('list', { name: 'Files of the project' })).toContainText('dapr.yaml');
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download ZIP' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('order-approval.zip');
  unpack(await download.path());

  const worker = new Child({
    args: [join(folder, 'order-approval', 'src', 'main.ts')],
    env: { DAPR_GRPC_PORT: perdure.grpcPort },
  });
  await worker.line(/order-approval is ready/);
  // The example that the activity answers with until somebody writes its body is a big order.
  const id = await perdure.client.scheduleNewWorkflow('OrderApproval', {});
  await perdure.client.raiseEvent(id, 'Approval', {});
  await perdure.client.waitForWorkflowCompletion(id, true, 30);
  await page.getByRole('tab', { name: 'Run' }).click();
  await page.getByRole('list', { name: 'Executions of OrderApproval' }).getByRole('button').first().click();
  await expect(diagram.locator('[data-element-id=check].composer-run-completed')).toBeVisible();
  await expect(diagram.locator('[data-element-id=approved].composer-run-completed')).toBeVisible();
  await expect(diagram.locator('[data-element-id=ship].composer-run-completed')).toBeVisible();
  await expect(diagram.locator('[data-element-id=cancel].composer-run-completed')).toHaveCount(0);
  await expectAccessible(page);
  await worker.stop('SIGTERM');
});

test('a flowchart in Mermaid is written by keyboard alone', async ({ page }) => {
  await page.goto(`${perdure.addresses.console}/composer`);
  await page.getByRole('button', { name: 'New' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Flowchart in Mermaid' }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Mermaid' });
  await expect(text).toHaveValue(/flowchart TD/);
  await text.press('ControlOrMeta+End');
  await text.pressSequentially('  ship --> lost[Look for it]\n');
  await expect(page.getByRole('list', { name: 'Faults of the diagram' })).toBeVisible();
  await page.reload();
  await expect(text).toHaveValue(/Look for it/);
  await page.getByRole('radio', { name: 'Diagram' }).click();
  const drawing = page.getByRole('application', { name: 'Diagram' });
  await expect(drawing.locator('[data-element-id=lost].composer-fault-error')).toBeVisible();
  await expect(drawing.getByText('Check stock')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Text' }).click();
  await text.fill('flowchart TD\n  a[One step] -->');
  await expect(page.getByRole('list', { name: 'Faults of the diagram' })).toContainText('readable');
});

test('what is described is shown before it is sent, refused in words, and drawn', async ({ page }) => {
  await page.goto(`${perdure.addresses.console}/composer`);
  await page.getByRole('button', { name: 'Describe…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Describe a process' });
  await dialog.getByRole('button', { name: 'Show the request' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The description is empty');
  await dialog.getByRole('textbox', { name: 'What happens in the process' }).fill('Book a hotel and a flight.');
  await dialog.getByRole('button', { name: 'Show the request' }).click();
  await expect(dialog.getByRole('region', { name: 'Text' })).toContainText('Book a hotel and a flight.');
  await expect(dialog.getByRole('region', { name: 'Instruction' })).toContainText('JSON schema');
  await expect(dialog).toContainText('model drawer');
  expect(endpoint.asked).toEqual([]);
  await expectAccessible(page);

  endpoint.answers(withJson(openAiCompletion('<img src=x onerror=alert(1)>')));
  await dialog.getByRole('button', { name: /^Send to 127/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('has no JSON object in it');
  endpoint.answers(withJson(openAiCompletion(JSON.stringify(sampleModels['parallel']))));
  await dialog.getByRole('button', { name: /^Send to 127/ }).click();
  await expect(dialog).toBeHidden();
  const diagram = page.getByRole('application', { name: 'Diagram' });
  await expect(diagram.getByText('Book hotel')).toBeVisible();
  await expect(page.getByText('Nothing is wrong with this diagram.')).toBeVisible();
});

function unpack(zip: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
