import { expect, test as base, type Page } from '@playwright/test';
import { expectAccessible } from './fixtures/axe';
import { holdScripts } from './fixtures/hold-scripts';
import { sampleWorker } from './fixtures/perdure';
import { PASSWORD, startSignedInPerdure } from './fixtures/signed-in-perdure';

type Started = Awaited<ReturnType<typeof startSignedInPerdure>>;

const test = base.extend<object, { perdure: Started }>({
  perdure: [
    async ({ browserName: _ }, use) => {
      const perdure = await startSignedInPerdure();
      await perdure.startWorker(sampleWorker(0));
      await perdure.client.scheduleNewWorkflow('OrderWorkflow', { orderId: 'a' }, 'access-1');
      await use(perdure);
      await perdure.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ perdure }, use) => use(perdure.addresses.console),
});

test.describe.configure({ mode: 'serial' });

async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('who is not signed in is asked, and comes to where they wanted to go', async ({ page }) => {
  await page.goto('/instances?q=app:default');
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await expect(page).toHaveTitle(/Sign in/);
  await expectAccessible(page);
  await signIn(page, 'ada', 'wrong');
  await expect(page.getByText('The name or the password is wrong.')).toBeVisible();
  await expect(page.getByLabel('Password')).toBeFocused();
  await signIn(page, 'ada');
  // The colon may stand escaped: the address is the same.
  await expect(page).toHaveURL(
    ({ pathname, searchParams }) => `${pathname} ${searchParams.get('q')}` === '/instances app:default',
  );
  await expect(page.getByRole('button', { name: 'ada, Admin' })).toBeVisible();
});

test('what is typed before the page has its code is kept, and signs in', async ({ page }) => {
  const letIn = await holdScripts(page);
  await page.goto('/sign-in?to=/workers', { waitUntil: 'commit' });
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill(PASSWORD);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  letIn();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'ada, Admin' })).toBeVisible();
  await expect(page).toHaveURL(/\/workers$/);
});

test('a Viewer sees what is in scope; controls say what they need, payloads that they are withheld', async ({
  page,
}) => {
  const violations: string[] = [];
  page.on(
    'console',
    (message) => void (/Content.Security.Policy/i.test(message.text()) && violations.push(message.text())),
  );
  await page.goto('/instances/default/access-1');
  await signIn(page, 'vera');
  const pause = page.getByRole('button', { name: 'Pause' });
  await expect(pause).toHaveAttribute('aria-disabled', 'true');
  await pause.hover();
  await expect(page.getByRole('tooltip').first()).toContainText('Needs role Operator; you are Viewer.');
  await page.goto('/instances/default/access-1?tab=payloads');
  const withheld = page.getByText('Payload withheld: you may not see payloads.');
  await expect(withheld.first()).toBeVisible();
  await page.goto('/instances/default/access-1?tab=history');
  const scheduled = page.getByTestId('history-row').filter({ hasText: 'Activity scheduled' }).first();
  await expect(scheduled).toContainText('Payload withheld: you may not see payloads.');
  await scheduled.click();
  await expect(page.getByRole('complementary').getByText('Payload withheld').first()).toBeVisible();
  await page.goto('/instances');
  await page.getByRole('button', { name: /^View: / }).click();
  await expect(page.getByRole('menuitem', { name: /Needs role Operator/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.goto('/operations/audit');
  await expect(page.getByText('Needs role Admin; you are Viewer.')).toBeVisible();
  for (const path of ['/', '/instances', '/workflows', '/workers', '/settings']) {
    await page.goto(path);
    await expect(page.locator('#main h1').first()).toBeVisible();
  }
  expect(violations).toEqual([]);
});

test('the audit page tells who did what, and sign-out ends the session', async ({ page, perdure }) => {
  await page.goto('/operations/audit');
  await signIn(page, 'ada');
  await expect(page.getByRole('row').filter({ hasText: 'Sign in' }).filter({ hasText: 'vera' })).toContainText('Done');
  await expect(page.getByRole('row').filter({ hasText: 'Denied' })).toContainText('The name or the password is wrong.');
  await expectAccessible(page);
  await page.goto('/instances/default/access-1');
  await page.getByRole('button', { name: 'Purge…' }).click();
  await page.getByLabel('Reason (optional)').fill('test data');
  await page.getByRole('button', { name: 'Purge', exact: true }).click();
  await page.goto('/operations/audit?action=instance.purge');
  await expect(page.getByRole('row').filter({ hasText: 'access-1' })).toContainText('test data');
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'perdure_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await page.getByRole('button', { name: 'ada, Admin' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  const again = await fetch(`${perdure.addresses.console}/api/v1/me`, {
    headers: { cookie: `perdure_session=${cookie?.value}` },
  });
  expect(again.status).toBe(401);
});

test('too many wrong passwords are slowed down', async ({ perdure }) => {
  const tryOnce = async () => {
    const init = { method: 'POST', body: JSON.stringify({ name: 'eve', password: 'x' }) };
    return (await fetch(`${perdure.addresses.console}/api/v1/sign-in`, init)).status;
  };
  const statuses: number[] = [];
  for (let index = 0; index < 12; index += 1) statuses.push(await tryOnce());
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
});
