import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { obeyedBy, type CountCell } from '../fold-counts';
import { waterLevel } from '../water-level';
import type { ConsoleDatabase } from './dialect';
import { clausesOf, NEWEST_FIRST, obeys, timeConditions, whereAll } from './filter-sql';
import { foundKeys } from './find-places';
import { indexedTrigrams } from './id-sample';

type Kind = { readonly appId: string; readonly name: string; readonly status: string };
type RawCell = Kind & { readonly count: number | bigint };
type RawWalk = Kind & { readonly walked: number | bigint; readonly matched: number | bigint };

const CELL = sql`app_id AS "appId", name, status`;

/** All instances, from the counters. */
export async function countedCells({ prisma }: ConsoleDatabase): Promise<readonly CountCell[]> {
  const rows = await prisma.counter.findMany({ where: { count: { gt: 0 } } });
  return rows.map((row) => toCell(row, true));
}

/** Instances that the clauses of a filter on time and text leave, in cells that some figure of it needs. */
export async function narrowedCells(database: ConsoleDatabase, filter: InstanceFilter): Promise<readonly CountCell[]> {
  const { text = '' } = filter;
  const trigrams = text === '' ? undefined : await indexedTrigrams(database, text);
  const found = trigrams && (await lookUp(database, filter, { text, trigrams }));
  return found ?? walkCells(database, filter);
}

/** Through the index over ids; undefined when more of them hold the text than are counted. */
async function lookUp(
  { prisma, dialect, bounds }: ConsoleDatabase,
  filter: InstanceFilter,
  { text, trigrams }: { readonly text: string; readonly trigrams: readonly string[] },
): Promise<readonly CountCell[] | undefined> {
  const conditions = [dialect.contains(sql`instance_id`, text), ...timeConditions(filter)];
  const rows = await prisma.$queryRaw<RawCell[]>(sql`
    WITH found AS MATERIALIZED (${foundKeys(dialect.keysOf(trigrams, text), bounds.countedIds)})
    SELECT '' AS "appId", '' AS name, '' AS status, count(*) AS count FROM found
    UNION ALL
    SELECT * FROM (
      SELECT ${CELL}, count(*) AS count FROM ${dialect.byKeys(sql`found`)}
      ${whereAll(conditions)} GROUP BY app_id, name, status
    ) AS matched`);
  const found = rows.find(({ status }) => status === '');
  if (Number(found?.count ?? 0) > bounds.countedIds) return undefined;
  return rows.filter(({ status }) => status !== '').map((row) => toCell(row, true));
}

/** Looks through the newest instances of each cell: all of them, where the budget is enough. */
async function walkCells(database: ConsoleDatabase, filter: InstanceFilter): Promise<readonly CountCell[]> {
  const { bounds, prisma } = database;
  const all = await countedCells(database);
  const needed = all
    .filter((cell) => Object.values(obeyedBy(cell, filter)).filter((obeyed) => !obeyed).length <= 1)
    .toSorted((one, other) => other.count - one.count);
  const looked = needed.slice(0, bounds.countedCells);
  if (looked.length === 0) return [];
  const budget = (filter.text ?? '') === '' ? bounds.countedEntries : bounds.countedRows;
  const counts = looked.map(({ count }) => count);
  const level = Math.min(waterLevel(counts, budget), Math.max(...counts));
  const rows = await prisma.$queryRaw<RawWalk[]>(walkSql(database, filter, level));
  const missed = needed.slice(bounds.countedCells).map((cell) => ({ ...cell, count: 0, isExact: false }));
  const walked = rows.map((row) => toCell({ ...row, count: row.matched }, Number(row.walked) <= level));
  return [...walked, ...missed];
}

/** Of each cell: how many instances the clause on time leaves, and how many of the newest of them hold the text. */
function walkSql({ dialect, bounds }: ConsoleDatabase, filter: InstanceFilter, level: number): Sql {
  const { text = '' } = filter;
  const own = [sql`i.app_id = c.app_id`, sql`i.name = c.name`, sql`i.status = c.status`, ...timeConditions(filter)];
  const walked = sql`(SELECT count(*) FROM (SELECT 1 FROM instance AS i ${whereAll(own)} LIMIT ${level + 1}) AS walked)`;
  const matched = sql`(SELECT count(*) FROM (
      SELECT instance_id FROM instance AS i ${whereAll(own)} ${NEWEST_FIRST} LIMIT ${level}
    ) AS walked WHERE ${dialect.contains(sql`instance_id`, text)})`;
  return sql`SELECT ${CELL}, ${walked} AS walked, ${text === '' ? walked : matched} AS matched FROM counter AS c
    ${whereAll([sql`count > 0`, neededCells(filter)])}
    ORDER BY count DESC, app_id, name, status LIMIT ${bounds.countedCells}`;
}

/** Cells that obey all clauses on status, app and name but for one: every breakdown leaves out its own. */
function neededCells(filter: InstanceFilter): Sql {
  const missed = clausesOf(filter).map((clause) => sql`CASE WHEN ${obeys(clause)} THEN 0 ELSE 1 END`);
  return sql`${missed.reduce((sum, one) => sql`${sum} + ${one}`, sql`0`)} <= 1`;
}

function toCell({ appId, name, status, count }: RawCell, isExact: boolean): CountCell {
  // Only the runtime's store writes the column, and only from the domain's type.
  return { appId, name, status: status as InstanceStatus, count: Number(count), isExact };
}
