import { join, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { RunSample, SampledRun, SampledStep } from '@/lib/domain/sampled-run';
import type { StepKind, StepStatus } from '@/lib/domain/step';
import type { SampleSize, StoreFilter } from '../console-store';
import type { PagePosition } from '../page-cursor';
import type { ConsoleDatabase } from './dialect';
import { findPlaces } from './find-places';

/** Steps of one run that are read; it is told to be cut when there are more. */
const STEPS_OF_RUN = 2000;
/** Runs that are read first; from them it is known how many more there is room for. */
const FIRST = 50;
/** How often a page of runs is asked for, however few it holds. */
const MOST_PAGES = 25;

type RawRun = {
  readonly key: number | bigint;
  readonly status: string;
  readonly version: string | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly steps: string;
};

/** A step as it travels, a value for each of `STEP_VALUES`. */
type StepValues = readonly [number, number, string, string, string, number, number, number | null, string | null];

/** Instants in whole microseconds, which no writer of JSON shortens; of errors as much as tells them apart. */
const STEP_VALUES: readonly Sql[] = [
  ...[sql`generation`, sql`event_id`, sql`kind`, sql`name`, sql`status`, sql`attempt`],
  ...[sql`CAST(round(scheduled_at * 1000) AS BIGINT)`, sql`CAST(round(ended_at * 1000) AS BIGINT)`],
  sql`substr(error, 1, 200)`,
];

/**
 * The newest runs of a filter with their steps. Which runs these are is found in indexes; the steps of each then come as
 * one text, since a row for each of them costs Prisma ten times as much.
 */
export async function sampleRuns(database: ConsoleDatabase, filter: StoreFilter, size: SampleSize): Promise<RunSample> {
  const runs: SampledRun[] = [];
  let isCut = false;
  let after: PagePosition | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const limit = roomFor(runs, size);
    if (limit === 0) break;
    const { places, lookedTo } = await findPlaces(database, filter, { after, limit: limit + 1 });
    const taken = places.slice(0, limit);
    for (const { steps, ...run } of await readRuns(database, taken)) {
      isCut ||= steps.length > STEPS_OF_RUN;
      runs.push({ ...run, steps: steps.slice(0, STEPS_OF_RUN) });
    }
    after = places.length > limit ? taken.at(-1) : lookedTo;
    if (after === undefined) return { runs, isCut, hasMore: false };
  }
  return { runs, isCut, hasMore: true };
}

/** How many more runs there is room for, by the number of steps that those before had. */
function roomFor(runs: readonly SampledRun[], size: SampleSize): number {
  if (runs.length === 0) return Math.min(FIRST, size.runs);
  const steps = runs.reduce((sum, run) => sum + run.steps.length, 0);
  if (steps >= size.steps) return 0;
  const perRun = Math.max(1, steps / runs.length);
  return Math.min(size.runs - runs.length, Math.ceil((size.steps - steps) / perRun));
}

async function readRuns(
  { prisma, dialect }: ConsoleDatabase,
  places: readonly PagePosition[],
): Promise<readonly SampledRun[]> {
  if (places.length === 0) return [];
  const rows = await prisma.$queryRaw<RawRun[]>(sql`
    SELECT "key", status, version, created_at AS "createdAt", started_at AS "startedAt", completed_at AS "completedAt", (
      SELECT ${dialect.rowsAsJson(STEP_VALUES)} FROM (
        SELECT * FROM step WHERE step.instance_key = i."key" ORDER BY generation, event_id LIMIT ${STEPS_OF_RUN + 1}
      ) AS own
    ) AS steps
    FROM instance AS i WHERE "key" IN (${join(places.map(({ key }) => key))})`);
  const byKey = new Map(rows.map((row) => [Number(row.key), row]));
  return places.flatMap(({ key }) => byKey.get(key) ?? []).map(toRun);
}

function toRun({ status, version, createdAt, startedAt, completedAt, steps }: RawRun): SampledRun {
  // Only the question above makes the text.
  const values = JSON.parse(steps) as readonly StepValues[];
  return {
    // Only the runtime's store writes the columns, and only from the domain's types.
    status: status as InstanceStatus,
    version: version ?? undefined,
    createdAt: Number(createdAt),
    startedAt: startedAt ?? undefined,
    completedAt: completedAt ?? undefined,
    steps: values.map(toStep),
  };
}

function toStep([
  generation,
  eventId,
  kind,
  name,
  status,
  attempt,
  scheduledAt,
  endedAt,
  error,
]: StepValues): SampledStep {
  return {
    ...{ generation, eventId, name, attempt },
    kind: kind as StepKind,
    status: status as StepStatus,
    scheduledAt: scheduledAt / 1000,
    endedAt: endedAt === null ? undefined : endedAt / 1000,
    error: error ?? undefined,
  };
}
