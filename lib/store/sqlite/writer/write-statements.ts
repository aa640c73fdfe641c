import { INSTANCE_COLUMNS } from '../../rows/instance-row';
import { INDEXED_KEY } from '../indexed-key';

export type InstanceField = keyof typeof INSTANCE_COLUMNS;

/** All columns of the row, in the order in which the statements take them. */
export const INSTANCE_FIELDS = Object.keys(INSTANCE_COLUMNS) as readonly InstanceField[];

/** What an update sets that leaves status and start alone: no list is sorted by any of it, so few indexes change. */
export const PROGRESS_FIELDS: readonly InstanceField[] = [
  ...(['version', 'startedAt', 'updatedAt', 'waitingOn', 'openTasks', 'attempts', 'lastError'] as const),
  ...(['historyLength', 'inboxLength', 'dueAt', 'askAgainAt', 'flaws', 'revision'] as const),
];

/** How a statement of the commit path is written. */
export type WriteStatement = {
  readonly sql: string;
  readonly parameters: number;
  /** Which parameter is bytes, if one is. */
  readonly bytes?: number;
  /** True: unless it changes exactly one row, the writer did not see what is stored, and the commit is refused. */
  readonly hitsOne?: boolean;
};

const columns = INSTANCE_FIELDS.map((field) => INSTANCE_COLUMNS[field]).join(', ');
/** The row as the writer saw it: key, app id, instance id, name, status. */
const SEEN = `"key" = ? AND app_id = ? AND instance_id = ? AND name = ? AND status = ?`;

/** The lease as its holder claims it: epoch, then id of the holder. */
const CLAIMED = `lease.name = 'writer' AND epoch = ? AND holder_id = ?`;

function setting(fields: readonly InstanceField[]): string {
  return fields.map((field) => `${INSTANCE_COLUMNS[field]} = ?`).join(', ');
}

function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

