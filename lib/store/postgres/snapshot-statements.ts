import { INSTANCE_COLUMNS } from '../rows/instance-row';

const INSTANCE = Object.entries(INSTANCE_COLUMNS)
  .map(([field, column]) => `"${column}" AS "${field}"`)
  .join(', ');

export const INSTANCES = `SELECT ${INSTANCE} FROM instance WHERE "key" > $1 ORDER BY "key" LIMIT $2`;

/** What belongs to the instance with one key. */
export const PARTS = {
  payload: `SELECT input, output, custom_status AS "customStatus", failure FROM instance_payload WHERE instance_key = $1`,
  values: `SELECT path_id AS "pathId", value, number FROM declared_value WHERE instance_key = $1 ORDER BY path_id`,
  history: `SELECT sequence, kind, event_id AS "eventId", at, bytes FROM history WHERE instance_key = $1 ORDER BY sequence`,
  inbox: `SELECT seq, bytes FROM inbox WHERE instance_key = $1 ORDER BY seq`,
  steps: `SELECT generation, event_id AS "eventId", kind, name, status, attempt, scheduled_at AS "scheduledAt",
      ended_at AS "endedAt", error, failed_tries AS "failedTries", next_attempt_at AS "nextAttemptAt"
    FROM step WHERE instance_key = $1 ORDER BY generation, event_id`,
  propagated: `SELECT bytes FROM propagated_history WHERE instance_key = $1`,
} as const;

export const COUNTERS = `SELECT app_id AS "appId", name, status, count FROM counter ORDER BY app_id, name, status`;

export const TRENDS = `
  SELECT span, at, app_id AS "appId", name, measure, sum(count)::int AS count FROM trend GROUP BY 1, 2, 3, 4, 5`;

export const NEWEST_TREND_HOUR = 'SELECT coalesce(max(at), 0) AS at FROM trend WHERE span = 3600000';

export const STRAYS = [
  'instance_payload',
  'propagated_history',
  'history',
  'inbox',
  'step',
  'instance_text',
  'declared_value',
]
  .map(
    (table) =>
      `SELECT DISTINCT '${table}'::text AS "table", instance_key AS "key" FROM ${table}
       WHERE NOT EXISTS (SELECT 1 FROM instance WHERE instance."key" = ${table}.instance_key)`,
  )
  .join(' UNION ALL ');

export const IDS_NOT_INDEXED = `
  SELECT "key" FROM instance LEFT JOIN instance_text t ON t.instance_key = "key"
  WHERE t.instance_id IS DISTINCT FROM instance.instance_id`;

export const SHARED_REVISIONS = `
  SELECT revision FROM (SELECT revision FROM instance UNION ALL SELECT revision FROM tombstone) AS given
  GROUP BY revision HAVING count(*) > 1`;

export const TOMBSTONES = `
  SELECT app_id AS "appId", instance_id AS "instanceId", revision,
    EXISTS (SELECT 1 FROM instance WHERE instance.app_id = tombstone.app_id
            AND instance.instance_id = tombstone.instance_id) AS "isReused"
  FROM tombstone`;
