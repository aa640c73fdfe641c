import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import { askAsText } from './ask-as-text';
import type { ConsoleDatabase } from './dialect';
import { clausesOf, obeys, whereAll, type Clause } from './filter-sql';

/**
 * The status, app and name clauses of a filter as alternatives that one index each answers in list order; the list is
 * their merge. A single clause has an index of its own. Several together are turned into the (app, name, status) cells
 * that the counters know to be filled, each of which is one stretch of the workflow index. No branch: nothing matches.
 * Undefined: there are more than are merged.
 */
export async function branchesOf(
  database: ConsoleDatabase,
  filter: InstanceFilter,
): Promise<readonly (readonly Sql[])[] | undefined> {
  const [first, ...others] = clausesOf(filter);
  if (first === undefined) return [[]];
  const branches = others.length === 0 ? oneClause(first) : await cells(database, filter, database.bounds.branches + 1);
  return branches.length <= database.bounds.branches ? branches : undefined;
}

function oneClause({ column, values }: Clause): readonly (readonly Sql[])[] {
  return values.map((value) => [sql`${column} = ${value}`]);
}

/** Cells that the counters know to be filled, as conditions on a row of `instance`. */
async function cells(
  database: ConsoleDatabase,
  filter: InstanceFilter,
  most: number,
): Promise<readonly (readonly Sql[])[]> {
  const filled = whereAll([sql`count > 0`, ...clausesOf(filter).map(obeys)]);
  const rows = await askAsText<readonly [appId: string, name: string, status: string]>(
    database,
    [sql`app_id`, sql`name`, sql`status`],
    sql`SELECT * FROM counter ${filled} LIMIT ${most}`,
  );
  return rows.map(([appId, name, status]) => [sql`app_id = ${appId}`, sql`name = ${name}`, sql`status = ${status}`]);
}