/** Every statement of a commit. Those that hit one row take, last, what the writer saw of it. */
export const WRITE_STATEMENTS = {
  insertInstance: {
    sql: `INSERT INTO instance (${columns}) VALUES (${marks(INSTANCE_FIELDS.length)})`,
    parameters: INSTANCE_FIELDS.length,
  },
  updateProgress: {
    sql: `UPDATE instance SET ${setting(PROGRESS_FIELDS)} WHERE ${SEEN} AND history_length = ?`,
    parameters: PROGRESS_FIELDS.length + 6,
    hitsOne: true,
  },
  updateInstance: {
    sql: `UPDATE instance SET ${setting(INSTANCE_FIELDS)} WHERE ${SEEN} AND history_length = ?`,
    parameters: INSTANCE_FIELDS.length + 6,
    hitsOne: true,
  },
  restartInstance: {
    sql: `UPDATE instance SET ${setting(INSTANCE_FIELDS)} WHERE ${SEEN}`,
    parameters: INSTANCE_FIELDS.length + 5,
    hitsOne: true,
  },
  // Payload, history, inbox and steps go with the row: their foreign keys cascade.
  deleteInstance: { sql: `DELETE FROM instance WHERE ${SEEN}`, parameters: 5, hitsOne: true },
  putPayload: {
    sql: `INSERT OR REPLACE INTO instance_payload (instance_key, input, output, custom_status, failure)
          VALUES (?, ?, ?, ?, ?)`,
    parameters: 5,
  },
  putValue: {
    sql: `INSERT INTO declared_value (instance_key, path_id, value, number) VALUES (?, ?, ?, ?)
          ON CONFLICT (instance_key, path_id) DO UPDATE SET value = excluded.value, number = excluded.number
          WHERE value <> excluded.value`,
    parameters: 4,
  },
  dropValue: { sql: `DELETE FROM declared_value WHERE instance_key = ? AND path_id = ?`, parameters: 2 },
  putPropagated: {
    sql: `INSERT OR REPLACE INTO propagated_history (instance_key, bytes) VALUES (?, ?)`,
    parameters: 2,
    bytes: 1,
  },
  clearPropagated: { sql: `DELETE FROM propagated_history WHERE instance_key = ?`, parameters: 1 },
  clearHistory: { sql: `DELETE FROM history WHERE instance_key = ?`, parameters: 1 },
  appendHistory: {
    sql: `INSERT INTO history (instance_key, sequence, kind, event_id, at, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
    parameters: 6,
    bytes: 5,
  },
  consumeInbox: { sql: `DELETE FROM inbox WHERE instance_key = ? AND seq <= ?`, parameters: 2 },
  addToInbox: {
    sql: `INSERT INTO inbox (instance_key, seq, bytes, opens_turn) VALUES (?, ?, ?, ?)`,
    parameters: 4,
    bytes: 2,
  },
  clearSteps: { sql: `DELETE FROM step WHERE instance_key = ?`, parameters: 1 },
  putStep: {
    sql: `INSERT OR REPLACE INTO step
            (instance_key, generation, event_id, kind, name, status, attempt, scheduled_at, ended_at, error,
             failed_tries, next_attempt_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    parameters: 12,
  },
  raiseCounter: {
    sql: `INSERT INTO counter (app_id, name, status, count) VALUES (?, ?, ?, ?)
          ON CONFLICT (app_id, name, status) DO UPDATE SET count = count + excluded.count`,
    parameters: 4,
  },
  lowerCounter: {
    sql: `UPDATE counter SET count = count - ? WHERE app_id = ? AND name = ? AND status = ?`,
    parameters: 4,
    hitsOne: true,
  },
  raiseTrend: {
    sql: `INSERT INTO trend (span, at, app_id, name, measure, slot, count) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (span, at, app_id, name, measure, slot) DO UPDATE SET count = count + excluded.count`,
    parameters: 7,
  },
  dropTrends: { sql: `DELETE FROM trend WHERE span = ? AND at < ?`, parameters: 2 },
  putState: {
    sql: `INSERT OR REPLACE INTO app_state (app_id, store, state_key, value, etag, updated_at) VALUES (?, ?, ?, ?, ?, ?)`,
    parameters: 6,
    bytes: 3,
  },
  dropState: { sql: `DELETE FROM app_state WHERE app_id = ? AND store = ? AND state_key = ?`, parameters: 3 },
  putTombstone: {
    sql: `INSERT OR REPLACE INTO tombstone (app_id, instance_id, revision) VALUES (?, ?, ?)`,
    parameters: 3,
  },
  deleteTombstone: { sql: `DELETE FROM tombstone WHERE app_id = ? AND instance_id = ?`, parameters: 2 },
  // Moves the mark of every commit only while the lease holds: a writer that was replaced hits no row.
  putRevision: {
    sql: `UPDATE meta SET value = ? WHERE name = 'revision' AND EXISTS (SELECT 1 FROM lease WHERE ${CLAIMED})`,
    parameters: 3,
    hitsOne: true,
  },
  beat: { sql: `UPDATE lease SET beat = beat + 1, beat_at = ? WHERE ${CLAIMED}`, parameters: 3 },
  putKey: { sql: `UPDATE meta SET value = ? WHERE name = 'key'`, parameters: 1 },
  indexIds: {
    sql: `INSERT INTO instance_text (rowid, instance_id)
          SELECT "key", instance_id FROM instance WHERE "key" > ? AND "key" <= ?`,
    parameters: 2,
  },
  indexId: { sql: `INSERT INTO instance_text (rowid, instance_id) VALUES (?, ?)`, parameters: 2 },
  // Takes the id as it was indexed, so it is run only for an instance that is in the index.
  forgetId: {
    sql: `INSERT INTO instance_text (instance_text, rowid, instance_id) VALUES ('delete', ?, ?)`,
    parameters: 2,
  },
  putIndexedKey: { sql: `INSERT OR REPLACE INTO meta (name, value) VALUES ('${INDEXED_KEY}', ?)`, parameters: 1 },
} as const satisfies Record<string, WriteStatement>;

export type WriteStatementName = keyof typeof WRITE_STATEMENTS;

/** The names by the numbers that plans use for them. */
export const WRITE_STATEMENT_NAMES = Object.keys(WRITE_STATEMENTS) as readonly WriteStatementName[];
