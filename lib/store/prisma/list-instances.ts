import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstancePage, PageRequest } from '../console-store';
import { decodeCursor, encodeCursor } from '../page-cursor';
import type { ConsoleDatabase } from './dialect';
import { timeAndTextConditions, whereAll } from './filter-sql';
import { toInstanceSummary, type InstanceRow } from '../rows/instance-row';
import { branchesOf } from './list-branches';

type Place = { readonly key: number; readonly createdAt: number };

/**
 * One page, newest first. Which rows it holds is found in indexes alone, so that the cost does not grow with the store;
 * the rows themselves are then read by key.
 */
export async function listInstances(
  database: ConsoleDatabase,
  filter: InstanceFilter,
  page: PageRequest,
): Promise<InstancePage> {
  const { prisma, dialect } = database;
  const conditions = [...timeAndTextConditions(filter, dialect)];
  if (page.cursor !== undefined) {
    const after = decodeCursor(page.cursor);
    conditions.push(sql`(created_at, "key") < (${after.createdAt}, ${after.key})`);
  }
  const wheres = (await branchesOf(database, filter)).map((own) => whereAll([...own, ...conditions]));
  if (wheres.length === 0) return { instances: [] };
  const places = await prisma.$queryRaw<Place[]>(placesSql(wheres, page.limit + 1));
  const shown = places.slice(0, page.limit);
  const last = shown.at(-1);
  const rows = await prisma.instance.findMany({ where: { key: { in: shown.map(({ key }) => key) } } });
  return {
    instances: inOrder(rows, shown).map(toInstanceSummary),
    next: places.length > shown.length && last !== undefined ? encodeCursor(last) : undefined,
  };
}

/** The first `limit` places of all branches together: each gives its own first ones in order, then they are merged. */
function placesSql(wheres: readonly Sql[], limit: number): Sql {
  const branches = wheres.map(
    (where) => sql`SELECT * FROM (
      SELECT "key", created_at AS "createdAt" FROM instance ${where}
      ORDER BY created_at DESC, "key" DESC LIMIT ${limit}
    ) AS branch`,
  );
  return sql`${join(branches, ' UNION ALL ')} ORDER BY "createdAt" DESC, "key" DESC LIMIT ${limit}`;
}

/** Rows as their places are ordered; one purged between the two reads is left out. */
function inOrder(rows: readonly InstanceRow[], places: readonly Place[]): readonly InstanceRow[] {
  const byKey = new Map(rows.map((row) => [Number(row.key), row]));
  return places.flatMap(({ key }) => byKey.get(Number(key)) ?? []);
}
