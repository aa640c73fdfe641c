import { empty, join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { Dialect } from './dialect';

/** The conditions on time and text, which no counter row knows; empty when the filter has none. */
export function timeAndTextConditions(filter: InstanceFilter, dialect: Dialect): readonly Sql[] {
  const conditions: Sql[] = [];
  if (filter.createdFrom !== undefined) conditions.push(sql`created_at >= ${filter.createdFrom}`);
  if (filter.createdBefore !== undefined) conditions.push(sql`created_at < ${filter.createdBefore}`);
  if (filter.text !== undefined && filter.text !== '') {
    conditions.push(dialect.contains(sql`instance_id`, filter.text));
  }
  return conditions;
}

/** `WHERE` with all of the conditions, or nothing. */
export function whereAll(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? empty : sql`WHERE ${join([...conditions], ' AND ')}`;
}
