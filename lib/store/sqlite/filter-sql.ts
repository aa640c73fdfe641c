import type { InstanceFilter } from '@/lib/domain/instance-filter';
import { Prisma } from './generated/client';

type Sql = ReturnType<typeof Prisma.sql>;

/** The conditions on time and text, which no counter row knows; empty when the filter has none. */
export function timeAndTextConditions(filter: InstanceFilter): readonly Sql[] {
  const conditions: Sql[] = [];
  if (filter.createdFrom !== undefined) conditions.push(Prisma.sql`created_at >= ${filter.createdFrom}`);
  if (filter.createdBefore !== undefined) conditions.push(Prisma.sql`created_at < ${filter.createdBefore}`);
  if (filter.text !== undefined && filter.text !== '') {
    conditions.push(Prisma.sql`instance_id LIKE ${`%${escapeLike(filter.text)}%`} ESCAPE '\\'`);
  }
  return conditions;
}

/** `WHERE` with all of the conditions, or nothing. */
export function whereAll(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}`;
}

/** LIKE in SQLite ignores the case of ASCII letters; its wildcards in what the user typed must mean themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
