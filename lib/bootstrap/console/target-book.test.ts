import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from '@/lib/bootstrap/env';
import type { SidecarSettings } from '@/lib/bootstrap/settings';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import type { TargetDraft } from '@/lib/domain/target';
import { startRecordedSidecar, type SidecarTraits } from '@/lib/testing/dapr/recorded-sidecar';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { bindFor, wireContext } from './get-services';

const NEWEST = { filter: { actors: [], actions: [], outcomes: [] }, page: { limit: 10 } };
const ADMIN = { actor: LOCAL_OPERATOR };

/** The use cases of a console on a mirror without a state store, and a sidecar beside it. */
async function setup(traits: SidecarTraits = {}, given: readonly SidecarSettings[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-targets-'));
  const sidecar = await startRecordedSidecar([], traits);
  const storePath = join(folder, 'attached.db');
  await (await openSqliteRuntimeStore({ path: storePath })).close();
  writeFileSync(`${storePath}.mirror.json`, JSON.stringify({ source: 'sidecars', position: {}, apps: {} }));
  const env = { PERDURE_DATA_DIR: folder, DATABASE_URL: `file:${storePath}` };
  const start = () => {
    const context = wireContext({ ...readSettings(env, folder), attached: { sidecars: given } });
    onTestFinished(() => context.store.close());
    return bindFor(context, ADMIN);
  };
  onTestFinished(async () => {
    await sidecar.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const draft: TargetDraft = { appId: 'orders', address: sidecar.address };
  return { folder, storePath, start, draft };
}

test('a target is checked, added, kept over a restart and removed, and the audit log tells it', async () => {
  const { start, draft } = await setup();
  const services = start();
  expect(await services.checkTarget(draft)).toEqual({ version: '1.18.1' });
  expect((await services.listTargets()).targets).toEqual([]);
  await services.addTarget(draft);
  const later = start();
  expect((await later.listTargets()).targets).toEqual([
    {
      ...{ appId: 'orders', address: draft.address, origin: 'console', readFrom: 'sidecar', version: '1.18.1' },
      limits: expect.arrayContaining([expect.stringContaining('Read through its sidecar')]),
    },
  ]);
  await expect(later.addTarget(draft)).rejects.toMatchObject({ code: 'conflict' });
  await later.removeTarget('orders');
  expect((await later.listTargets()).targets).toEqual([]);
  await expect(later.removeTarget('orders')).rejects.toMatchObject({ code: 'not_found' });
  const { entries } = await later.listAudit(NEWEST);
  expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    ...['target.remove refused', 'target.remove done', 'target.add refused', 'target.add done', 'target.check done'],
  ]);
});

test('a token is read from where it is said to be, and is neither kept nor shown', async () => {
  const { folder, storePath, start, draft } = await setup({ token: 'very-secret' });
  const services = start();
  await expect(services.addTarget(draft)).rejects.toMatchObject({ code: 'unauthenticated' });
  const closed = { ...draft, apiToken: { file: 'orders-token' } };
  await expect(services.addTarget(closed)).rejects.toThrow('orders-token cannot be read');
  mkdirSync(join(folder, 'secrets'));
  writeFileSync(join(folder, 'secrets', 'orders-token'), 'very-secret\n');
  await services.addTarget(closed);
  expect((await services.listTargets()).targets).toMatchObject([{ appId: 'orders', version: '1.18.1' }]);
  expect(JSON.stringify([await services.listTargets(), await services.listAudit(NEWEST)])).not.toContain('very-secret');
  expect(readFileSync(`${storePath}.targets.json`, 'utf8')).not.toContain('very-secret');
  rmSync(join(folder, 'secrets', 'orders-token'));
  expect((await start().listTargets()).targets).toMatchObject([{ trouble: expect.stringContaining('cannot be read') }]);
});

test('one that does not answer is not added, and one that Perdure was started with is not taken away', async () => {
  const given = { appId: 'billing', address: '127.0.0.1:1' };
  const { start } = await setup({}, [given]);
  const services = start();
  await expect(services.addTarget({ appId: 'orders', address: '127.0.0.1:1' })).rejects.toMatchObject({
    code: 'unavailable',
  });
  expect((await services.listTargets()).targets).toMatchObject([
    { appId: 'billing', origin: 'start', limits: [], trouble: expect.stringContaining('127.0.0.1:1') },
  ]);
  await expect(services.removeTarget('billing')).rejects.toMatchObject({ code: 'precondition' });
});

test('a console on a runtime of its own has no targets', async () => {
  const { folder } = await setup();
  const context = wireContext(readSettings({ PERDURE_DATA_DIR: folder }, folder));
  onTestFinished(() => context.store.close());
  await expect(bindFor(context, ADMIN).listTargets()).rejects.toThrow('not on a Dapr cluster');
});
