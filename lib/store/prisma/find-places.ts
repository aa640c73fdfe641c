import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { PagePosition } from '../page-cursor';
import type { ConsoleDatabase } from './dialect';
import { allOf, clausesOf, NEWEST_FIRST, NEWEST_PLACE_FIRST, obeys, timeConditions, whereAll } from './filter-sql';
import { branchesOf } from './list-branches';
import { indexedTrigrams } from './id-sample';

/** Places of a list in its order. `lookedTo`: nothing was looked at after this place, and there may be more. */
export type Places = { readonly places: readonly PagePosition[]; readonly lookedTo?: PagePosition | undefined };

/** The first `limit` places of a list after a place. */
export type PlacesRequest = { readonly after: PagePosition | undefined; readonly limit: number };

type RawPlace = { readonly key: number | bigint; readonly createdAt: number; readonly isMatch: number | bigint };
type Branches = readonly (readonly Sql[])[];

/** Finds the first places of a list, or fewer when too much would have to be read for them: see `Bounds`. */
export async function findPlaces(
  database: ConsoleDatabase,
  filter: InstanceFilter,
  request: PlacesRequest,
): Promise<Places> {
  const branches = await branchesOf(database, filter);
  if (branches?.length === 0) return { places: [] };
  const { text = '' } = filter;
  if (text === '' && branches !== undefined) return merge(database, filter, { ...request, branches });
  const trigrams = text === '' ? undefined : await indexedTrigrams(database, text);
  const found = trigrams && (await lookUp(database, filter, { ...request, text, trigrams }));
  return found ?? walk(database, filter, { ...request, branches });
}

/** Every branch gives its own first places in order; together they are merged. */
async function merge(
  { prisma }: ConsoleDatabase,
  filter: InstanceFilter,
  { after, limit, branches }: PlacesRequest & { readonly branches: Branches },
): Promise<Places> {
  const conditions = timeConditions(filter, after);
  const parts = branches.map(
    (own) => sql`SELECT * FROM (
      SELECT "key", created_at AS "createdAt" FROM instance ${whereAll([...own, ...conditions])}
      ${NEWEST_FIRST} LIMIT ${limit}
    ) AS branch`,
  );
  const merged = sql`${join(parts, ' UNION ALL ')} ${NEWEST_PLACE_FIRST} LIMIT ${limit}`;
  return { places: (await prisma.$queryRaw<RawPlace[]>(merged)).map(toPlace) };
}

/** Through the index over ids; undefined when more of them hold the text than are sorted for a page. */
async function lookUp(
  { prisma, dialect, bounds }: ConsoleDatabase,
  filter: InstanceFilter,
  { after, limit, text, trigrams }: PlacesRequest & { readonly text: string; readonly trigrams: readonly string[] },
): Promise<Places | undefined> {
  const conditions = [
    dialect.contains(sql`instance_id`, text),
    ...clausesOf(filter).map(obeys),
    ...timeConditions(filter, after),
  ];
  const rows = await prisma.$queryRaw<RawPlace[]>(sql`
    WITH found AS MATERIALIZED (${foundKeys(dialect.keysOf(trigrams, text), bounds.foundIds)})
    SELECT count(*) AS "key", 0.0 AS "createdAt", 0 AS "isMatch" FROM found
    UNION ALL
    SELECT * FROM (
      SELECT "key", created_at AS "createdAt", 1 AS "isMatch" FROM ${dialect.byKeys(sql`found`)}
      ${whereAll(conditions)} ${NEWEST_FIRST}
      LIMIT CASE WHEN (SELECT count(*) FROM found) > ${bounds.foundIds} THEN 0 ELSE ${limit} END
    ) AS matched`);
  const { matches, others } = partsOf(rows);
  return (others[0]?.key ?? 0) > bounds.foundIds ? undefined : { places: matches };
}

/** One key more than the most, which tells that there are more. */
export function foundKeys(keys: Sql, most: number): Sql {
  return sql`SELECT "key" AS "foundKey" FROM (${keys}) AS candidates LIMIT ${most + 1}`;
}

/** Looks through the list in its order, no further than the bounds allow. */
async function walk(
  database: ConsoleDatabase,
  filter: InstanceFilter,
  { after, limit, branches }: PlacesRequest & { readonly branches: Branches | undefined },
): Promise<Places> {
  const { source, tests, most } = walkOf(database, filter, { after, branches });
  const rows = await database.prisma.$queryRaw<RawPlace[]>(sql`
    WITH matched AS MATERIALIZED (
      SELECT "key", "createdAt" FROM (${source} LIMIT ${most}) AS walked ${whereAll(tests)} LIMIT ${limit}
    )
    SELECT "key", "createdAt", 1 AS "isMatch" FROM matched
    UNION ALL
    SELECT "key", "createdAt", 0 AS "isMatch" FROM (
      ${source} LIMIT CASE WHEN (SELECT count(*) FROM matched) < ${limit} THEN 1 ELSE 0 END OFFSET ${most - 1}
    ) AS last_walked`);
  const { matches, others } = partsOf(rows);
  return { places: matches.toSorted(newestFirst), lookedTo: others[0] };
}

type Walk = { readonly source: Sql; readonly tests: readonly Sql[]; readonly most: number };

function walkOf(
  { dialect, bounds }: ConsoleDatabase,
  filter: InstanceFilter,
  { after, branches }: { readonly after: PagePosition | undefined; readonly branches: Branches | undefined },
): Walk {
  const conditions = timeConditions(filter, after);
  const { text = '' } = filter;
  const ofText = text === '' ? [] : [dialect.contains(sql`instance_id`, text)];
  const clauses = clausesOf(filter).map(obeys);
  const select = (own: readonly Sql[]): Sql =>
    sql`SELECT "key", created_at AS "createdAt", instance_id FROM instance ${whereAll([...own, ...conditions])}`;
  if (clauses.length === 0) {
    return { source: sql`${select([])} ${NEWEST_FIRST}`, tests: ofText, most: bounds.walkedIds };
  }
  if (branches !== undefined && branches.length <= bounds.readBranches) {
    const merged = sql`${join(branches.map(select), ' UNION ALL ')} ${NEWEST_PLACE_FIRST}`;
    return { source: merged, tests: ofText, most: bounds.walkedRows };
  }
  // A value that is asked for row by row, so that no planner thinks of reading the rows in another order.
  const ofRow = sql`(SELECT ${allOf(clauses)} FROM instance WHERE instance."key" = walked."key")`;
  return { source: sql`${select([])} ${NEWEST_FIRST}`, tests: [...ofText, ofRow], most: bounds.walkedRows };
}

function partsOf(rows: readonly RawPlace[]) {
  const of = (isMatch: boolean) => rows.filter((row) => (Number(row.isMatch) === 1) === isMatch).map(toPlace);
  return { matches: of(true), others: of(false) };
}

function newestFirst(one: PagePosition, other: PagePosition): number {
  return other.createdAt - one.createdAt || other.key - one.key;
}

/** One database gives keys as numbers, another as bigint; both stay far below 2^53. */
function toPlace({ key, createdAt }: RawPlace): PagePosition {
  return { key: Number(key), createdAt: Number(createdAt) };
}
