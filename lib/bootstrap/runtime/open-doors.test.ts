import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestClient } from '@/lib/transport/grpc/test-client';
import type { PerdureConfig } from '../config/config-schema';
import { readSettings } from '../env';
import { startRuntimeProcess, type RuntimeProcess, type RuntimeReady } from './start-runtime-process';

/** As gRPC numbers it. */
const UNAUTHENTICATED = { code: 16 };

let folder: string;
const closing: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perdure-doors-'));
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

test('without a file everybody is the app "default"', async () => {
  const ready = await start({});
  expect(ready.apps.map(({ appId }) => appId)).toEqual(['default']);
  expect(await appAt(ready.apps[0]?.grpcPort, 'any-token')).toBe('default');
  expect(await appOverHttp(ready.httpPort)).toBe('default');
});

test('apps with a port are told by it, apps with tokens by them, on every shared address', async () => {
  const ready = await start({
    apps: {
      orders: { grpcPort: 0, httpPort: 0 },
      billing: { apiTokens: ['billing-1'] },
      mail: { apiTokens: ['mail-1'] },
      guarded: { grpcPort: 0, httpPort: 0, apiTokens: ['guarded-1'] },
    },
  });
  const [orders, billing, mail, guarded] = ready.apps;
  expect(mail?.grpcPort).toBe(billing?.grpcPort);
  expect(new Set(ready.apps.map(({ grpcPort }) => grpcPort)).size).toBe(3);
  expect(await appAt(orders?.grpcPort)).toBe('orders');
  expect(await appOverHttp(orders?.httpPort)).toBe('orders');
  expect(await appAt(billing?.grpcPort, 'mail-1')).toBe('mail');
  expect(await appAt(billing?.grpcPort, 'guarded-1')).toBe('guarded');
  expect(await appAt(guarded?.grpcPort, 'guarded-1')).toBe('guarded');
  expect(await appOverHttp(ready.httpPort)).toBe('orders');
  expect(await appOverHttp(ready.httpPort, 'billing-1')).toBe('billing');
  await expect(appAt(billing?.grpcPort)).rejects.toMatchObject(UNAUTHENTICATED);
  await expect(appAt(guarded?.grpcPort, 'mail-1')).rejects.toMatchObject(UNAUTHENTICATED);
  expect(await appOverHttp(guarded?.httpPort)).toBe(401);
});

test('"default" is who comes without a token, also beside apps that have one, and also with a port of its own', async () => {
  const ready = await start({ apps: { default: { grpcPort: 0 }, billing: { apiTokens: ['billing-1'] } } });
  const [own, billing] = ready.apps;
  expect(await appAt(own?.grpcPort)).toBe('default');
  expect(await appAt(billing?.grpcPort)).toBe('default');
  expect(await appAt(billing?.grpcPort, 'billing-1')).toBe('billing');
  await expect(appAt(billing?.grpcPort, 'wrong')).rejects.toMatchObject(UNAUTHENTICATED);
});

test('a taken port of one app is told by that app, and nothing stays open', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => void taken.close(() => resolve())));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(start({ apps: { orders: { grpcPort: port } } })).rejects.toMatchObject({
    code: 'unavailable',
    hint: expect.stringContaining('the gRPC port of app "orders"') as string,
  });
  await expect(start({ apps: { orders: { grpcPort: 0, httpPort: port } } })).rejects.toMatchObject({
    hint: expect.stringContaining('the HTTP port of app "orders"') as string,
  });
  // The store is free again: a runtime that failed has let go of it.
  expect((await start({})).isEmpty).toBe(true);
});

test('an app that comes later gets doors of its own, once, and more where it wishes for a certain port', async () => {
  const { ready, seat } = await run({ apps: { orders: { grpcPort: 0 }, billing: { apiTokens: ['billing-1'] } } });
  const any = { grpcPort: 0, httpPort: 0 };
  const mail = await seat({ appId: 'mail', ...any });
  expect(mail.isGuest).toBe(true);
  expect(await appAt(mail.grpcPort)).toBe('mail');
  expect(await appOverHttp(mail.httpPort)).toBe('mail');
  expect(await seat({ appId: 'mail', ...any })).toEqual(mail);
  const [orders, billing] = ready.apps;
  expect(await seat({ appId: 'orders', ...any })).toMatchObject({
    grpcPort: orders?.grpcPort,
    httpPort: ready.httpPort,
  });
  expect(await seat({ appId: 'billing', ...any })).toEqual({
    ...{ appId: 'billing', isGuest: false },
    ...{ grpcPort: billing?.grpcPort, httpPort: ready.httpPort },
  });
  const taken = { appId: 'orders', grpcPort: mail.grpcPort, httpPort: 0 };
  await expect(seat(taken)).rejects.toMatchObject({ code: 'unavailable' });
});

async function start(config: PerdureConfig): Promise<RuntimeReady> {
  return (await run(config)).ready;
}

async function run(config: PerdureConfig): Promise<RuntimeProcess> {
  const free = { grpcPort: 0, httpPort: 0, metricsPort: 0, logLevel: 'silent' as const };
  writeFileSync(join(folder, 'perdure.config.json'), JSON.stringify({ dataDir: folder, ...free, ...config }));
  const running = await startRuntimeProcess(readSettings({}, folder));
  closing.push(() => running.close());
  return running;
}

/** The app a gRPC caller is taken for. */
async function appAt(port: number | undefined, token?: string): Promise<string> {
  const client = openTestClient(`127.0.0.1:${port}`, undefined, token);
  try {
    return await client.ownAppId();
  } finally {
    client.close();
  }
}

/** The app an HTTP caller is taken for, or the status of the refusal. */
async function appOverHttp(port: number | undefined, token?: string): Promise<string | number> {
  const headers: Record<string, string> = token === undefined ? {} : { 'dapr-api-token': token };
  const response = await fetch(`http://127.0.0.1:${port}/v1.0/metadata`, { headers });
  const body = (await response.json()) as { id?: string };
  return body.id ?? response.status;
}
