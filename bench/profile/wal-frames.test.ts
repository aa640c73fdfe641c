import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { readWalFrames } from './wal-frames';

test('counts the commits and the pages of a log that SQLite wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-wal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'some.db');
  const db = new Database(path);
  db.pragma('page_size = 1024');
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE one (value)');
  db.pragma('wal_checkpoint(TRUNCATE)');
  for (let index = 0; index < 7; index += 1) db.exec('INSERT INTO one VALUES (1)');
  const { pageSize, commits, pages } = readWalFrames(readFileSync(`${path}-wal`));
  db.close();
  expect(pageSize).toBe(1024);
  expect(commits).toBe(7);
  expect([...pages.values()]).toEqual([7]);
});
