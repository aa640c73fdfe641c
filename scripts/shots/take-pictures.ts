import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { ManagedProcess } from '@/lib/bootstrap/supervisor/managed-process';
import { ROOT } from '@/lib/bootstrap/supervisor/repository';
import { fetchJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import { instanceDetailSchema } from '@/lib/api/schemas';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { anyPorts } from '../any-ports';
import { settled } from './shot';

const FOLDER = join(ROOT, 'docs', 'console');
const SIZE = { width: 1440, height: 900 };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'];
/** What the sample app has brought about before a picture is taken. */
const AWAITED: Readonly<Record<string, InstanceStatus>> = {
  'order-1001': 'completed',
  'order-1003': 'failed',
  'order-1004': 'running',
  'invoices-2026-07': 'completed',
  'invoices-2026-08': 'suspended',
};

const PATIENCE_MS = 120_000;

type Picture = { readonly file: string; readonly path: string; readonly act?: (page: Page) => Promise<unknown> };

const execution = (id: string, rest = ''): string => `/instances/default/${id}${rest}`;

const PICTURES: readonly Picture[] = [
  { file: 'overview', path: '/' },
  { file: 'executions', path: '/instances' },
  {
    file: 'start',
    path: '/workflows/default/OrderWorkflow',
    act: (page) => page.getByRole('button', { name: 'Start execution' }).click(),
  },
  {
    file: 'workflow',
    path: '/workflows/default/OrderWorkflow?step=reserveStock&fate=failed',
    act: (page) => page.getByTestId('aggregate-point').nth(3).waitFor(),
  },
  {
    file: 'graph',
    path: execution('order-1003'),
    act: async (page) => {
      const failed = page.getByTestId('graph-node').and(page.getByLabel(/failed$/));
      await failed.first().click();
    },
  },
  {
    file: 'waiting',
    path: execution('order-1004'),
    act: (page) => page.getByTestId('graph-node').first().waitFor(),
  },
  { file: 'timeline', path: execution('invoices-2026-07', '?tab=timeline') },
  { file: 'history', path: execution('order-1001', '?tab=history') },
  { file: 'compare', path: '/compare?a=default/order-1003&b=default/order-1001' },
  { file: 'workers', path: '/workers' },
  { file: 'settings', path: '/settings' },
  {
    file: 'composer',
    path: '/composer',
    act: (page) => page.getByText('Nothing is wrong with this diagram.').waitFor(),
  },
];

/** Starts the sample app on a new store, waits for what it does, and takes every picture into docs/console. */
export async function takePictures(executablePath: string | undefined): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perdure-pictures-'));
  const ready = Promise.withResolvers<string>();
  const perdure = new ManagedProcess({
    ...{ name: 'perdure', cwd: ROOT, args: [join(ROOT, 'scripts', 'start.js')] },
    env: { ...anyPorts, PERDURE_DATA_DIR: dataDir, PERDURE_DEMO: '1', PERDURE_LOG_LEVEL: 'warn', DATABASE_URL: '' },
    onLine: (line) => {
      if (line.startsWith('perdure ready ')) ready.resolve(consoleOf(line));
    },
    onUnexpectedEnd: (how) => ready.reject(new Error(`Perdure ended before it was ready (${how})`)),
  });
  perdure.start();
  const browser = await chromium.launch({ args: FLAGS, ...(executablePath !== undefined && { executablePath }) });
  try {
    const url = await ready.promise;
    await Promise.all(Object.entries(AWAITED).map(([id, status]) => reached(url, id, status)));
    const context = await browser.newContext({ baseURL: url, viewport: SIZE, reducedMotion: 'reduce', timezoneId: 'UTC' });
    for (const picture of PICTURES) {
      const page = await context.newPage();
      await take(page, picture);
      await page.close();
      console.log(`docs/console/${picture.file}.png`);
    }
  } finally {
    await browser.close();
    await perdure.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function take(page: Page, { file, path, act }: Picture): Promise<void> {
  await page.goto(path, { waitUntil: 'commit' });
  await settled(page);
  await act?.(page);
  await page.evaluate(() => document.fonts.ready);
  // The graph moves into view after it was laid out.
  await pause(500);
  await page.screenshot({ path: join(FOLDER, `${file}.png`), animations: 'disabled', caret: 'hide' });
}

/** Resolves once an execution has a status. */
async function reached(url: string, instanceId: string, status: InstanceStatus): Promise<void> {
  const address = `${url}${instancePath({ appId: 'default', instanceId })}`;
  let seen = 'absent';
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until;) {
    const found = await fetchJson(instanceDetailSchema, address).catch(() => undefined);
    seen = found?.instance.status ?? seen;
    if (seen === status) return;
    await pause(250);
  }
  throw new Error(`the sample app left ${instanceId} ${seen}; the pictures show it ${status}`);
}

function consoleOf(line: string): string {
  const addresses = JSON.parse(line.slice('perdure ready '.length)) as { readonly console: string };
  return addresses.console;
}
