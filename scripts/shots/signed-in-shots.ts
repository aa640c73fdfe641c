import type { Page } from '@playwright/test';
import { failed, loading, settled, WIDTHS, type Shot } from './shot';

const OPERATIONS = [
  { state: 'bulk', path: '/operations/bulk' },
  { state: 'audit', path: '/operations/audit' },
] as const;

/** What nobody has to be signed in for. */
export function signInShots(): readonly Shot[] {
  return [
    shot('sign-in', 'form', { path: '/sign-in', ready: (page) => page.getByLabel('Password').waitFor() }),
    shot('sign-in', 'refused', { path: '/sign-in', ready: refused }),
  ];
}

/** Settings and operations as an Admin sees them; `jobs` are addresses of bulk jobs. */
export function adminShots(jobs: readonly string[]): readonly Shot[] {
  const settings = (state: string, ready: Shot['ready']): Shot => shot('settings', state, { path: '/settings', ready });
  return [
    { ...settings('signed-in', settled), isWhole: true },
    settings('end-sessions', asked('Sessions', 'End all…')),
    settings('end-sessions-of-one', asked('Sessions', /^End the sessions of night-shift/)),
    settings('new-token', asked('API tokens', 'New token…')),
    settings('revoke-token', asked('API tokens', 'Revoke status board…')),
    settings('user-menu', userMenu),
    ...OPERATIONS.flatMap(({ state, path }) => [
      shot('operations', state, { path, ready: settled }),
      shot('operations', `${state}-loading`, { path, ready: loading, answers: 'never' }),
      shot('operations', `${state}-error`, { path, ready: failed, answers: 'refused' }),
    ]),
    shot('operations', 'audit-no-match', { path: '/operations/audit?actor=nobody', ready: settled }),
    ...jobs.map((path, index) => shot('operations', `job-${index + 1}`, { path, ready: settled })),
    shot('operations', 'job-missing', { path: '/operations/bulk/none', ready: failed }),
  ];
}

/** The same as a Viewer, who may see little of it. */
export function viewerShots(): readonly Shot[] {
  return [
    shot('settings', 'viewer', { path: '/settings', ready: settled, isWhole: true }),
    shot('settings', 'user-menu-of-viewer', { path: '/settings', ready: userMenu }),
    shot('operations', 'audit-of-viewer', { path: '/operations/audit', ready: failed }),
    shot('operations', 'bulk-of-viewer', { path: '/operations/bulk', ready: settled }),
  ];
}

function shot(page: string, state: string, rest: Pick<Shot, 'path' | 'ready'> & Partial<Shot>): Shot {
  return { page, state, widths: WIDTHS, answers: 'as they are', ...rest };
}

async function refused(page: Page): Promise<void> {
  // What is typed before the page has come to life is not seen by it.
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Name').fill('eve');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The name or the password is wrong.').waitFor();
}

/** A dialog that a button of a card opens. */
function asked(card: string, button: string | RegExp): Shot['ready'] {
  return async (page) => {
    await settled(page);
    await page.getByRole('region', { name: card, exact: true }).getByRole('button', { name: button }).first().click();
    await page.locator('[role=dialog], [role=alertdialog]').waitFor();
  };
}

async function userMenu(page: Page): Promise<void> {
  await settled(page);
  await page.getByRole('banner').getByRole('button', { name: /, (Admin|Viewer)$/ }).click();
  await page.getByRole('menu').waitFor();
}
