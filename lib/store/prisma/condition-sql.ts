import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { StoredCondition, InstantField, Pattern, Span, TextField } from '@/lib/query/condition';
import { contains, type Dialect } from './dialect';

const TEXT_COLUMNS: Readonly<Record<Exclude<TextField, 'root'>, Sql>> = {
  app: sql`app_id`,
  name: sql`name`,
  version: sql`version`,
  id: sql`instance_id`,
  parent: sql`parent_instance_id`,
  rerunOf: sql`rerun_of`,
  error: sql`last_error`,
};
const INSTANT_COLUMNS: Readonly<Record<InstantField, Sql>> = {
  created: sql`created_at`,
  started: sql`started_at`,
  ended: sql`completed_at`,
  updated: sql`updated_at`,
};
const ALWAYS = sql`1 = 1`;
const NEVER = sql`1 = 0`;

/**
 * A condition as an expression about one row of `instance`, whose name in the statement is `row`. Never null: what is absent
 * meets no condition, and so meets its negation. Means what `matches` of lib/query says.
 */
export function conditionSql(dialect: Dialect, condition: StoredCondition, row: Sql): Sql {
  const sqlOf = (each: StoredCondition): Sql => conditionSql(dialect, each, row);
  switch (condition.kind) {
    case 'all':
      return condition.of.length === 0 ? ALWAYS : sql`(${join(condition.of.map(sqlOf), ' AND ')})`;
    case 'any':
      return condition.of.length === 0 ? NEVER : sql`(${join(condition.of.map(sqlOf), ' OR ')})`;
    case 'not':
      return sql`NOT ${sqlOf(condition.of)}`;
    case 'status':
      return sql`(${row}.status = ${condition.is})`;
    case 'words': {
      const holds = (column: Sql): Sql => contains(dialect, sql`${row}.${column}`, condition.text);
      return sql`(${holds(sql`instance_id`)} OR ${holds(sql`name`)})`;
    }
    case 'text':
      return condition.field === 'root'
        ? looksLike(dialect, rootOf(row), condition.pattern)
        : looksLike(dialect, sql`${row}.${TEXT_COLUMNS[condition.field]}`, condition.pattern);
    case 'tag':
      return looksLike(dialect, dialect.valueOf(sql`${row}.tags`, condition.key), condition.pattern);
    case 'instant':
      return within(sql`${row}.${INSTANT_COLUMNS[condition.field]}`, condition.span);
    case 'duration':
      return within(sql`(coalesce(${row}.completed_at, ${condition.now}) - ${row}.started_at)`, condition.span);
    case 'waiting': {
      const test = looksLike(dialect, sql`event_name`, condition.pattern);
      return sql`EXISTS (SELECT 1 FROM ${dialect.eventNames(sql`${row}.waiting_on`)} WHERE ${test})`;
    }
    case 'retrying':
      return sql`(${dialect.valueOf(sql`${row}.waiting_on`, 'nextAttemptAt')} IS NOT NULL)`;
    case 'flawed':
      return sql`(${row}.flaws IS NOT NULL)`;
    case 'step': {
      const tests = [sql`step.instance_key = ${row}."key"`, ...stepTests(dialect, condition)];
      return sql`EXISTS (SELECT 1 FROM step WHERE ${join(tests, ' AND ')})`;
    }
    case 'payload': {
      const tests = [sql`declared_value.instance_key = ${row}."key"`, ...valueTests(dialect, condition)];
      return sql`EXISTS (SELECT 1 FROM declared_value WHERE ${join(tests, ' AND ')})`;
    }
    case 'child':
      return sql`(${row}.parent_instance_id IS NOT NULL)`;
  }
}

/** What a row of `step` must be like. */
export function stepTests(
  dialect: Dialect,
  { name, statuses }: Extract<StoredCondition, { kind: 'step' }>,
): readonly Sql[] {
  const ofStatus = statuses.length === 0 ? [] : [sql`step.status IN (${join([...statuses])})`];
  return [ofPattern(dialect, sql`step.name`, name), ...ofStatus];
}

/** What a row of `declared_value` must be like. */
export function valueTests(
  dialect: Dialect,
  { path, test }: Extract<StoredCondition, { kind: 'payload' }>,
): readonly Sql[] {
  const ofPath = sql`declared_value.path_id = (SELECT id FROM declared_path WHERE path = ${path})`;
  if (test.kind === 'text') return [ofPath, ofPattern(dialect, sql`declared_value.value`, test.pattern)];
  const { least, most } = test.span;
  const number = sql`declared_value.number`;
  return [
    ofPath,
    sql`${number} IS NOT NULL`,
    ...(least === undefined ? [] : [least.isIn ? sql`${number} >= ${least.value}` : sql`${number} > ${least.value}`]),
    ...(most === undefined ? [] : [most.isIn ? sql`${number} <= ${most.value}` : sql`${number} < ${most.value}`]),
  ];
}

function looksLike(dialect: Dialect, text: Sql, pattern: Pattern): Sql {
  return sql`coalesce(${ofPattern(dialect, text, pattern)}, 1 = 0)`;
}

/** Null for an absent text. */
function ofPattern(dialect: Dialect, text: Sql, pattern: Pattern): Sql {
  const [whole = ''] = pattern;
  return pattern.length === 1 ? sql`${text} = ${whole}` : dialect.looksLike(text, pattern);
}

function within(value: Sql, { from, before }: Span): Sql {
  const tests = [
    sql`${value} IS NOT NULL`,
    ...(from === undefined ? [] : [sql`${value} >= ${from}`]),
    ...(before === undefined ? [] : [sql`${value} < ${before}`]),
  ];
  return sql`(${join(tests, ' AND ')})`;
}

/** Instance ID at the top of a row's tree, as far up as the store still has it. */
function rootOf(row: Sql): Sql {
  return sql`(
    WITH RECURSIVE up (instance_id, parent_app_id, parent_instance_id, height) AS (
      SELECT ${row}.instance_id, ${row}.parent_app_id, ${row}.parent_instance_id, 0
      UNION ALL
      SELECT p.instance_id, p.parent_app_id, p.parent_instance_id, up.height + 1
      FROM up JOIN instance AS p ON p.app_id = up.parent_app_id AND p.instance_id = up.parent_instance_id
    )
    SELECT coalesce(parent_instance_id, instance_id) FROM up ORDER BY height DESC LIMIT 1
  )`;
}
