import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import type { ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';

/** Above this many branches one walk through time costs less than many ordered searches. */
const MOST_BRANCHES = 60;

/**
 * The status, app and name clauses of a filter as alternatives that one index each answers in list order; the list is
 * their merge. A single clause has an index of its own. Several together are turned into the (app, name, status) cells
 * that the counters know to be filled, each of which is one stretch of the workflow index. No branch: nothing matches.
 */
export async function branchesOf(
  { prisma, dialect }: ConsoleDatabase,
  filter: InstanceFilter,
): Promise<readonly (readonly Sql[])[]> {
  const clauses = clausesOf(filter);
  const [first, ...others] = clauses;
  if (first === undefined) return [[]];
  const branches = others.length === 0 ? oneClause(first) : await cells(prisma, filter);
  if (branches.length <= MOST_BRANCHES) return branches;
  return [clauses.map(({ column, values }) => sql`${dialect.unindexed(column)} IN (${join(values)})`)];
}

type Clause = { readonly column: Sql; readonly values: string[] };

function clausesOf(filter: InstanceFilter): readonly Clause[] {
  return [
    { column: sql`status`, values: distinct(filter.statuses) },
    { column: sql`app_id`, values: distinct(filter.appIds) },
    { column: sql`name`, values: distinct(filter.names) },
  ].filter(({ values }) => values.length > 0);
}

function oneClause({ column, values }: Clause): readonly (readonly Sql[])[] {
  return values.map((value) => [sql`${column} = ${value}`]);
}

async function cells(prisma: PrismaClient, filter: InstanceFilter): Promise<readonly (readonly Sql[])[]> {
  const { appIds, names, statuses } = filter;
  const counters = await prisma.counter.findMany({
    where: {
      count: { gt: 0 },
      ...(appIds.length > 0 ? { appId: { in: [...appIds] } } : {}),
      ...(names.length > 0 ? { name: { in: [...names] } } : {}),
      ...(statuses.length > 0 ? { status: { in: [...statuses] } } : {}),
    },
    take: MOST_BRANCHES + 1,
  });
  return counters.map(({ appId, name, status }) => [
    sql`app_id = ${appId}`,
    sql`name = ${name}`,
    sql`status = ${status}`,
  ]);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
