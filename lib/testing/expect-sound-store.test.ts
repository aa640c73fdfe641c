import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { expectSoundStore } from './expect-sound-store';
import { anInstanceRecord, aRaisedEvent, aSave, aScheduledTask } from './store-builders';

const folder = mkdtempSync(join(tmpdir(), 'perdure-sound-'));
const path = join(folder, 'perdure.db');

beforeAll(async () => {
  const store = await openSqliteRuntimeStore({ path });
  const history = { append: [aScheduledTask(0), aScheduledTask(1)] };
  const record = anInstanceRecord({ key: store.allocateKey(), inboxLength: 1 });
  await store.commit([[aSave(record, { history, inbox: { add: [aRaisedEvent(1, 'yes')] } })]]);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a store as the runtime writes it is sound', () => {
  expect(() => expectSoundStore(path)).not.toThrow();
});

test.each([
  ['UPDATE counter SET count = count + 1', 'counters differ'],
  ['DELETE FROM counter', 'counters differ'],
  ['DELETE FROM history WHERE sequence = 0', 'history has gaps'],
  ['UPDATE history SET sequence = 7 WHERE sequence = 1', 'history has gaps'],
  ['DELETE FROM inbox', 'the inbox has another length'],
  ['UPDATE meta SET value = 0', 'newer than the newest revision'],
  [`UPDATE history SET kind = 'task-completed' WHERE sequence = 1`, 'no finished step'],
  ['PRAGMA foreign_keys = OFF; UPDATE inbox SET instance_key = 99', 'rows that are not there'],
])('%s is noticed', (damage, message) => {
  const copy = join(folder, 'damaged.db');
  rmSync(copy, { force: true });
  const db = new Database(path);
  db.prepare('VACUUM INTO ?').run(copy);
  db.close();
  const damaged = new Database(copy);
  damaged.exec(damage);
  damaged.close();
  expect(() => expectSoundStore(copy)).toThrow(message);
});
