import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { ConsoleDatabase } from './dialect';
import { clausesOf, type Clause } from './filter-sql';
import type { PrismaClient } from './generated/sqlite/client';

/**
 * The status, app and name clauses of a filter as alternatives that one index each answers in list order; the list is
 * their merge. A single clause has an index of its own. Several together are turned into the (app, name, status) cells
 * that the counters know to be filled, each of which is one stretch of the workflow index. No branch: nothing matches.
 * Undefined: there are more than are merged.
 */
export async function branchesOf(
  { prisma, bounds }: ConsoleDatabase,
  filter: InstanceFilter,
): Promise<readonly (readonly Sql[])[] | undefined> {
  const [first, ...others] = clausesOf(filter);
  if (first === undefined) return [[]];
  const branches = others.length === 0 ? oneClause(first) : await cells(prisma, filter, bounds.branches + 1);
  return branches.length <= bounds.branches ? branches : undefined;
}

function oneClause({ column, values }: Clause): readonly (readonly Sql[])[] {
  return values.map((value) => [sql`${column} = ${value}`]);
}

async function cells(
  prisma: PrismaClient,
  { appIds, names, statuses }: InstanceFilter,
  most: number,
): Promise<readonly (readonly Sql[])[]> {
  const counters = await prisma.counter.findMany({
    where: {
      count: { gt: 0 },
      ...(appIds.length > 0 ? { appId: { in: [...appIds] } } : {}),
      ...(names.length > 0 ? { name: { in: [...names] } } : {}),
      ...(statuses.length > 0 ? { status: { in: [...statuses] } } : {}),
    },
    take: most,
  });
  return counters.map(({ appId, name, status }) => [
    sql`app_id = ${appId}`,
    sql`name = ${name}`,
    sql`status = ${status}`,
  ]);
}
