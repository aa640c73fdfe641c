import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { seedStore } from '@/lib/testing/seed-store';
import { cloneInstances } from './clone-instances';
import { listPairs } from './list-pairs';
import { readStoreFacts } from './store-facts';

const BASE = 150;
const COUNT = 1_000;

describe('a store whose instances were multiplied', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'perdure-clones-'));
    path = join(folder, 'perdure.db');
    await seedStore(path, { count: BASE, now: 1_767_225_600_000, seed: 3 });
    const indexes = ask(`SELECT count(*) AS n FROM sqlite_master WHERE type = 'index'`);
    const db = new Database(path);
    cloneInstances(db, COUNT);
    db.close();
    expect(ask(`SELECT count(*) AS n FROM sqlite_master WHERE type = 'index'`)).toBe(indexes);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is whole: its rows belong together and its counters are right', () => {
    const db = new Database(path, { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const counted = db.prepare('SELECT app_id, name, status, count(*) FROM instance GROUP BY 1, 2, 3').raw().all();
    expect(db.prepare('SELECT * FROM counter ORDER BY 1, 2, 3').raw().all()).toEqual(counted);
    db.close();
    expect(ask('SELECT count(*) AS n FROM instance')).toBe(COUNT);
    expect(ask('SELECT count(DISTINCT instance_key) AS n FROM history')).toBeGreaterThan(COUNT / 2);
    expect(
      ask(
        'SELECT count(*) AS n FROM instance WHERE history_length <> (SELECT count(*) FROM history WHERE instance_key = "key")',
      ),
    ).toBe(0);
  });

  test('can be read and goes on: marks are the newest, nothing is due soon', async () => {
    const store = await openSqliteConsoleStore({ path });
    expect(await store.latestRevision()).toBe(ask('SELECT max(revision) AS n FROM instance'));
    expect((await store.countInstances(NO_FILTER)).total.count).toBe(COUNT);
    await store.close();
    expect(ask(`SELECT value AS n FROM meta WHERE name = 'key'`)).toBe(ask('SELECT max("key") AS n FROM instance'));
    expect(ask('SELECT count(*) AS n FROM instance WHERE due_at < 4000000000000')).toBe(0);
  });

  test('there are 40 lists to ask it for, all of different names', () => {
    const pairs = listPairs(readStoreFacts(path));
    expect(new Set(pairs.map(({ name }) => name)).size).toBe(40);
  });

  function ask(sql: string): number {
    const db = new Database(path, { readonly: true });
    const row = db.prepare<[], { n: number }>(sql).get();
    db.close();
    return row?.n ?? NaN;
  }
});
