import Database from 'better-sqlite3';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { alterStore } from '@/lib/testing/alter-store';
import { anInstanceRecord, aSave, refOf } from '@/lib/testing/store-builders';
import { acquireLease } from '../acquire-lease';
import { SQLITE_BOUNDS, type Bounds } from '../bounds';
import { describeStore } from '../store.testsuite';
import { SMALL_BOUNDS } from '../testsuite/small-bounds';
import type { StoreUnderTest } from '../testsuite/store-under-test';
import { NEWEST_MIGRATION } from './newest-migration';
import { openDatabase } from './open-database';
import { openSqliteConsoleStore } from './open-sqlite-console-store';
import { openSqliteRuntimeStore, type OpenOptions } from './open-sqlite-runtime-store';
import { readLease, SqliteLease } from './sqlite-lease';
import { SqliteRuntimeStore } from './sqlite-runtime-store';
import { inlineWriter } from './writer/writer';

const root = mkdtempSync(join(tmpdir(), 'perdure-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function freshPath(): string {
  folders += 1;
  return join(root, String(folders), 'perdure.db');
}

type Opening = Pick<OpenOptions, 'writer' | 'lease' | 'indexedAtOnce' | 'declared'> & { readonly bounds?: Bounds };

async function openStore(path: string, { lease, bounds = SQLITE_BOUNDS, ...how }: Opening): Promise<StoreUnderTest> {
  const runtime = await openSqliteRuntimeStore({ path, ...how, lease });
  const console = await openSqliteConsoleStore({ path, bounds });
  const close = async () => {
    await console.close();
    await runtime.close();
  };
  return {
    runtime,
    console,
    close,
    openAnotherRuntime: (request) => openSqliteRuntimeStore({ path, ...how, lease: request }),
    openAnotherConsole: () => openSqliteConsoleStore({ path, bounds }),
    alter: async (sql, how) => alterStore(path, how === undefined ? sql : `${dropTriggers(path)}; ${sql}`),
    readLease: async () => {
      const db = new Database(path, { readonly: true });
      const row = readLease(db);
      db.close();
      return row;
    },
    reopen: async (declared) => {
      await close();
      return openStore(path, { ...how, bounds, declared });
    },
    openAfterCrash: () => {
      const copy = freshPath();
      cpSync(dirname(path), dirname(copy), { recursive: true });
      return openStore(copy, { ...how, bounds, lease: { isGone: () => true } });
    },
  };
}

function dropTriggers(path: string): string {
  const db = new Database(path, { readonly: true });
  const names = db.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).all();
  db.close();
  return names.map(({ name }) => `DROP TRIGGER "${name}"`).join('; ');
}

describeStore('SQLite', () => openStore(freshPath(), { writer: 'inline' }));
describeStore('SQLite with a thread that writes', () => openStore(freshPath(), { writer: 'thread' }));
describeStore('SQLite that indexes and reads little at once', () =>
  openStore(freshPath(), { indexedAtOnce: 3, bounds: SMALL_BOUNDS }),
);

test('a new file has small pages; one that exists keeps its own', () => {
  const path = freshPath();
  mkdirSync(dirname(path), { recursive: true });
  const sizeOf = (file: string): unknown => {
    const db = openDatabase(file);
    const size = db.pragma('page_size', { simple: true });
    db.close();
    return size;
  };
  expect(sizeOf(path)).toBe(1024);
  const older = join(dirname(path), 'older.db');
  const db = new Database(older);
  db.exec('CREATE TABLE something (a)');
  db.close();
  expect(sizeOf(older)).toBe(4096);
});

