import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { StoreFilter } from '../console-store';
import { obeyedBy, type CountCell } from '../fold-counts';
import { waterLevel } from '../water-level';
import { askAsText } from './ask-as-text';
import type { ConsoleDatabase } from './dialect';
import { clausesOf, NEWEST_FIRST, obeys, timeConditions, whereAll } from './filter-sql';
import type { KeySource } from './key-source';
import { candidatesOf, foundKeys, testsOf } from './find-places';

type Kind = { readonly appId: string; readonly name: string; readonly status: string };
type RawCell = Kind & { readonly count: number | bigint };
type CellValues = readonly [appId: string, name: string, status: string, count: number];
/** `walked`: one more than was looked at tells that there are more. */
type WalkValues = readonly [appId: string, name: string, status: string, walked: number, matched?: number];

/** Cells that are looked at a second time. */
const MOST_AGAIN = 20;

const CELL = sql`app_id AS "appId", name, status`;
const KIND: readonly Sql[] = [sql`app_id`, sql`name`, sql`status`];

/** All instances, from the counters. */
export async function countedCells(database: ConsoleDatabase): Promise<readonly CountCell[]> {
  const filled = sql`SELECT * FROM counter WHERE count > 0`;
  const rows = await askAsText<CellValues>(database, [...KIND, sql`count`], filled);
  return rows.map(([appId, name, status, count]) => toCell({ appId, name, status, count }, true));
}

/** Instances that the clauses of a filter on time and text leave, in cells that some figure of it needs. */
export async function narrowedCells(database: ConsoleDatabase, filter: StoreFilter): Promise<readonly CountCell[]> {
  let some: readonly CountCell[] | undefined;
  for (const candidates of await candidatesOf(database, filter)) {
    const { cells, isAll } = await lookUp(database, filter, candidates);
    if (isAll) return cells;
    some ??= cells;
  }
  return some ?? walkCells(database, filter);
}

type Found = { readonly cells: readonly CountCell[]; readonly isAll: boolean };

/** Through an index that leads to them: all that it finds, or some of them when they are more than are counted. */
async function lookUp(database: ConsoleDatabase, filter: StoreFilter, candidates: KeySource): Promise<Found> {
  const { prisma, dialect, bounds } = database;
  const conditions = [...testsOf(dialect, filter, sql`i`), ...timeConditions(filter)];
  const rows = await prisma.$queryRaw<RawCell[]>(sql`
    WITH found AS MATERIALIZED (${foundKeys(candidates, bounds.countedIds)})
    SELECT '' AS "appId", '' AS name, '' AS status, count(*) AS count FROM found
    UNION ALL
    SELECT * FROM (
      SELECT ${CELL}, count(*) AS count FROM ${dialect.byKeys(sql`found`)}
      ${whereAll(conditions)} GROUP BY app_id, name, status
    ) AS matched`);
  const found = rows.find(({ status }) => status === '');
  const isAll = Number(found?.count ?? 0) <= bounds.countedIds;
  const cells = rows.filter(({ status }) => status !== '').map((row) => toCell(row, isAll));
  if (isAll) return { cells, isAll };
  const others = (await countedCells(database)).filter((cell) => !cells.some((one) => isSame(one, cell)));
  return { cells: [...cells, ...others.map(missed)], isAll };
}

/**
 * Looks through the newest instances of each cell, all of them where the budget is enough. It is shared out evenly; what
 * most cells leave of it, because the time of the filter is short, then goes to the few that have more.
 */
async function walkCells(database: ConsoleDatabase, filter: StoreFilter): Promise<readonly CountCell[]> {
  const { bounds } = database;
  const needed = (await countedCells(database))
    .filter((cell) => Object.values(obeyedBy(cell, filter)).filter((obeyed) => !obeyed).length <= 1)
    .toSorted((one, other) => other.count - one.count);
  const least = needed[bounds.countedCells - 1]?.count ?? 1;
  const looked = needed.filter(({ count }) => count >= least);
  if (looked.length === 0) return [];
  const readsRows = (filter.text ?? '') !== '' || filter.rest !== undefined;
  const budget = readsRows ? bounds.countedRows : bounds.countedEntries;
  const which = sql`count >= ${least} AND ${neededCells(filter)}`;
  const first = await look(database, filter, { cells: looked, which, budget });
  const second = await lookAgain(database, filter, { cells: looked, first, budget });
  const found = [...second, ...first.filter((cell) => !second.some((other) => isSame(cell, other)))];
  return [...found, ...needed.filter(({ count }) => count < least).map(missed)];
}

