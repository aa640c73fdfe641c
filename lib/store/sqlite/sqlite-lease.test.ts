import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { anInstanceRecord, aSave, refOf } from '@/lib/testing/store-builders';
import { migrateDatabase } from './migrate-database';
import { openDatabase } from './open-database';
import { openSqliteRuntimeStore } from './open-sqlite-runtime-store';
import { readMigrations } from '../migrate';

const root = mkdtempSync(join(tmpdir(), 'perdure-lease-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let files = 0;
const freshPath = (): string => join(root, `${(files += 1)}.db`);

const save = aSave(anInstanceRecord({ key: 1 }));
const OPEN = `const { openSqliteRuntimeStore } = await import('@/lib/store/sqlite/open-sqlite-runtime-store');`;

function run(code: string) {
  const register = pathToFileURL('scripts/register-typescript.js').href;
  const args = ['--import', register, '--input-type=module', '-e', `${OPEN}\n${code}`];
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Another process that has the store at `path` and one instance committed in it. */
async function holderOf(path: string) {
  const holder = run(
    `const store = await openSqliteRuntimeStore({ path: ${JSON.stringify(path)} });
     await store.commit([[${JSON.stringify(save)}]]);
     process.stdout.write('committed');
     setInterval(() => {}, 1000);`,
  );
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  return holder;
}

test('a runtime that is killed leaves the store free at once, and what it committed in it', async () => {
  const path = freshPath();
  const other = await holderOf(path);
  await expect(openSqliteRuntimeStore({ path })).rejects.toThrow(`(pid ${other.pid} on host `);

  other.kill('SIGKILL');
  await once(other, 'exit');
  const waits: number[] = [];
  const store = await openSqliteRuntimeStore({ path, lease: { onWait: (_, ms) => void waits.push(ms) } });
  expect(waits).toEqual([]);
  expect((await store.load(refOf(save)))?.record).toEqual(save.record);
  await store.close();
});

test('a holder that was stopped in the middle of a write cannot be replaced, and is named', async () => {
  const path = freshPath();
  const store = await openSqliteRuntimeStore({ path, lease: { time: frozen, holder: { pid: 4711, place: 'x' } } });
  const writer = new Database(path);
  writer.exec('BEGIN IMMEDIATE');
  const late = { now: () => 0, elapsed: elapsedBy(1_000), pause: () => Promise.resolve() };
  await expect(openSqliteRuntimeStore({ path, lease: { time: late } })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/pid 4711 on host .* It is silent, .* is locked by another program/) as string,
    hint: expect.stringContaining('End process 4711') as string,
  });
  writer.close();
  await store.close();
});

test('of two processes that start on no store at the same time one gets it', async () => {
  const path = freshPath();
  const code = `
    process.stdin.once('data', async () => {
      try {
        await openSqliteRuntimeStore({ path: ${JSON.stringify(path)} });
        process.stdout.write('holds');
        setInterval(() => {}, 1000);
      } catch (error) {
        process.stdout.write(String(error.code));
        process.exit();
      }
    });
    process.stdout.write('ready');`;
  const both = [run(code), run(code)];
  onTestFinished(() => both.forEach((one) => void one.kill('SIGKILL')));
  await Promise.all(both.map((one) => once(one.stdout, 'data')));
  const answers = both.map(async (one) => String((await once(one.stdout, 'data'))[0]));
  for (const one of both) one.stdin.write('go');
  expect((await Promise.all(answers)).toSorted()).toEqual(['conflict', 'holds']);
});

test('a store from before there were leases is migrated and held', async () => {
  const path = freshPath();
  const old = openDatabase(path);
  migrateDatabase(old, readMigrations('prisma/sqlite/migrations').slice(0, 3), () => 1);
  old.close();
  const store = await openSqliteRuntimeStore({ path });
  await store.commit([[save]]);
  await expect(openSqliteRuntimeStore({ path })).rejects.toMatchObject({ code: 'conflict' });
  await store.close();
});

const frozen = { now: () => 0, elapsed: () => 0, pause: () => Promise.resolve() };

/** A clock that is read each `step` milliseconds. */
function elapsedBy(step: number): () => number {
  let at = 0;
  return () => (at += step);
}
