import { expect as plain } from '@playwright/test';
import { HOSTILE } from './fixtures/hostile-requests';
import { expect, test } from './fixtures/perdure';
import { sendRaw } from './fixtures/raw-request';

test.describe.configure({ mode: 'serial' });

const SCRIPT = '<script>window.hit=1</script><img src=x onerror="window.hit=1">';
const ACTIONS = ['instance.pause', 'instance.terminate', 'instance.raise-event', 'instance.rerun', 'instance.purge'];

test.beforeAll(async ({ perdure }) => {
  const start = { appId: 'default', name: 'Waiting', instanceId: 'hostile-1', input: JSON.stringify(SCRIPT) };
  plain((await send(perdure.addresses.console, '/api/v1/instances', start)).status).toBe(200);
});

test('more than sixty hostile requests are refused, and nothing comes of any of them', async ({ perdure }) => {
  plain(HOSTILE.length).toBeGreaterThan(60);
  const url = perdure.addresses.console;
  const before = await stateOf(url);
  const wrong: string[] = [];
  for (const hostile of HOSTILE) {
    const { status, text, headers } = await sendRaw(url, hostile);
    const said = `${hostile.why}: ${status} ${text.slice(0, 200)}`;
    if (status < 400 || status >= 500) wrong.push(said);
    if (/node_modules|\.ts:\d|at .*\(.*:\d+:\d+\)|root:x:0/.test(text)) wrong.push(`tells too much: ${said}`);
    if (headers['set-cookie'] !== undefined) wrong.push(`sets a cookie: ${said}`);
  }
  plain(wrong).toEqual([]);
  plain(await stateOf(url)).toEqual(before);
});

test('every answer has the headers that protect it', async ({ perdure }) => {
  for (const path of ['/', '/instances', '/sign-in', '/api/v1/instances', '/api/v1/none', '/icon.svg']) {
    const { headers } = await sendRaw(perdure.addresses.console, { path });
    plain(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(headers['content-security-policy']);
    plain(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/);
    plain(policy).toContain("frame-ancestors 'none'");
    plain(/script-src[^;]*unsafe/.test(policy)).toBe(false);
    plain(headers['x-powered-by']).toBeUndefined();
  }
});

test('a script in any field is text and nothing else', async ({ page, perdure }) => {
  const url = perdure.addresses.console;
  const id = `x${SCRIPT}`;
  const input = JSON.stringify({ [SCRIPT]: SCRIPT });
  const one = `/api/v1/instances/default/${encodeURIComponent(id)}`;
  const start = { appId: 'default', name: SCRIPT, instanceId: id, version: SCRIPT, tags: { [SCRIPT]: SCRIPT }, input };
  plain((await send(url, '/api/v1/instances', start)).status).toBe(200);
  plain((await send(url, `${one}/raise-event`, { name: SCRIPT, data: input, reason: SCRIPT })).status).toBe(200);
  plain((await send(url, `${one}/pause`, { reason: SCRIPT })).status).toBe(200);
  plain((await send(url, '/api/v1/views', { name: SCRIPT, search: `q=${SCRIPT}` })).status).toBe(200);
  const own = `/instances/default/${encodeURIComponent(id)}`;
  const pages = [
    ...['/', '/instances', '/workflows', `/workflows/default/${encodeURIComponent(SCRIPT)}`, '/operations/audit'],
    ...[
      own,
      `${own}?tab=history`,
      `${own}?tab=payloads`,
      `${own}?tab=timeline`,
      `/instances?q=${encodeURIComponent(SCRIPT)}`,
    ],
    `/sign-in?to=${encodeURIComponent('javascript:window.hit=1')}`,
  ];
  for (const path of pages) {
    await page.goto(path);
    await expect(page.locator('h1').first()).toBeVisible();
    plain(await page.evaluate(() => Reflect.get(window, 'hit') as unknown), path).toBeUndefined();
  }
});

function send(url: string, path: string, body: object): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) });
}

/** All that a hostile request could have changed. */
async function stateOf(url: string): Promise<unknown> {
  const read = async (path: string): Promise<unknown> => (await fetch(`${url}/api/v1/${path}`)).json();
  const search = ACTIONS.map((action) => `action=${action}`).join('&');
  const done = await read(`audit?outcome=done&${search}`);
  return { counts: await read('instances/counts'), views: await read('views'), tokens: await read('tokens'), done };
}
