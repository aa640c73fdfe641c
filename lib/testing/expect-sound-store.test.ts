import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSoundStore } from './expect-sound-store';
import { seedStore } from './seed-store';
import { T0 } from './store-builders';

const folder = mkdtempSync(join(tmpdir(), 'perdure-sound-'));
const path = join(folder, 'perdure.db');

beforeAll(() => seedStore(path, { count: 40, now: T0, seed: 1 }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a store as the runtime writes it is sound', async () => {
  await expectSoundStore(path);
});

test.each([
  ['UPDATE counter SET count = count + 1', '"thing":"counter'],
  ['DELETE FROM counter', '"thing":"counter'],
  ['DELETE FROM history WHERE sequence = 0', 'history'],
  ['UPDATE history SET sequence = 700 WHERE sequence = 1', 'history'],
  ['UPDATE instance SET inbox_length = inbox_length + 1', 'inbox'],
  ['UPDATE meta SET value = 0', 'revision'],
  [`UPDATE step SET status = 'failed' WHERE status = 'completed'`, 'step'],
  [
    'PRAGMA foreign_keys = OFF; UPDATE history SET instance_key = instance_key + 9999 WHERE sequence = 0',
    'rows that are not there',
  ],
])('%s is noticed', async (damage, message) => {
  const copy = join(folder, 'damaged.db');
  rmSync(copy, { force: true });
  const db = new Database(path);
  db.prepare('VACUUM INTO ?').run(copy);
  db.close();
  const damaged = new Database(copy);
  damaged.exec(damage);
  damaged.close();
  await expect(expectSoundStore(copy)).rejects.toThrow(message);
});
