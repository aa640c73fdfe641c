import type Database from 'better-sqlite3';
import type { PayloadRow } from '../rows/payload-row';
import { INSTANCE_COLUMNS, type InstanceRow } from '../rows/instance-row';
import type { StoredState } from '../rows/refuse-unseen';
import type { StepRow } from '../rows/step-row';

export type WriteStatements = ReturnType<typeof prepareWrites>;

/** The statements of the commit path, prepared once for a connection. */
export function prepareWrites(db: Database.Database) {
  const fields = Object.keys(INSTANCE_COLUMNS) as readonly (keyof typeof INSTANCE_COLUMNS)[];
  const columns = fields.map((field) => INSTANCE_COLUMNS[field]).join(', ');
  const values = fields.map((field) => `@${field}`).join(', ');
  const changes = fields
    .filter((field) => field !== 'key')
    .map((field) => `${INSTANCE_COLUMNS[field]} = @${field}`)
    .join(', ');
  return {
    state: db.prepare<[key: number, appId: string, instanceId: string], StoredState>(
      `SELECT name, status, history_length AS historyLength FROM instance
       WHERE "key" = ? AND app_id = ? AND instance_id = ?`,
    ),
    insertInstance: db.prepare<[InstanceRow]>(`INSERT INTO instance (${columns}) VALUES (${values})`),
    updateInstance: db.prepare<[InstanceRow]>(`UPDATE instance SET ${changes} WHERE "key" = @key`),
    deleteInstance: db.prepare<[key: number]>(`DELETE FROM instance WHERE "key" = ?`),
    putPayload: db.prepare<[PayloadRow & { readonly key: number }]>(
      `INSERT OR REPLACE INTO instance_payload (instance_key, input, output, custom_status, failure)
       VALUES (@key, @input, @output, @customStatus, @failure)`,
    ),
    ...preparePropagated(db),
    clearHistory: db.prepare<[key: number]>(`DELETE FROM history WHERE instance_key = ?`),
    appendHistory: db.prepare<[number, number, string, number, number, Uint8Array]>(
      `INSERT INTO history (instance_key, sequence, kind, event_id, at, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    consumeInbox: db.prepare<[key: number, through: number]>(`DELETE FROM inbox WHERE instance_key = ? AND seq <= ?`),
    addToInbox: db.prepare<[number, number, Uint8Array]>(
      `INSERT INTO inbox (instance_key, seq, bytes) VALUES (?, ?, ?)`,
    ),
    ...prepareSteps(db),
    raiseCounter: db.prepare<[string, string, string, number]>(
      `INSERT INTO counter (app_id, name, status, count) VALUES (?, ?, ?, ?)
       ON CONFLICT (app_id, name, status) DO UPDATE SET count = count + excluded.count`,
    ),
    lowerCounter: db.prepare<[number, string, string, string]>(
      `UPDATE counter SET count = count - ? WHERE app_id = ? AND name = ? AND status = ?`,
    ),
    putTombstone: db.prepare<[string, string, number]>(
      `INSERT OR REPLACE INTO tombstone (app_id, instance_id, revision) VALUES (?, ?, ?)`,
    ),
    deleteTombstone: db.prepare<[string, string]>(`DELETE FROM tombstone WHERE app_id = ? AND instance_id = ?`),
    putMeta: db.prepare<[value: number, name: string]>(`UPDATE meta SET value = ? WHERE name = ?`),
  };
}

function preparePropagated(db: Database.Database) {
  return {
    putPropagated: db.prepare<[key: number, bytes: Uint8Array]>(
      `INSERT OR REPLACE INTO propagated_history (instance_key, bytes) VALUES (?, ?)`,
    ),
    clearPropagated: db.prepare<[key: number]>(`DELETE FROM propagated_history WHERE instance_key = ?`),
  };
}

function prepareSteps(db: Database.Database) {
  return {
    clearSteps: db.prepare<[key: number]>(`DELETE FROM step WHERE instance_key = ?`),
    putStep: db.prepare<[StepRow & { readonly key: number }]>(
      `INSERT OR REPLACE INTO step
         (instance_key, generation, event_id, kind, name, status, attempt, scheduled_at, ended_at, error,
          failed_tries, next_attempt_at)
       VALUES (@key, @generation, @eventId, @kind, @name, @status, @attempt, @scheduledAt, @endedAt, @error,
               @failedTries, @nextAttemptAt)`,
    ),
  };
}
