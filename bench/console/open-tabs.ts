import { readFileSync } from 'node:fs';
import { setTimeout as pass } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Served } from '@/lib/testing/serve-console';
import { MOST_FOREIGN_CORES, startMeter } from '../measure/meter';
import { quantilesOf, type Quantiles } from '../measure/quantiles';
import { hideTab, lookAtTab, readSeen, watchStatus, type Seen } from './tab-probe';

/** Many tabs of one browser while executions change. */
export type TabsRow = {
  readonly tabs: number;
  /** Those of them that somebody sees, as in windows beside each other; the others are behind these. */
  readonly seen: number;
  /** From the request that changes an execution to the frame that shows it, of each seen tab and change, in milliseconds. */
  readonly onScreenMs: Quantiles;
  /** From looking at a hidden tab, after all changes, to the frame that is right. */
  readonly lookedAtMs: Quantiles;
  /** Changes that a seen tab had not shown when the next one came. */
  readonly missed: number;
  readonly changesPerSecond: number;
  /** Streams of changes that were opened. */
  readonly streams: number;
  readonly requestsPerSecond: number;
  readonly statementsPerSecond: number;
  /** Cores that the console's process and the browser used. */
  readonly cores: { readonly console: number; readonly browser: number };
  readonly isLoaded: boolean;
};

/** One tab; many of which a few are seen; many of which all believe that they are, which no screen shows. */
export type TabsRows = { readonly one: TabsRow; readonly many: TabsRow; readonly all: TabsRow };

export type TabsPlan = {
  readonly tabs: number;
  readonly seen: number;
  readonly changes: number;
  /** The execution that the tabs show, and one that changes beside it, both running. */
  readonly shown: string;
  readonly other: string;
  /** Where the console's process keeps the number of its statements. */
  readonly statements: string;
};

const PATIENCE = 120_000;
const BETWEEN_CHANGES = 2_000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const APP = 'default';
/** Pages of the tabs by turns, with the place of the status. */
const PAGES = [
  { path: (id: string) => `/instances/${APP}/${id}?tab=history`, status: '[data-testid="instance-status"]' },
  {
    path: (id: string) => `/instances?q=${encodeURIComponent(`id:${id}`)}`,
    status: '[role="row"][aria-rowindex="2"]',
  },
] as const;

/** Opens the tabs, changes the execution again and again, and asks each tab when it showed that. */
export async function measureTabs(served: Served, plan: TabsPlan): Promise<TabsRow> {
  const executablePath = process.env['PERDURE_BROWSER'] ?? '';
  const browser = await chromium.launch({ args: FLAGS, ...(executablePath === '' ? {} : { executablePath }) });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    let requests = 0;
    let streams = 0;
    context.on('request', (request) => {
      requests += 1;
      if (request.url().endsWith('/api/v1/events')) streams += 1;
    });
    const pages = await openTabs(context, served.url, plan);
    const roots = { console: served.consolePid, browser: await pidOf(browser) };
    await pass(BETWEEN_CHANGES);
    const [requestsBefore, statementsBefore] = [requests, statementsOf(plan)];
    const stop = startMeter(roots);
    const changed = await changeAgainAndAgain(served.url, plan);
    const { wallSeconds, cpuSeconds, foreignCores } = stop();
    const seen = await Promise.all(pages.slice(0, plan.seen).map(({ page }) => page.evaluate(readSeen)));
    const times = seen.flatMap((own) => delays(changed, own));
    const lookedAt = await lookAtEach(pages.slice(plan.seen), changed.at(-1)?.status ?? 'Running');
    const each = (count: number): number => count / wallSeconds;
    return {
      ...{ tabs: plan.tabs, seen: plan.seen },
      onScreenMs: quantilesOf(times),
      lookedAtMs: quantilesOf(lookedAt),
      missed: changed.length * seen.length - times.length,
      changesPerSecond: each(changed.length * 2),
      streams,
      requestsPerSecond: each(requests - requestsBefore),
      statementsPerSecond: each(statementsOf(plan) - statementsBefore),
      cores: {
        console: each(cpuSeconds['console'] ?? 0),
        browser: each(cpuSeconds['browser'] ?? 0),
      },
      isLoaded: foreignCores > MOST_FOREIGN_CORES,
    };
  } finally {
    await browser.close();
  }
}

type Tab = { readonly page: Page; readonly selector: string };

async function openTabs(
  context: BrowserContext,
  url: string,
  { tabs, seen, shown }: TabsPlan,
): Promise<readonly Tab[]> {
  const opened: Tab[] = [];
  for (let index = 0; index < tabs; index += 1) {
    const { path, status } = PAGES[index % PAGES.length] ?? PAGES[0];
    const page = index < seen ? await openWindow(context) : await context.newPage();
    if (index >= seen) await page.addInitScript(hideTab);
    await page.addInitScript(watchStatus, status);
    await page.goto(`${url}${path(shown)}`, { waitUntil: 'commit' });
    await page.locator(status).getByText('Running').first().waitFor({ timeout: PATIENCE });
    opened.push({ page, selector: status });
  }
  return opened;
}

/** A tab in a window of its own: the browser makes timers of those wait that lie behind another tab of their window. */
async function openWindow(context: BrowserContext): Promise<Page> {
  const first = context.pages()[0];
  if (first === undefined) return context.newPage();
  const session = await context.newCDPSession(first);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const { browserContextId = '' } = targetInfo;
  const opened = context.waitForEvent('page');
  await session.send('Target.createTarget', { url: 'about:blank', browserContextId, newWindow: true });
  await session.detach();
  return opened;
}

/** One after the other, as a person does. */
async function lookAtEach(tabs: readonly Tab[], status: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (const { page, selector } of tabs) times.push(await page.evaluate(lookAtTab, { selector, status }));
  return times;
}

type Change = { readonly status: 'Running' | 'Suspended'; readonly at: number };

/** Pauses and resumes by turns; halfway to the next change the other execution changes too. */
async function changeAgainAndAgain(url: string, { changes, shown, other }: TabsPlan): Promise<readonly Change[]> {
  const made: Change[] = [];
  for (let turn = 0; turn < changes; turn += 1) {
    const [action, status] = turn % 2 === 0 ? (['pause', 'Suspended'] as const) : (['resume', 'Running'] as const);
    made.push({ status, at: Date.now() });
    await steer(url, shown, action);
    await pass(BETWEEN_CHANGES / 2);
    await steer(url, other, action);
    await pass(BETWEEN_CHANGES / 2);
  }
  return made;
}

async function steer(url: string, instanceId: string, action: 'pause' | 'resume'): Promise<void> {
  const response = await fetch(`${url}/api/v1/instances/${APP}/${instanceId}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) throw new Error(`${action} of ${instanceId}: ${response.status} ${await response.text()}`);
}

/** How long after each change a tab showed it; nothing for one that it had not shown before the next. */
function delays(changed: readonly Change[], seen: readonly Seen[]): readonly number[] {
  return changed.flatMap(({ status, at }, index) => {
    const end = changed[index + 1]?.at ?? Infinity;
    const shown = seen.find((one) => one.status === status && one.at >= at && one.at < end);
    return shown === undefined ? [] : [shown.at - at];
  });
}

async function pidOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.find(({ type }) => type === 'browser')?.id ?? 0;
}

function statementsOf({ statements }: TabsPlan): number {
  return Number(readFileSync(statements, 'utf8'));
}
