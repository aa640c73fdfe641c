import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { StoreFilter } from '../console-store';
import type { PagePosition } from '../page-cursor';
import { askPlaces, type Answer } from './ask-places';
import { conditionSql } from './condition-sql';
import { contains, type ConsoleDatabase, type Dialect } from './dialect';
import {
  allOf,
  clausesOf,
  isNothing,
  NEWEST_FIRST,
  NEWEST_PLACE_FIRST,
  obeys,
  timeConditions,
  whereAll,
} from './filter-sql';
import { branchesOf } from './list-branches';
import { indexedTrigrams } from './id-sample';
import { keySources, type KeySource } from './key-source';

/** Places of a list in its order. `lookedTo`: nothing was looked at after this place, and there may be more. */
export type Places = {
  readonly places: readonly PagePosition[];
  readonly lookedTo?: PagePosition | undefined;
  /** What was asked of the instances there, see `PlacesRequest`. */
  readonly rows?: Answer['rows'];
};

/** The first `limit` places of a list after a place. `columns`: read of the instances there, in the same question. */
export type PlacesRequest = {
  readonly after: PagePosition | undefined;
  readonly limit: number;
  readonly columns?: readonly Sql[];
};

type Branches = readonly (readonly Sql[])[];

/** Finds the first places of a list, or fewer when too much would have to be read for them: see `Bounds`. */
export async function findPlaces(
  database: ConsoleDatabase,
  filter: StoreFilter,
  request: PlacesRequest,
): Promise<Places> {
  if (isNothing(filter)) return { places: [] };
  const branches = await branchesOf(database, filter);
  if (branches?.length === 0) return { places: [] };
  const { text = '', rest } = filter;
  if (text === '' && rest === undefined && branches !== undefined) {
    return merge(database, filter, { ...request, branches });
  }
  for (const candidates of await candidatesOf(database, filter)) {
    const found = await lookUp(database, filter, { ...request, candidates });
    if (found !== undefined) return found;
  }
  return walk(database, filter, { ...request, branches });
}

/** Sources that are tried one after the other, since the first may lead to too many. */
const MOST_SOURCES = 3;

/** Questions for instances among which are all that a filter means, where an index leads to them. */
export async function candidatesOf(
  database: ConsoleDatabase,
  { text = '', rest }: StoreFilter,
): Promise<readonly KeySource[]> {
  const { dialect, bounds } = database;
  const sources = rest === undefined ? [] : keySources(dialect, rest, bounds.foundIds);
  if (sources.length > 0 || text === '') return sources.slice(0, MOST_SOURCES);
  const trigrams = await indexedTrigrams(database, text);
  return trigrams === undefined ? [] : [dialect.keysOf(trigrams, text)];
}

/** Every branch gives its own first places in order; together they are merged. */
async function merge(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { after, limit, columns, branches }: PlacesRequest & { readonly branches: Branches },
): Promise<Places> {
  const conditions = timeConditions(filter, after);
  const parts = branches.map(
    (own) => sql`SELECT * FROM (
      SELECT "key", created_at AS "createdAt" FROM instance ${whereAll([...own, ...conditions])}
      ${NEWEST_FIRST} LIMIT ${limit}
    ) AS branch`,
  );
  const merged = sql`SELECT "key", "createdAt", 1 AS "isMatch" FROM (${join(parts, ' UNION ALL ')}) AS merged
    ${NEWEST_PLACE_FIRST} LIMIT ${limit}`;
  const { matches, rows } = await askPlaces(database, merged, columns);
  return { places: matches, rows };
}

