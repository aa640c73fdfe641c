import { sampleModels } from '@/lib/testing/composer/sample-models';
import {
  openAiCompletion,
  openEndpointDouble,
  withJson,
  type EndpointDouble,
} from '@/lib/testing/language-model/endpoint-double';
import { expectAccessible } from './fixtures/axe';
import { expect, startPerdure, test, type Perdure } from './fixtures/perdure';

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

test('a flowchart in Mermaid is written by keyboard alone', async ({ page }) => {
  await page.goto(`${perdure.addresses.console}/composer`);
  await page.getByRole('button', { name: 'New' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Flowchart in Mermaid' }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Mermaid' });
  await expect(text).toHaveValue(/flowchart TD/);
  await text.press('ControlOrMeta+End');
  await text.pressSequentially('  ship --> lost[Look for it]\n');
  await expect(page.getByRole('list', { name: 'Faults of the diagram' })).toBeVisible();
  await page.getByRole('tab', { name: 'Project' }).press('Enter');
  await page.getByRole('combobox', { name: 'Language' }).press('Enter');
  await page.getByRole('option', { name: 'Go', exact: true }).press('Enter');
  await expect(page).toHaveURL(/[?&]language=go\b/);
  await page.reload();
  await expect(text).toHaveValue(/Look for it/);
  await expect(page.getByRole('tab', { name: 'Project', selected: true })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveText('Go');
  await page.getByRole('radio', { name: 'Diagram' }).click();
  const drawing = page.getByRole('application', { name: 'Diagram' });
  await expect(drawing.locator('[data-element-id=lost].composer-fault-error')).toBeVisible();
  await expect(drawing.getByText('Check stock')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Faults' }).press('Enter');
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