describe('opening a SQLite store', () => {
  test('creates the folder, and every open is durable', async () => {
    const path = freshPath();
    await (await openSqliteRuntimeStore({ path })).close();
    const db = openDatabase(path);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });

  test('refuses a path that is a folder', async () => {
    const failure = { code: 'invalid', message: `The store path ${root} is a folder.` };
    await expect(openSqliteRuntimeStore({ path: root })).rejects.toMatchObject(failure);
    await expect(openSqliteConsoleStore({ path: root })).rejects.toMatchObject(failure);
  });

  test('refuses a folder that cannot be made', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    await expect(openSqliteRuntimeStore({ path: join(file, 'sub', 'perdure.db') })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('cannot be created') as string,
    });
  });

  test('refuses a file that is no database, for both sides, and leaves it free', async () => {
    const path = freshPath();
    mkdirSync(dirname(path));
    writeFileSync(path, 'not a database, but long enough to have a header of one hundred bytes '.repeat(3));
    const failure = { code: 'unavailable', message: `The store ${path} is not an SQLite database (SQLITE_NOTADB).` };
    await expect(openSqliteRuntimeStore({ path })).rejects.toMatchObject(failure);
    await expect(openSqliteConsoleStore({ path })).rejects.toMatchObject(failure);
    rmSync(path);
    await (await openSqliteRuntimeStore({ path })).close();
  });

  test('the console waits for nothing: it says that there is no store, or none that is ready', async () => {
    const path = freshPath();
    await expect(openSqliteConsoleStore({ path })).rejects.toMatchObject({ code: 'unavailable' });
    mkdirSync(dirname(path));
    new Database(path).close();
    await expect(openSqliteConsoleStore({ path })).rejects.toMatchObject({ code: 'unavailable' });
    expect(readdirSync(dirname(path))).toEqual(['perdure.db']);
  });

  test('the console goes on reading after the runtime has closed', async () => {
    const path = freshPath();
    const runtime = await openSqliteRuntimeStore({ path });
    const console = await openSqliteConsoleStore({ path });
    await runtime.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
    await runtime.close();
    expect((await console.countInstances(NO_FILTER)).total.count).toBe(1);
    await console.close();
    const alone = await openSqliteConsoleStore({ path });
    expect((await alone.listInstances(NO_FILTER, { limit: 1 })).instances).toHaveLength(1);
    await alone.close();
  });

  test('both sides refuse a store of a newer Perdure', async () => {
    const path = freshPath();
    await (await openSqliteRuntimeStore({ path })).close();
    const db = new Database(path);
    db.exec(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '9999_later', 1)`,
    );
    db.close();
    const failure = { code: 'precondition', message: expect.stringContaining('newer Perdure') as string };
    await expect(openSqliteRuntimeStore({ path })).rejects.toMatchObject(failure);
    await expect(openSqliteConsoleStore({ path })).rejects.toMatchObject(failure);
  });

  test('the console expects the newest migration there is', () => {
    const names = readdirSync('prisma/sqlite/migrations').filter((name) => !name.includes('.'));
    expect(names.sort().at(-1)).toBe(NEWEST_MIGRATION);
  });
});

test('a full disk refuses the commit as a whole and the store goes on when there is room again', async () => {
  const path = freshPath();
  await (await openSqliteRuntimeStore({ path })).close();
  const db = openDatabase(path);
  const pages = db.pragma('page_count', { simple: true }) as number;
  const lease = new SqliteLease(db);
  const held = await acquireLease(lease);
  const store = new SqliteRuntimeStore(db, { writer: inlineWriter(db, () => undefined), held });
  const small = aSave(anInstanceRecord({ key: 1 }));
  const large = aSave(anInstanceRecord({ key: 2, lastError: 'x'.repeat(100_000) }));
  db.pragma(`max_page_count = ${pages + 1}`);
  await expect(store.commit([[small], [large]])).rejects.toMatchObject({ code: 'unavailable' });
  expect(await store.load(refOf(small))).toBeUndefined();
  db.pragma('max_page_count = 1000000');
  await store.commit([[small], [large]]);
  expect((await store.load(refOf(large)))?.record.lastError).toHaveLength(100_000);
  await store.close();
});