/** Through an index that leads to them; undefined when it leads to more than are sorted for a page. */
async function lookUp(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { after, limit, columns, candidates }: PlacesRequest & { readonly candidates: KeySource },
): Promise<Places | undefined> {
  const { dialect, bounds } = database;
  const conditions = [
    ...testsOf(dialect, filter, sql`i`),
    ...clausesOf(filter).map(obeys),
    ...timeConditions(filter, after),
  ];
  const statement = sql`
    WITH found AS MATERIALIZED (${foundKeys(candidates, bounds.foundIds)})
    SELECT count(*) AS "key", 0.0 AS "createdAt", 0 AS "isMatch" FROM found
    UNION ALL
    SELECT * FROM (
      SELECT "key", created_at AS "createdAt", 1 AS "isMatch" FROM ${dialect.byKeys(sql`found`)}
      ${whereAll(conditions)} ${NEWEST_FIRST}
      LIMIT CASE WHEN (SELECT count(*) FROM found) > ${bounds.foundIds} THEN 0 ELSE ${limit} END
    ) AS matched`;
  const { matches, others, rows } = await askPlaces(database, statement, columns);
  return (others[0]?.key ?? 0) > bounds.foundIds ? undefined : { places: matches, rows };
}

/** What each row is asked: the text of its id, and the rest. `row` is the name of `instance` in the statement. */
export function testsOf(dialect: Dialect, { text = '', rest }: StoreFilter, row: Sql): readonly Sql[] {
  return [
    ...(text === '' ? [] : [contains(dialect, sql`${row}.instance_id`, text)]),
    ...(rest === undefined ? [] : [conditionSql(dialect, rest, row)]),
  ];
}

/** One key more than the most, which tells that there are more. */
export function foundKeys(keys: Sql, most: number): Sql {
  return sql`SELECT "key" AS "foundKey" FROM (${keys}) AS candidates LIMIT ${most + 1}`;
}

/** Looks through the list in its order, no further than the bounds allow. */
async function walk(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { after, limit, columns, branches }: PlacesRequest & { readonly branches: Branches | undefined },
): Promise<Places> {
  const { source, tests, most } = walkOf(database, filter, { after, branches });
  const statement = sql`
    WITH matched AS MATERIALIZED (
      SELECT "key", "createdAt" FROM (${source} LIMIT ${most}) AS walked ${whereAll(tests)} LIMIT ${limit}
    )
    SELECT "key", "createdAt", 1 AS "isMatch" FROM matched
    UNION ALL
    SELECT "key", "createdAt", 0 AS "isMatch" FROM (
      ${source} LIMIT CASE WHEN (SELECT count(*) FROM matched) < ${limit} THEN 1 ELSE 0 END OFFSET ${most - 1}
    ) AS last_walked`;
  const { matches, others, rows } = await askPlaces(database, statement, columns);
  return { places: matches, lookedTo: others[0], rows };
}

type Walk = { readonly source: Sql; readonly tests: readonly Sql[]; readonly most: number };

function walkOf(
  { dialect, bounds }: ConsoleDatabase,
  filter: StoreFilter,
  { after, branches }: { readonly after: PagePosition | undefined; readonly branches: Branches | undefined },
): Walk {
  const conditions = timeConditions(filter, after);
  const { text = '', rest } = filter;
  const ofText = text === '' ? [] : [contains(dialect, sql`instance_id`, text)];
  const ofRest = rest === undefined ? [] : [conditionSql(dialect, rest, sql`i`)];
  const clauses = clausesOf(filter).map(obeys);
  const select = (own: readonly Sql[]): Sql =>
    sql`SELECT "key", created_at AS "createdAt", instance_id FROM instance ${whereAll([...own, ...conditions])}`;
  // A value that is asked for row by row, so that no planner thinks of reading the rows in another order.
  const ofRow = (tests: readonly Sql[]): readonly Sql[] =>
    tests.length === 0 ? [] : [sql`(SELECT ${allOf(tests)} FROM instance AS i WHERE i."key" = walked."key")`];
  if (branches !== undefined && (clauses.length === 0 || branches.length <= bounds.readBranches)) {
    const merged = sql`${join(branches.map(select), ' UNION ALL ')} ${NEWEST_PLACE_FIRST}`;
    const readsRows = clauses.length > 0 || rest !== undefined;
    return {
      ...{ source: merged, tests: [...ofText, ...ofRow(ofRest)] },
      most: readsRows ? bounds.walkedRows : bounds.walkedIds,
    };
  }
  const tests = [...ofText, ...ofRow([...clauses, ...ofRest])];
  return { source: sql`${select([])} ${NEWEST_FIRST}`, tests, most: bounds.walkedRows };
}
