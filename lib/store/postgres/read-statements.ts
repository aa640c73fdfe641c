import { INBOX_COLUMNS } from '../rows/inbox-row';
import { INSTANCE_COLUMNS } from '../rows/instance-row';

const INSTANCE = Object.entries(INSTANCE_COLUMNS)
  .map(([field, column]) => `"${column}" AS "${field}"`)
  .join(', ');
const KEY_OF_REF = `(SELECT "key" FROM instance WHERE app_id = $1 AND instance_id = $2)`;
const REF = `app_id AS "appId", instance_id AS "instanceId"`;

/** All parts of one instance, by App ID and instance id. */
export const LOAD = {
  instance: `SELECT ${INSTANCE} FROM instance WHERE app_id = $1 AND instance_id = $2`,
  payload: `SELECT input, output, custom_status AS "customStatus", failure FROM instance_payload
    WHERE instance_key = ${KEY_OF_REF}`,
  history: `SELECT bytes FROM history WHERE instance_key = ${KEY_OF_REF} ORDER BY sequence`,
  inbox: `SELECT ${INBOX_COLUMNS} FROM inbox WHERE instance_key = ${KEY_OF_REF} ORDER BY seq`,
  steps: `SELECT generation, event_id AS "eventId", kind, name, status, attempt, scheduled_at AS "scheduledAt",
      ended_at AS "endedAt", error, failed_tries AS "failedTries", next_attempt_at AS "nextAttemptAt"
    FROM step WHERE instance_key = ${KEY_OF_REF} ORDER BY generation, scheduled_at, event_id`,
  propagated: `SELECT bytes FROM propagated_history WHERE instance_key = ${KEY_OF_REF}`,
} as const;

/** The runtime's other questions. */
export const READS = {
  // The condition must stay word for word that of the partial index instance_unfinished.
  unfinished: `SELECT ${REF} FROM instance
    WHERE "status" NOT IN ('completed', 'failed', 'terminated')
      AND ("inbox_length" > 0 OR "open_tasks" > 0 OR "ask_again_at" IS NOT NULL)
    ORDER BY "key"`,
  due: `SELECT ${REF} FROM instance WHERE due_at <= $1 ORDER BY due_at, "key" LIMIT $2`,
  state: `SELECT value, etag FROM app_state WHERE app_id = $1 AND store = $2 AND state_key = $3`,
  nextDue: `SELECT min(due_at) AS at FROM instance WHERE due_at IS NOT NULL`,
  ids: `SELECT instance_id AS "instanceId" FROM instance
    WHERE app_id = $1 AND instance_id > $2 ORDER BY instance_id LIMIT $3`,
  firstIds: `SELECT instance_id AS "instanceId" FROM instance WHERE app_id = $1 ORDER BY instance_id LIMIT $2`,
  kinds: `SELECT app_id AS "appId", name, status FROM counter WHERE count > 0 ORDER BY app_id, name, status`,
  createdWithin: `SELECT ${REF}, execution_id AS "executionId", created_at AS "createdAt", "key" FROM instance
    WHERE app_id = $1 AND name = $2 AND status = $3 AND created_at <= $4 AND (created_at, "key") > ($5, $6)
    ORDER BY created_at, "key" LIMIT $7`,
  endedBy: `SELECT ${REF}, execution_id AS "executionId", completed_at AS "completedAt" FROM instance
    WHERE app_id = $1 AND status = $2 AND completed_at IS NOT NULL AND completed_at <= $3
    ORDER BY completed_at, "key" LIMIT $4`,
} as const;
