import type Database from 'better-sqlite3';
import type { InstanceRef } from '@/lib/domain/instance';
import type { DeclaredPathRow } from '../declared-values';
import { INBOX_COLUMNS, type InboxRow } from '../rows/inbox-row';
import { INSTANCE_COLUMNS, type InstanceRow } from '../rows/instance-row';
import type { PayloadRow } from '../rows/payload-row';
import { prepareRunReads } from './run-statements';
import type { StepRow } from '../rows/step-row';

type Bytes = { readonly bytes: Uint8Array };

export const DECLARED_PATHS =
  'SELECT id, path, read_through AS readThrough, is_complete AS isComplete FROM declared_path ORDER BY id';

export type ReadStatements = ReturnType<typeof prepareReads>;

/** The runtime's own questions, prepared once for a connection. */
export function prepareReads(db: Database.Database) {
  const columns = Object.entries(INSTANCE_COLUMNS)
    .map(([field, column]) => `"${column}" AS "${field}"`)
    .join(', ');
  return {
    instance: db.prepare<[appId: string, instanceId: string], InstanceRow>(
      `SELECT ${columns} FROM instance WHERE app_id = ? AND instance_id = ?`,
    ),
    payload: db.prepare<[key: number], PayloadRow>(
      `SELECT input, output, custom_status AS customStatus, failure FROM instance_payload WHERE instance_key = ?`,
    ),
    history: db.prepare<[key: number], Bytes>(`SELECT bytes FROM history WHERE instance_key = ? ORDER BY sequence`),
    inbox: db.prepare<[key: number], InboxRow>(
      `SELECT ${INBOX_COLUMNS} FROM inbox WHERE instance_key = ? ORDER BY seq`,
    ),
    steps: db.prepare<[key: number], StepRow>(
      `SELECT generation, event_id AS eventId, kind, name, status, attempt, scheduled_at AS scheduledAt,
         ended_at AS endedAt, error, failed_tries AS failedTries, next_attempt_at AS nextAttemptAt
       FROM step WHERE instance_key = ? ORDER BY generation, scheduled_at, event_id`,
    ),
    propagated: db.prepare<[key: number], Bytes>(`SELECT bytes FROM propagated_history WHERE instance_key = ?`),
    state: db.prepare<
      [appId: string, store: string, key: string],
      { readonly value: Uint8Array; readonly etag: string }
    >(`SELECT value, etag FROM app_state WHERE app_id = ? AND store = ? AND state_key = ?`),
    // The condition must stay word for word that of the partial index instance_unfinished.
    unfinished: db.prepare<[], InstanceRef>(
      `SELECT app_id AS appId, instance_id AS instanceId FROM instance
       WHERE "status" NOT IN ('completed', 'failed', 'terminated') AND ("inbox_length" > 0 OR "open_tasks" > 0 OR "ask_again_at" IS NOT NULL)
       ORDER BY "key"`,
    ),
    due: db.prepare<[now: number, limit: number], InstanceRef>(
      `SELECT app_id AS appId, instance_id AS instanceId FROM instance
       WHERE due_at <= ? ORDER BY due_at, "key" LIMIT ?`,
    ),
    nextDue: db.prepare<[], { readonly at: number | null }>(
      `SELECT min(due_at) AS at FROM instance WHERE due_at IS NOT NULL`,
    ),
    ids: db.prepare<[appId: string, after: string, limit: number], { readonly instanceId: string }>(
      `SELECT instance_id AS instanceId FROM instance WHERE app_id = ? AND instance_id > ? ORDER BY instance_id LIMIT ?`,
    ),
    firstIds: db.prepare<[appId: string, limit: number], { readonly instanceId: string }>(
      `SELECT instance_id AS instanceId FROM instance WHERE app_id = ? ORDER BY instance_id LIMIT ?`,
    ),
    ...prepareRunReads(db),
    declaredPaths: db.prepare<[], DeclaredPathRow>(DECLARED_PATHS),
    meta: db.prepare<[name: string], { readonly value: number }>(`SELECT value FROM meta WHERE name = ?`),
  };
}
