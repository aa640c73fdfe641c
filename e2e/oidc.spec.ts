import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test as base, type Page } from '@playwright/test';
import { startIdentityProvider, type ProviderUnderTest } from '@/lib/testing/access/identity-provider';
import { expectAccessible } from './fixtures/axe';
import { PASSWORD, startSignedInPerdure } from './fixtures/signed-in-perdure';

type Started = { readonly home: string; readonly provider: ProviderUnderTest };

const ACCOUNTS = {
  olga: { preferred_username: 'olga', groups: ['ops'] },
  nobody: { preferred_username: 'nobody', groups: ['staff'] },
};

const test = base.extend<object, { started: Started }>({
  started: [
    async ({ browserName: _ }, use) => {
      const port = await freePort();
      const home = `http://127.0.0.1:${port}`;
      const provider = await startIdentityProvider({ accounts: ACCOUNTS, publicUrl: home, hasPage: true });
      const grants = { PERDURE_AUTH_OIDC_OPERATORS: 'ops', PERDURE_AUTH_OIDC_CLAIM: 'groups' };
      const perdure = await startSignedInPerdure({ ...provider.env, ...grants, PERDURE_CONSOLE_PORT: port });
      await use({ home, provider });
      await perdure.stop();
      await provider.close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ started }, use) => use(started.home),
});

test.describe.configure({ mode: 'serial' });

/** The provider sends people back to an address that has to be known before the console starts. */
async function freePort(): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(typeof address === 'object' && address !== null ? address.port : 0);
}

/** Fills in the provider's own page. */
async function signInAtProvider(page: Page, name: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
}

test('somebody signs in at the provider, comes to where they wanted to go, and signs out at both', async ({
  page,
  started,
}) => {
  await page.goto('/instances?q=app:default');
  await expect(page.getByLabel('Password')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in with Test Keys' }).click();
  await expect(page).toHaveURL(new RegExp(`^${started.provider.issuer}/interaction/`));
  await signInAtProvider(page, 'olga');
  await expect(page).toHaveURL(({ pathname, origin }) => `${origin}${pathname}` === `${started.home}/instances`);
  await page.getByRole('button', { name: 'olga, Operator' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`^${started.provider.issuer}/session/end`));
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(page).toHaveURL(`${started.home}/sign-in`);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in\?to=/);
});

test('who has no role is told which claim was looked at, and nothing of it stands in the address', async ({
  page,
  started,
}) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Test Keys' }).click();
  await signInAtProvider(page, 'nobody');
  await expect(page.getByRole('alert').filter({ hasText: 'You have no role' })).toContainText('the claim "groups"');
  expect(page.url()).toBe(`${started.home}/sign-in/callback`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Back to sign-in' }).click();
  await expect(page).toHaveURL(`${started.home}/sign-in`);
});

test('an answer that nobody waits for is refused, and users with passwords sign in beside the provider', async ({
  page,
}) => {
  await page.goto('/sign-in/callback?code=x&state=y');
  await expect(page.getByText('This browser has no sign-in under way that could be finished.')).toBeVisible();
  await page.getByRole('link', { name: 'Back to sign-in' }).click();
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: 'ada, Admin' })).toBeVisible();
  await page.goto('/operations/audit?action=session.sign-in');
  const denied = page.getByRole('row').filter({ hasText: 'Denied' });
  await expect(denied.filter({ hasText: 'no sign-in under way' })).toHaveCount(1);
  await expect(denied.filter({ hasText: 'nobody' })).toContainText('the claim "groups"');
});
