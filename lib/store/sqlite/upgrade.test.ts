import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { anInstanceRecord, aSave, aStep, refOf } from '@/lib/testing/store-builders';
import { readMigrations } from '../migrate';
import { migrateDatabase } from './migrate-database';
import { openSqliteRuntimeStore } from './open-sqlite-runtime-store';

test('steps of a store from before retries by the runtime are read as never repeated, and can be from then on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-upgrade-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'perdure.db');
  const old = new Database(path);
  migrateDatabase(old, readMigrations('prisma/sqlite/migrations').slice(0, 1), () => 1);
  old.exec(`
    INSERT INTO instance (key, app_id, instance_id, name, status, created_at, updated_at, execution_id, generation, tags,
      waiting_on, open_tasks, attempts, history_length, inbox_length, revision)
    VALUES (1, 'shop', 'order-1', 'Order', 'running', 1, 1, 'run-1', 1, '{}',
      '{"activities":["Charge"],"openTasks":1,"children":[],"events":[]}', 1, 1, 0, 0, 1);
    INSERT INTO step (instance_key, generation, event_id, kind, name, status, attempt, scheduled_at)
    VALUES (1, 1, 0, 'activity', 'Charge', 'scheduled', 1, 5);
    INSERT INTO counter VALUES ('shop', 'Order', 'running', 1);
    UPDATE meta SET value = 1;
  `);
  old.close();
  const store = await openSqliteRuntimeStore({ path });
  const ref = { appId: 'shop', instanceId: 'order-1' };
  expect((await store.load(ref))?.steps).toEqual([aStep({ name: 'Charge', scheduledAt: 5 })]);

  const rests = aStep({ failedTries: 2, nextAttemptAt: 70.5, error: 'no route' });
  const save = aSave(anInstanceRecord({ key: 2, instanceId: 'order-2' }), { steps: { put: [rests] } });
  await store.commit([[save]]);
  expect((await store.load(refOf(save)))?.steps).toEqual([rests]);
  await store.close();
});
