import type { Page } from '@playwright/test';
import { settled, WIDTHS, type Shot } from './shot';

/** What lies over every page, the composer, and addresses that lead nowhere. */
export function consoleShots(): readonly Shot[] {
  return [
    shot('shell', 'palette', { path: '/workflows', ready: pressed('Control+k') }),
    shot('shell', 'palette-found', { path: '/workflows', ready: searched }),
    shot('shell', 'shortcuts', { path: '/instances', ready: pressed('?') }),
    shot('shell', 'no-such-page', { path: '/no/such/page', ready: titled }),
    shot('composer', 'diagram', { path: '/composer', ready: drawn }),
    shot('executions', 'no-match', { path: '/instances?q=status:failed+nothing-like-this', ready: settled }),
    shot('executions', 'fault', { path: '/instances?q=status:wrong', ready: settled }),
    shot('executions', 'selected', { path: '/instances', ready: selected }),
    shot('executions', 'columns', { path: '/instances', ready: opened('Columns') }),
    shot('executions', 'views', { path: '/instances', ready: opened(/^View: /) }),
    shot('executions', 'created', { path: '/instances', ready: opened(/^Created/) }),
    shot('executions', 'start', { path: '/instances', ready: opened('Start execution') }),
    shot('executions', 'start-on-workflow', {
      path: '/workflows/order-service/ProcessOrder',
      ready: opened('Start execution'),
    }),
  ];
}

function shot(page: string, state: string, rest: Pick<Shot, 'path' | 'ready'>): Shot {
  return { page, state, widths: WIDTHS, answers: 'as they are', ...rest };
}

function pressed(key: string): Shot['ready'] {
  return async (page) => {
    await settled(page);
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };
}

async function searched(page: Page): Promise<void> {
  await pressed('Control+k')(page);
  await page.keyboard.type('order-1');
  await page.getByRole('option', { name: /order-1\d/ }).first().waitFor();
}

function opened(button: string | RegExp): Shot['ready'] {
  return async (page) => {
    await settled(page);
    await page.locator('#main').getByRole('button', { name: button }).first().click();
    await page.locator('[role=dialog], [role=menu], [role=listbox]').first().waitFor();
  };
}

async function selected(page: Page): Promise<void> {
  await settled(page);
  await page.getByRole('checkbox', { name: 'Select the rows that are loaded' }).click();
  await page.getByRole('toolbar', { name: 'Selected executions' }).waitFor();
}

/** A page outside of the console's frame. */
async function titled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function drawn(page: Page): Promise<void> {
  await settled(page);
  await page.getByText('Nothing is wrong with this diagram.').waitFor();
}
