import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { StoredCondition } from '@/lib/query/condition';
import { stepTests, valueTests } from './condition-sql';
import type { Dialect } from './dialect';

const APPS = sql`(SELECT DISTINCT app_id FROM counter)`;

/** A question for instances, as "key", among which are all that meet a condition. */
export type KeySource = Sql;

/**
 * The questions that lead through an index to all that meet a condition; none where no index does. `most`: with more than
 * that a question is of no use.
 */
export function keySources(dialect: Dialect, condition: StoredCondition, most: number): readonly KeySource[] {
  if (condition.kind === 'all') return condition.of.flatMap((each) => keySources(dialect, each, most));
  if (condition.kind === 'any') return anyOf(dialect, condition.of, most);
  const source = sourceOf(dialect, condition);
  return source === undefined ? [] : [source];
}

/** Where each of the alternatives has a source, all of them together are one. */
function anyOf(dialect: Dialect, of: readonly StoredCondition[], most: number): readonly KeySource[] {
  const sources = of.map((each) => keySources(dialect, each, most)[0]);
  const found = sources.filter((source) => source !== undefined);
  if (found.length === 0 || found.length < sources.length) return [];
  const limited = found.map((source) => sql`SELECT * FROM (${source} LIMIT ${most + 1}) AS alternative`);
  return [sql`SELECT DISTINCT "key" FROM (${join(limited, ' UNION ALL ')}) AS alternatives`];
}

function sourceOf(dialect: Dialect, condition: StoredCondition): KeySource | undefined {
  if (condition.kind === 'step') return failedSteps(dialect, condition);
  if (condition.kind === 'payload') return declaredValues(dialect, condition);
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

/** Values have an index over whole texts and one over numbers. */
function declaredValues(
  dialect: Dialect,
  condition: Extract<StoredCondition, { kind: 'payload' }>,
): KeySource | undefined {
  if (condition.test.kind === 'text' && condition.test.pattern.length > 1) return undefined;
  const tests = valueTests(dialect, condition);
  return sql`SELECT instance_key AS "key" FROM declared_value WHERE ${join([...tests], ' AND ')}`;
}

/** Failed steps have an index; those of other states are many or belong to what has not ended. */
function failedSteps(dialect: Dialect, condition: Extract<StoredCondition, { kind: 'step' }>): KeySource | undefined {
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
