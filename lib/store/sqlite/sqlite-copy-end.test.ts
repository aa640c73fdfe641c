import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { alterStore } from '@/lib/testing/alter-store';
import { COPIED_TABLES } from '../copy/copied-tables';
import { SqliteCopyEnd } from './sqlite-copy-end';

async function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-copy-end-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'perdure.db');
  const end = await SqliteCopyEnd.open(path, {});
  onTestFinished(() => end.close());
  return { path, end };
}

test('every table and column of the store is copied, but for marks, lease, migrations and the index over ids', async () => {
  const { path } = await setup();
  const db = new Database(path, { readonly: true });
  onTestFinished(() => void db.close());
  const found = db
    .prepare<[], { name: string }>(
      `SELECT t.name || '.' || c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
       AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'instance_text%' AND t.name NOT IN ('meta', 'lease', '_prisma_migrations')`,
    )
    .all()
    .map(({ name }) => name);
  const copied = COPIED_TABLES.flatMap(({ name, columns }) => columns.map(({ column }) => `${name}.${column}`));
  expect(copied.toSorted()).toEqual(found.toSorted());
});

test('writes nothing any more once another has the lease', async () => {
  const { path, end } = await setup();
  alterStore(path, `UPDATE lease SET epoch = epoch + 1, holder_id = 'other'`);
  const counter = COPIED_TABLES.find(({ name }) => name === 'counter');
  if (counter === undefined) throw new Error('there is a table of counters');
  await expect(end.add(counter, [['shop', 'Order', 'running', 1]])).rejects.toMatchObject({ name: 'LeaseLost' });
  expect(await end.page(counter, undefined, 9)).toEqual([]);
});
