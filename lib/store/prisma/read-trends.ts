import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import { bucketOf, TREND_SPANS, type TrendWindow } from '@/lib/domain/trend';
import type { FailureCell, TrendCell, TrendQuestion, TrendSum, WorkflowRef } from '../console-store';
import { whereAll } from './filter-sql';
import type { PrismaClient } from './generated/sqlite/client';

/** A row as the database answers it: what is a number there may come as a bigint. */
type Raw<Cell> = { readonly [Field in keyof Cell]: Cell[Field] extends number ? number | bigint : Cell[Field] };

/** What happened in each step of a window, of one workflow, one app or all. */
export async function readTrends(prisma: PrismaClient, question: TrendQuestion): Promise<readonly TrendCell[]> {
  const { appId, name, step, among } = question;
  if (among?.length === 0) return [];
  const conditions = [
    ...within(question),
    ...(appId === undefined ? [] : [sql`app_id = ${appId}`]),
    ...(name === undefined ? [] : [sql`name = ${name}`]),
    ...(among === undefined ? [] : [isAmong(among)]),
  ];
  const rows = await prisma.$queryRaw<Raw<TrendCell>[]>(sql`
    SELECT ${stepOf(step)} AS step, measure, slot, sum(count) AS count FROM trend ${whereAll(conditions)}
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  return rows.map(({ step: at, measure, slot, count }) => ({
    ...{ step: Number(at), measure },
    ...{ slot: Number(slot), count: Number(count) },
  }));
}

/** What happened to each workflow in a whole window: from hours, and from minutes where it does not begin or end with one. */
export async function sumTrends(prisma: PrismaClient, window: TrendWindow): Promise<readonly TrendSum[]> {
  const rows = await prisma.$queryRaw<Raw<TrendSum>[]>(sql`
    SELECT app_id AS "appId", name, measure, sum(count) AS count FROM (${join(piecesOf(window), ' UNION ALL ')}) AS pieces
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** How many runs of some workflows failed in each step of a window. */
export async function readFailures(
  prisma: PrismaClient,
  window: TrendWindow,
  workflows: readonly WorkflowRef[],
): Promise<readonly FailureCell[]> {
  if (workflows.length === 0) return [];
  const conditions = [...within(window), sql`measure = 'failed'`, isAmong(workflows)];
  const rows = await prisma.$queryRaw<Raw<FailureCell>[]>(sql`
    SELECT app_id AS "appId", name, ${stepOf(window.step)} AS step, sum(count) AS count
    FROM trend ${whereAll(conditions)} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  return rows.map((row) => ({ ...row, step: Number(row.step), count: Number(row.count) }));
}

function isAmong(workflows: readonly WorkflowRef[]): Sql {
  const named = join(workflows.map(({ appId, name }) => sql`(${appId}, ${name})`));
  return sql`(app_id, name) IN (VALUES ${named})`;
}

/** The longest buckets that the steps of a window are made of. */
function within({ from, before, step }: TrendWindow): readonly Sql[] {
  const { span } = TREND_SPANS.findLast((each) => step % each.span === 0) ?? TREND_SPANS[0];
  return [sql`span = ${span}`, sql`at >= ${from}`, sql`at < ${before}`];
}

function piecesOf({ from, before }: TrendWindow): Sql[] {
  const [minutes, hours] = TREND_SPANS;
  const first = Math.min(before, Math.ceil(from / hours.span) * hours.span);
  const last = Math.max(first, bucketOf(before, hours.span));
  const pieces: readonly TrendWindow[] = [
    { from, before: first, step: minutes.span },
    { from: first, before: last, step: hours.span },
    { from: last, before, step: minutes.span },
  ];
  return pieces
    .filter((piece) => piece.from < piece.before)
    .map((piece) => sql`SELECT app_id, name, measure, count FROM trend ${whereAll(within(piece))}`);
}

function stepOf(step: number): Sql {
  return sql`at - at % ${step}`;
}
