import type Database from 'better-sqlite3';
import type { SnapshotCounter, SnapshotTrend, Stray } from '../store-snapshot';
import type { DeclaredPathRow, DeclaredValueRow } from '../declared-values';
import { INSTANCE_COLUMNS, type InstanceRow } from '../rows/instance-row';
import type { PayloadRow } from '../rows/payload-row';
import type { StepRow } from '../rows/step-row';
import { INDEXED_KEY } from './indexed-key';
import { DECLARED_PATHS } from './read-statements';

type Bytes = { readonly bytes: Uint8Array };
type HistoryRow = Bytes & {
  readonly sequence: number;
  readonly kind: string;
  readonly eventId: number;
  readonly at: number;
};
export type TombstoneRow = {
  readonly appId: string;
  readonly instanceId: string;
  readonly revision: number;
  readonly isReused: number;
};

/** Up to which key ids are in the index over them. */
const INDEXED = `(SELECT value FROM meta WHERE name = '${INDEXED_KEY}')`;
const PARTS = ['instance_payload', 'propagated_history', 'history', 'inbox', 'step', 'declared_value'];

const STRAY_IDS = `SELECT DISTINCT 'instance_text', doc FROM temp.indexed_id
  WHERE NOT EXISTS (SELECT 1 FROM instance WHERE instance."key" = doc AND doc <= ${INDEXED})`;

/** What a snapshot asks; every question that may have many answers is asked page by page, after the last one. */
export function prepareSnapshot(db: Database.Database) {
  const columns = Object.entries(INSTANCE_COLUMNS)
    .map(([field, column]) => `"${column}" AS "${field}"`)
    .join(', ');
  const strays = PARTS.map(
    (table) =>
      `SELECT DISTINCT '${table}' AS "table", instance_key AS "key" FROM ${table}
       WHERE NOT EXISTS (SELECT 1 FROM instance WHERE instance."key" = ${table}.instance_key)`,
  ).join(' UNION ALL ');
  // Lives in the connection alone, which may not write to the file. Each row: a trigram, and the key of an id that has it.
  db.exec(`CREATE VIRTUAL TABLE temp.indexed_id USING fts5vocab('main', 'instance_text', 'instance')`);
  return {
    instances: db.prepare<[after: number, limit: number], InstanceRow>(
      `SELECT ${columns} FROM instance WHERE "key" > ? ORDER BY "key" LIMIT ?`,
    ),
    payload: db.prepare<[key: number], PayloadRow>(
      `SELECT input, output, custom_status AS customStatus, failure FROM instance_payload WHERE instance_key = ?`,
    ),
    history: db.prepare<[key: number], HistoryRow>(
      `SELECT sequence, kind, event_id AS eventId, at, bytes FROM history WHERE instance_key = ? ORDER BY sequence`,
    ),
    inbox: db.prepare<[key: number], Bytes & { readonly seq: number }>(
      `SELECT seq, bytes FROM inbox WHERE instance_key = ? ORDER BY seq`,
    ),
    steps: db.prepare<[key: number], StepRow>(
      `SELECT generation, event_id AS eventId, kind, name, status, attempt, scheduled_at AS scheduledAt,
         ended_at AS endedAt, error, failed_tries AS failedTries, next_attempt_at AS nextAttemptAt
       FROM step WHERE instance_key = ? ORDER BY generation, event_id`,
    ),
    propagated: db.prepare<[key: number], Bytes>(`SELECT bytes FROM propagated_history WHERE instance_key = ?`),
    counters: db.prepare<[], SnapshotCounter>(
      `SELECT app_id AS appId, name, status, count FROM counter ORDER BY app_id, name, status`,
    ),
    meta: db.prepare<[name: string], { readonly value: number }>(`SELECT value FROM meta WHERE name = ?`),
    strays: db.prepare<[], Stray>(`${strays} UNION ALL ${STRAY_IDS}`),
    ...prepareValues(db),
    ...prepareIds(db),
    ...prepareTrends(db),
    sharedRevisions: db.prepare<[], { readonly revision: number }>(
      `SELECT revision FROM (SELECT revision FROM instance UNION ALL SELECT revision FROM tombstone)
       GROUP BY revision HAVING count(*) > 1`,
    ),
    tombstones: db.prepare<[], TombstoneRow>(
      `SELECT app_id AS appId, instance_id AS instanceId, revision,
         EXISTS (SELECT 1 FROM instance WHERE instance.app_id = tombstone.app_id
                 AND instance.instance_id = tombstone.instance_id) AS isReused
       FROM tombstone`,
    ),
  };
}

function prepareValues(db: Database.Database) {
  return {
    values: db.prepare<[key: number], DeclaredValueRow>(
      `SELECT path_id AS pathId, value, number FROM declared_value WHERE instance_key = ? ORDER BY path_id`,
    ),
    declaredPaths: db.prepare<[], DeclaredPathRow>(DECLARED_PATHS),
  };
}

function prepareIds(db: Database.Database) {
  return {
    indexedIds: db.prepare<[after: number, limit: number], { readonly key: number; readonly instanceId: string }>(
      `SELECT "key", instance_id AS instanceId FROM instance WHERE "key" > ? AND "key" <= ${INDEXED} ORDER BY "key" LIMIT ?`,
    ),
    // FTS5 takes no notice of a rowid that is not of type integer, as which no number of JavaScript is bound.
    hasTrigrams: db.prepare<[query: string, key: number]>(
      'SELECT 1 FROM instance_text WHERE instance_text MATCH ? AND rowid = CAST(? AS INTEGER)',
    ),
  };
}

function prepareTrends(db: Database.Database) {
  return {
    trends: db.prepare<[], SnapshotTrend>(
      `SELECT span, at, app_id AS appId, name, measure, sum(count) AS count FROM trend GROUP BY 1, 2, 3, 4, 5`,
    ),
    newestTrendHour: db.prepare<[], { readonly at: number | null }>(
      'SELECT max(at) AS at FROM trend WHERE span = 3600000',
    ),
  };
}
