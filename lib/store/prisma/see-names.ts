import { join, sqltag as sql } from '@prisma/client/runtime/client';
import type { WaitingOn } from '@/lib/domain/instance';
import type { SeenNames, SeenTag } from '@/lib/domain/seen-names';
import type { PrismaClient } from './generated/sqlite/client';

/** Cells of (App ID, workflow name, status) that are looked at, those with the most instances first, and runs of each. */
const CELLS = 60;
const RUNS_OF_CELL = 4;
/** Steps of a run that are looked at, from its first on. */
const STEPS_OF_RUN = 100;
/** Names of one kind that are told, and values of one tag. */
const MOST_NAMES = 500;
const MOST_VALUES = 20;
/** Names of failed steps that are walked to in their index. */
const FAILED_NAMES = 200;

type RawRun = {
  readonly key: number | bigint;
  readonly generation: number;
  readonly tags: string;
  readonly waitingOn: string;
};
type RawStep = { readonly name: string; readonly kind: string };

/** Names in the newest runs of each workflow in each status, and of every step that failed; what it reads is bounded. */
export async function seeNames(prisma: PrismaClient): Promise<SeenNames> {
  const runs = await newestRuns(prisma);
  const [steps, failed] = [await stepsOf(prisma, runs), await failedNames(prisma)];
  const awaited = runs.flatMap(({ waitingOn }) => (JSON.parse(waitingOn) as WaitingOn).events);
  return {
    steps: distinct([...steps.map(({ name }) => name), ...failed]),
    events: distinct([...steps.filter(({ kind }) => kind === 'event').map(({ name }) => name), ...awaited]),
    tags: tagsOf(runs.map(({ tags }) => JSON.parse(tags) as Readonly<Record<string, string>>)),
  };
}

/** Each cell is one stretch of the workflow index. */
async function newestRuns(prisma: PrismaClient): Promise<readonly RawRun[]> {
  const cells = await prisma.counter.findMany({
    where: { count: { gt: 0 } },
    orderBy: { count: 'desc' },
    take: CELLS,
  });
  if (cells.length === 0) return [];
  const parts = cells.map(
    ({ appId, name, status }) => sql`SELECT * FROM (
      SELECT "key", generation, tags, waiting_on AS "waitingOn" FROM instance WHERE app_id = ${appId} AND name = ${name} AND status = ${status}
      ORDER BY created_at DESC, "key" DESC LIMIT ${RUNS_OF_CELL}
    ) AS cell`,
  );
  return prisma.$queryRaw<RawRun[]>(join(parts, ' UNION ALL '));
}

async function stepsOf(prisma: PrismaClient, runs: readonly RawRun[]): Promise<readonly RawStep[]> {
  if (runs.length === 0) return [];
  const of = join(runs.map(({ key, generation }) => sql`(CAST(${key} AS BIGINT), CAST(${generation} AS INTEGER))`));
  // From the runs to their steps: a run may have 100,000 of them, of which the first are one stretch of the key.
  return prisma.$queryRaw<RawStep[]>(sql`
    WITH run (run_key, run_generation) AS (VALUES ${of})
    SELECT DISTINCT name, kind FROM run CROSS JOIN step
    WHERE instance_key = run_key AND generation = run_generation AND event_id BETWEEN 0 AND ${STEPS_OF_RUN - 1}
      AND name <> ''
    LIMIT ${MOST_NAMES}`);
}

/** From name to name through the index over failed steps, however many steps of one name failed. */
async function failedNames(prisma: PrismaClient): Promise<readonly string[]> {
  const next = sql`SELECT min(name) FROM step WHERE status = 'failed'`;
  const rows = await prisma.$queryRaw<{ readonly name: string | null }[]>(sql`
    WITH RECURSIVE failed (name, nth) AS (
      SELECT (${next}), 1
      UNION ALL
      SELECT (${next} AND name > failed.name), nth + 1 FROM failed WHERE name IS NOT NULL AND nth < ${FAILED_NAMES}
    )
    SELECT name FROM failed WHERE name IS NOT NULL`);
  return rows.flatMap(({ name }) => name ?? []);
}

function tagsOf(all: readonly Readonly<Record<string, string>>[]): readonly SeenTag[] {
  const keys = distinct(all.flatMap((tags) => Object.keys(tags)));
  return keys.slice(0, MOST_NAMES).map((key) => {
    const values = all.flatMap((tags) => (Object.hasOwn(tags, key) ? (tags[key] ?? []) : []));
    return { key, values: distinct(values).slice(0, MOST_VALUES) };
  });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
