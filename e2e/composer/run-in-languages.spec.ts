import { expectAccessible } from '../fixtures/axe';
import { expect, startPerdure, test, type Perdure } from '../fixtures/perdure';
import { languages } from '../sdks/languages';

/** Its own: projects end with the Perdure beside which they run. */
let perdure: Perdure & { stop(): Promise<void> };
test.beforeAll(async () => {
  perdure = await startPerdure();
});
test.afterAll(() => perdure.stop());

/** Waits for an event, and does a step against a time: in Go that step is done by an execution of its own. */
const DIAGRAM = `flowchart TD
  subgraph shop [Shop]
    start([Order placed]) --> check[Check stock]
    ask[/message: Approval/]
    late[Tell customer] --> told([Told])
  end
  subgraph depot [Depot]
    ship[Ship order] --> done([Shipped])
  end
  check --> ask
  ask --> ship
  ship -. timer: PT1H .-> late
`;

/** Those whose tools are here; the one of the other test runs without them. */
const LANGUAGES = [
  ['python', 'Python', 'in lanes'],
  ['go', 'Go', 'whole'],
] as const;

for (const [language, label, how] of LANGUAGES.filter(([name]) => languages.includes(name))) {
  test(`the worker of a diagram in ${language} is started from its page, and its execution seen on it`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    await page.goto(`${perdure.addresses.console}/composer`);
    await page.getByRole('button', { name: 'New' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Flowchart in Mermaid' }).press('Enter');
    await page.getByRole('textbox', { name: 'Mermaid' }).fill(DIAGRAM);
    await page.getByRole('radio', { name: 'Diagram' }).click();
    const diagram = page.getByRole('application', { name: 'Diagram' });
    await page.getByRole('tab', { name: 'Project' }).click();
    await page.getByRole('textbox', { name: 'App ID' }).fill(`order-in-${language}`);
    if (how === 'in lanes') await expect(page.getByText(/JavaScript SDK cannot call an activity/)).toBeVisible();
    await page.getByRole('combobox', { name: 'Language' }).press('Enter');
    await page.getByRole('option', { name: label, exact: true }).press('Enter');
    if (how === 'in lanes') {
      await page.getByRole('checkbox', { name: 'Each lane is an app' }).press('Space');
      await expect(page.getByRole('list', { name: 'Apps of the project' })).toContainText('depot: ShipOrder');
      await expectAccessible(page);
    }
    await page.getByRole('tab', { name: 'Run' }).click();
    await page.getByRole('button', { name: 'Run it now' }).press('Enter');
    const mark = (element: string, status: string) =>
      diagram.locator(`[data-element-id=${element}].composer-run-${status}`);
    await expect(mark('check', 'completed')).toBeVisible({ timeout: 180_000 });
    await expect(mark('ship', 'completed')).toHaveCount(0);
    await page.getByRole('button', { name: 'Raise Approval' }).press('Enter');
    await expect(mark('ship', 'completed')).toBeVisible({ timeout: 30_000 });
    await expect(mark('late', 'completed')).toHaveCount(0);
    await expect(page.getByRole('status').filter({ hasText: `order-in-${language}` })).toContainText(
      how === 'in lanes' ? 'Its workers run (shop, depot)' : 'Its worker runs',
    );
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible();
  });
}
