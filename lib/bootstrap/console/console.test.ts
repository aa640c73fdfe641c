import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readSettings } from '@/lib/bootstrap/env';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import { bindServices } from '@/lib/services/bind-services';
import { storeName } from '@/lib/bootstrap/store-place';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { anInstanceRecord, aSave } from '@/lib/testing/store-builders';
import { wireContext } from './get-services';
import { once } from './once';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe('the console beside a runtime that is not there', () => {
  test('says that the store is missing, and reads it as soon as it is there', async () => {
    const { services, path } = await setup();
    await expect(services.countInstances(NO_FILTER)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(path),
      hint: expect.stringContaining('runtime'),
    });
    const store = await openSqliteRuntimeStore({ path });
    cleanups.push(() => store.close());
    await store.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    expect(await services.countInstances(NO_FILTER)).toMatchObject({ total: { count: 1 } });
  });

  test('reports the runtime as down with its address, though there is no store either', async () => {
    const { services } = await setup();
    expect(await services.getRuntimeState()).toMatchObject({
      state: 'down',
      address: '127.0.0.1:1',
      reason: expect.stringContaining('127.0.0.1:1'),
    });
  });

  test('an app without a listener cannot be acted on, and the way out is said', async () => {
    const { services, path } = await setup();
    const store = await openSqliteRuntimeStore({ path });
    cleanups.push(() => store.close());
    await store.commit([[aSave(anInstanceRecord({ key: 1, appId: 'gone' }))]]);
    await expect(services.pauseInstance({ appId: 'gone', instanceId: 'order-1' }, {})).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The runtime has no listener for app "gone".',
      hint: expect.stringContaining('PERDURE_APPS'),
    });
  });
});

test('once keeps what was made and tries again what could not be made', () => {
  let calls = 0;
  const make = () => {
    calls += 1;
    if (calls === 1) throw new Error('not yet');
    return { calls };
  };
  expect(() => once('console.test', make)).toThrow('not yet');
  const made = once('console.test', make);
  expect(once('console.test', make)).toBe(made);
  expect(calls).toBe(2);
});

async function setup() {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-console-'));
  cleanups.push(() => rm(folder, { recursive: true }));
  const settings = readSettings({ PERDURE_DATA_DIR: folder, PERDURE_APPS: 'orders=1' });
  return { services: bindServices(wireContext(settings), { actor: LOCAL_OPERATOR }), path: storeName(settings.store) };
}
