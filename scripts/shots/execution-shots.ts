import type { Page } from '@playwright/test';
import { fetchJson } from '@/lib/api/fetch-json';
import { searchOf } from '@/lib/api/list-params';
import { comparePage, instancePage } from '@/lib/api/paths';
import { instancePageSchema } from '@/lib/api/schemas';
import type { InstanceRef } from '@/lib/domain/instance';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { runtimeAway, failed, loading, settled, WIDTHS, type Shot } from './shot';

/** Folder of the pictures of one execution. */
export const EXECUTION_PAGE = 'execution';
const TABS = ['graph', 'timeline', 'history', 'payloads', 'related'] as const;
const DIALOGS = [
  { status: 'running', button: 'Raise event…' },
  { status: 'running', button: 'Terminate…' },
  { status: 'failed', button: 'Rerun…' },
  { status: 'completed', button: 'Purge…' },
] as const;

type Found = { readonly status: InstanceStatus; readonly instance: InstanceRef };

/** One execution in every tab for each of the statuses that matter most, and its dialogs. */
export async function executionShots(url: string): Promise<readonly Shot[]> {
  const found = await Promise.all((['completed', 'failed', 'running'] as const).map((status) => newest(url, status)));
  return [...found.flatMap(tabShots), ...compared(found), ...DIALOGS.flatMap((dialog) => dialogShots(found, dialog)), ...elsewhere(found)];
}

/** The same page while the runtime is away. */
export async function executionBannerShots(url: string): Promise<readonly Shot[]> {
  const { instance } = await newest(url, 'running');
  return [shot('runtime-stopped', instancePage(instance), { ready: runtimeAway })];
}

/** The newest top-level run of the workflow with most steps. */
async function newest(url: string, status: InstanceStatus): Promise<Found> {
  const search = searchOf({ ...NO_FILTER, statuses: [status], names: ['ProcessOrder'] }, { limit: 50 });
  const { instances } = await fetchJson(instancePageSchema, `${url}/api/v1/instances?${search}`);
  const longest = instances.toSorted((one, other) => other.historyLength - one.historyLength)[0];
  if (longest === undefined) throw new Error(`the store has no ${status} execution`);
  return { status, instance: longest };
}

function tabShots({ status, instance }: Found): readonly Shot[] {
  return TABS.map((tab) =>
    shot(`${status}-${tab}`, `${instancePage(instance)}?tab=${tab}`, {
      ready: tab === 'graph' ? drawn : settled,
    }),
  );
}

/** A chosen step with its panel, and two runs side by side. */
function compared(found: readonly Found[]): readonly Shot[] {
  const [one, other] = found;
  if (one === undefined || other === undefined) return [];
  const chosen = async (page: Page) => {
    await drawn(page);
    await page.getByTestId('graph-node').and(page.getByLabel(/failed$/)).first().click();
    await page.getByTestId('step-panel').waitFor();
  };
  const inHistory = async (page: Page) => {
    await settled(page);
    await page.getByTestId('history-row').nth(2).click();
    await page.getByRole('complementary').waitFor();
  };
  return [
    shot('step-panel', instancePage(other.instance), { ready: chosen }),
    shot('history-panel', `${instancePage(other.instance)}?tab=history`, { ready: inHistory }),
    shot('compare', comparePage(other.instance, one.instance), { ready: settled }),
    shot('compare-one', comparePage(one.instance), { ready: settled }),
  ];
}

function dialogShots(found: readonly Found[], { status, button }: (typeof DIALOGS)[number]): readonly Shot[] {
  const open = async (page: Page) => {
    await drawn(page);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('[role=dialog], [role=alertdialog]').waitFor();
  };
  const state = `dialog-${button.replace('…', '').replace(' ', '-').toLowerCase()}`;
  return found
    .filter((one) => one.status === status)
    .map(({ instance }) => shot(state, instancePage(instance), { ready: open }));
}

function elsewhere([one]: readonly Found[]): readonly Shot[] {
  const path = one === undefined ? '/instances' : instancePage(one.instance);
  return [
    shot('loading', path, { answers: 'never', ready: loading }),
    shot('error', path, { answers: 'refused', ready: failed }),
    shot('missing', instancePage({ appId: 'order-service', instanceId: 'order-0' }), { ready: settled }),
  ];
}

function shot(state: string, path: string, rest: Partial<Shot> & Pick<Shot, 'ready'>): Shot {
  return { page: EXECUTION_PAGE, state, path, widths: WIDTHS, answers: 'as they are', ...rest };
}

/** The graph stands where it will stay. */
async function drawn(page: Page): Promise<void> {
  await settled(page);
  await page.getByTestId('graph-node').first().waitFor();
}
