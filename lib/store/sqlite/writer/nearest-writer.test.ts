import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { anInstanceRecord, aSave, refOf } from '@/lib/testing/store-builders';
import { holdAndMigrate } from '../hold-and-migrate';
import { openDatabase } from '../open-database';
import { SqliteRuntimeStore } from '../sqlite-runtime-store';
import { nearestWriter } from './nearest-writer';
import { startThreadWriter } from './thread-writer';

/** A store whose thread says of each of its commits that it took `took` milliseconds, and how many it was given. */
async function aStore() {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-nearest-'));
  const path = join(folder, 'perdure.db');
  const db = openDatabase(path);
  const { held } = await holdAndMigrate(db, undefined);
  const real = await startThreadWriter(path, () => undefined);
  const thread = {
    took: 0.1,
    commits: 0,
    async write(plan: Parameters<typeof real.write>[0]) {
      thread.commits += 1;
      await real.write(plan);
      return thread.took;
    },
    close: () => real.close(),
  };
  const store = new SqliteRuntimeStore(db, { held, writer: nearestWriter(db, thread) });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  let key = 0;
  const save = (record: { readonly lastError?: string } = {}) => {
    key += 1;
    return aSave(anInstanceRecord({ ...record, key }));
  };
  /** Commits so many instances one by one; answers how many of the commits the thread was given. */
  async function commits(count: number): Promise<number> {
    const before = thread.commits;
    for (let nth = 0; nth < count; nth += 1) await store.commit([[save()]]);
    return thread.commits - before;
  }
  return { store, thread, save, commits };
}

test('small commits are made on the thread until they are known to be short, then almost none is', async () => {
  const { commits } = await aStore();
  expect(await commits(10)).toBe(10);
  await commits(90);
  expect(await commits(128)).toBeLessThan(128);
});

test('all commits are made on the thread while it says that they take long', async () => {
  const { thread, commits } = await aStore();
  thread.took = 20;
  expect(await commits(300)).toBe(300);
});

test('a large commit is made on the thread', async () => {
  const { store, thread, save, commits } = await aStore();
  await commits(100);
  const before = thread.commits;
  const large = save({ lastError: 'x'.repeat(100) });
  await store.commit([[large], ...Array.from({ length: 200 }, () => [save()])]);
  expect(thread.commits).toBe(before + 1);
  expect((await store.load(refOf(large)))?.record.lastError).toHaveLength(100);
});

test('one that fails on the own thread leaves nothing behind, and the next goes to the other', async () => {
  const { store, thread, save, commits } = await aStore();
  await commits(100);
  const unseen = { ...save(), previous: { name: 'Other', status: 'running' as const } };
  const before = thread.commits;
  const good = save();
  await expect(store.commit([[good], [unseen]])).rejects.toThrow();
  expect(await store.load(refOf(good))).toBeUndefined();
  const tried = thread.commits - before;
  await store.commit([[good]]);
  expect(thread.commits).toBe(before + tried + 1);
  expect(await store.load(refOf(good))).toBeDefined();
});
