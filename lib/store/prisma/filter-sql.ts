import { empty, join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { StoreFilter } from '../console-store';
import type { PagePosition } from '../page-cursor';

/** Newest first: the order of every list, over the columns of `instance` and over places. */
export const NEWEST_FIRST = sql`ORDER BY created_at DESC, "key" DESC`;
export const NEWEST_PLACE_FIRST = sql`ORDER BY "createdAt" DESC, "key" DESC`;

type TimeClause = Pick<InstanceFilter, 'createdFrom' | 'createdBefore'>;

/** The conditions on time, and those that leave out what stands before a place in the list. */
export function timeConditions({ createdFrom, createdBefore }: TimeClause, after?: PagePosition): readonly Sql[] {
  return [
    ...(createdFrom === undefined ? [] : [sql`created_at >= ${createdFrom}`]),
    ...(createdBefore === undefined ? [] : [sql`created_at < ${createdBefore}`]),
    ...(after === undefined ? [] : [sql`(created_at, "key") < (${after.createdAt}, ${after.key})`]),
  ];
}

export type Clause = { readonly column: Sql; readonly values: readonly string[] };

/** The clauses on status, app and name, those that the filter has. */
export function clausesOf({ statuses, appIds, names }: InstanceFilter): readonly Clause[] {
  return [
    { column: sql`status`, values: [...new Set(statuses)] },
    { column: sql`app_id`, values: [...new Set(appIds)] },
    { column: sql`name`, values: [...new Set(names)] },
  ].filter(({ values }) => values.length > 0);
}

/** That a row obeys a clause. */
export function obeys({ column, values }: Clause): Sql {
  return sql`${column} IN (${join([...values])})`;
}

/** `WHERE` with all of the conditions, or nothing. */
export function whereAll(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? empty : sql`WHERE ${allOf(conditions)}`;
}

/** All of the conditions, of which there is at least one. */
export function allOf(conditions: readonly Sql[]): Sql {
  return join([...conditions], ' AND ');
}

/** True for a filter that says by itself that nothing matches. */
export function isNothing({ rest }: StoreFilter): boolean {
  return rest?.kind === 'any' && rest.of.length === 0;
}
