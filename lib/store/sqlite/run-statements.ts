import type Database from 'better-sqlite3';
import type { CreatedRun, EndedRun, InstanceKind } from '../runtime-store';

type CreatedWithin = InstanceKind & {
  readonly from: number;
  readonly to: number;
  readonly afterKey: number;
  readonly limit: number;
};

/** How whole groups of runs are found, each by an index of its own order. */
export function prepareRunReads(db: Database.Database) {
  return {
    kinds: db.prepare<[], InstanceKind>(
      `SELECT app_id AS appId, name, status FROM counter WHERE count > 0 ORDER BY app_id, name, status`,
    ),
    createdWithin: db.prepare<[CreatedWithin], CreatedRun>(
      `SELECT app_id AS appId, instance_id AS instanceId, execution_id AS executionId, created_at AS createdAt, "key"
       FROM instance
       WHERE app_id = @appId AND name = @name AND status = @status AND created_at <= @to
         AND (created_at, "key") > (@from, @afterKey)
       ORDER BY created_at, "key" LIMIT @limit`,
    ),
    endedBy: db.prepare<[appId: string, status: string, until: number, limit: number], EndedRun>(
      `SELECT app_id AS appId, instance_id AS instanceId, execution_id AS executionId, completed_at AS completedAt
       FROM instance
       WHERE app_id = ? AND status = ? AND completed_at IS NOT NULL AND completed_at <= ?
       ORDER BY completed_at, "key" LIMIT ?`,
    ),
  };
}
