import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { StoredCondition } from '@/lib/query/condition';
import { stepTests } from './condition-sql';
import type { Dialect } from './dialect';

const APPS = sql`(SELECT DISTINCT app_id FROM counter)`;

/**
 * Selects, as "key", instances among which are all that meet a condition, where an index leads to them directly; undefined
 * where none does.
 */
export function keySource(dialect: Dialect, condition: StoredCondition): Sql | undefined {
  if (condition.kind === 'all') {
    for (const each of condition.of) {
      const source = keySource(dialect, each);
      if (source !== undefined) return source;
    }
    return undefined;
  }
  if (condition.kind === 'step') return failedSteps(dialect, condition);
  if (condition.kind !== 'text' || condition.pattern.length !== 1) return undefined;
  const [id = ''] = condition.pattern;
  switch (condition.field) {
    case 'id':
      return sql`SELECT "key" FROM instance WHERE app_id IN ${APPS} AND instance_id = ${id}`;
    case 'parent':
      return sql`SELECT "key" FROM instance WHERE parent_app_id IN ${APPS} AND parent_instance_id = ${id}`;
    case 'rerunOf':
      return sql`SELECT "key" FROM instance WHERE app_id IN ${APPS} AND rerun_of = ${id}`;
    case 'root':
      return sql`SELECT "key" FROM (${treesUnder(id)}) AS trees`;
    default:
      return undefined;
  }
}

/** Failed steps have an index; those of other states are many or belong to what has not ended. */
function failedSteps(dialect: Dialect, condition: Extract<StoredCondition, { kind: 'step' }>): Sql | undefined {
  if (condition.statuses.length !== 1 || condition.statuses[0] !== 'failed') return undefined;
  const tests = stepTests(dialect, { ...condition, statuses: [] });
  return sql`SELECT DISTINCT instance_key AS "key" FROM step WHERE status = 'failed' AND ${join([...tests], ' AND ')}`;
}

/** Instances of that id and of that parent's id, and all below them. */
function treesUnder(id: string): Sql {
  return sql`
    WITH RECURSIVE down ("key", app_id, instance_id) AS (
      SELECT "key", app_id, instance_id FROM instance WHERE app_id IN ${APPS} AND instance_id = ${id}
      UNION
      SELECT "key", app_id, instance_id FROM instance WHERE parent_app_id IN ${APPS} AND parent_instance_id = ${id}
      UNION
      SELECT c."key", c.app_id, c.instance_id
      FROM down JOIN instance AS c ON c.parent_app_id = down.app_id AND c.parent_instance_id = down.instance_id
    )
    SELECT "key" FROM down`;
}
