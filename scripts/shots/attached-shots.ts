import type { APIRequestContext, Page } from '@playwright/test';
import { settled, WIDTHS, type Shot } from './shot';

/** A name as long as those of clusters with many teams. */
const APP = 'fulfillment-service-eu-central';

/** Adds a target by hand, as an Admin does. */
export async function addTarget(request: APIRequestContext, address: string): Promise<void> {
  const answer = await request.post('/api/v1/targets', { data: { appId: APP, address } });
  if (!answer.ok()) throw new Error(`the target was answered ${answer.status()}: ${await answer.text()}`);
}

/** What only a console on a Dapr cluster has. */
export function attachedShots(): readonly Shot[] {
  return [
    shot('settings', 'attached', { path: '/settings', ready: withTargets, isWhole: true }),
    shot('settings', 'attached-add', { path: '/settings', ready: adding }),
    shot('settings', 'attached-remove', { path: '/settings', ready: opened(`Remove ${APP}…`) }),
    shot('overview', 'attached', { path: '/', ready: settled, isWhole: true }),
    shot('executions', 'attached', { path: '/instances', ready: settled }),
  ];
}

function shot(page: string, state: string, rest: Pick<Shot, 'path' | 'ready'> & Partial<Shot>): Shot {
  return { page, state, widths: WIDTHS, answers: 'as they are', ...rest };
}

const targets = (page: Page) => page.getByRole('region', { name: 'Targets', exact: true });

async function withTargets(page: Page): Promise<void> {
  await settled(page);
  await targets(page).getByRole('row').filter({ hasText: 'billing' }).getByText(/No sidecar answers/).waitFor();
}

function opened(button: string): Shot['ready'] {
  return async (page) => {
    await withTargets(page);
    await targets(page).getByRole('button', { name: button }).click();
    await page.locator('[role=dialog], [role=alertdialog]').waitFor();
  };
}

/** Every field that the dialog can have, and what it says of a sidecar that does not answer. */
async function adding(page: Page): Promise<void> {
  await opened('Add target…')(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('App ID').fill('mail');
  await dialog.getByLabel('Address').fill('127.0.0.1:1');
  await dialog.getByRole('combobox', { name: 'API token' }).click();
  await page.getByRole('option', { name: 'In a variable' }).click();
  await dialog.getByRole('button', { name: 'Check' }).click();
  await dialog.getByRole('alert').waitFor();
}