type Walked = CountCell & { readonly walked: number };
/** `level`: most of a cell that are looked at; `tests`: what each of these is asked. */
type WalkOfCells = { readonly which: Sql; readonly level: number; readonly tests: readonly Sql[] };
type Look = { readonly cells: readonly CountCell[]; readonly which: Sql; readonly budget: number };

async function lookAgain(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { cells, first, budget }: Omit<Look, 'which'> & { readonly first: readonly Walked[] },
): Promise<readonly Walked[]> {
  const left = budget - first.reduce((sum, { walked }) => sum + walked, 0);
  const cut = first.filter(({ isExact }) => !isExact);
  if (cut.length === 0 || cut.length > MOST_AGAIN || left < budget / 2) return [];
  const named = join(cut.map(({ appId, name, status }) => sql`(${appId}, ${name}, ${status})`));
  const which = sql`(app_id, name, status) IN (VALUES ${named})`;
  const again = cells.filter((cell) => cut.some((other) => isSame(cell, other)));
  return look(database, filter, { cells: again, which, budget: left });
}

/** Looks through cells as far as a budget of rows goes. */
async function look(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { cells, which, budget }: Look,
): Promise<readonly Walked[]> {
  const counts = cells.map(({ count }) => count);
  const level = Math.min(waterLevel(counts, budget), Math.max(...counts));
  const tests = testsOf(database.dialect, filter, sql`walked`);
  // Not twice the same: a planner may then count twice.
  const columns = [...KIND, sql`walked`, ...(tests.length === 0 ? [] : [sql`matched`])];
  const rows = await askAsText<WalkValues>(database, columns, walkSql(filter, { which, level, tests }));
  return rows.map(([appId, name, status, walked, matched = walked]) => ({
    ...toCell({ appId, name, status, count: matched }, walked <= level),
    walked: Math.min(walked, level),
  }));
}

/** Of each cell: how many instances there are to look at, and how many of those that are looked at hold the text. */
function walkSql(filter: StoreFilter, { which, level, tests }: WalkOfCells): Sql {
  const times = timeConditions(filter);
  const own = whereAll([sql`i.app_id = c.app_id`, sql`i.name = c.name`, sql`i.status = c.status`, ...times]);
  const within = sql`(SELECT count(*) FROM (SELECT 1 FROM instance AS i ${own} LIMIT ${level + 1}) AS walked)`;
  const matched = sql`(SELECT count(*) FROM (
      SELECT * FROM instance AS i ${own} ${NEWEST_FIRST} LIMIT ${level}
    ) AS walked ${whereAll(tests)})`;
  const walked = times.length === 0 ? sql`count` : within;
  const columns = [...KIND, sql`${walked} AS walked`, ...(tests.length === 0 ? [] : [sql`${matched} AS matched`])];
  return sql`SELECT ${join(columns)} FROM counter AS c WHERE count > 0 AND ${which}`;
}

/** Cells that obey all clauses on status, app and name but for one: every breakdown leaves out its own. */
function neededCells(filter: StoreFilter): Sql {
  const unmet = clausesOf(filter).map((clause) => sql`CASE WHEN ${obeys(clause)} THEN 0 ELSE 1 END`);
  return sql`${unmet.reduce((sum, one) => sql`${sum} + ${one}`, sql`0`)} <= 1`;
}

function toCell({ appId, name, status, count }: RawCell, isExact: boolean): CountCell {
  // Only the runtime's store writes the column, and only from the domain's type.
  return { appId, name, status: status as InstanceStatus, count: Number(count), isExact };
}

/** A cell that was not looked at. */
function missed(cell: CountCell): CountCell {
  return { ...cell, count: 0, isExact: false };
}

function isSame(one: Kind, other: Kind): boolean {
  return one.appId === other.appId && one.name === other.name && one.status === other.status;
}
