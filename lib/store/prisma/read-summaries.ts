import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceSummary } from '@/lib/domain/instance';
import { toInstanceSummary, type SummaryRow } from '../rows/instance-row';
import type { ConsoleDatabase } from './dialect';

/** An instance as it travels: a value for each of `COLUMNS`, in their order. */
type SummaryValues = readonly [
  ...[key: number, appId: string, instanceId: string, name: string, version: string | null, status: string],
  ...[createdAt: number, scheduledStartAt: number | null, startedAt: number | null, updatedAt: number],
  ...[completedAt: number | null, executionId: string, generation: number, parentAppId: string | null],
  ...[parentInstanceId: string | null, rerunOf: string | null, tags: string, waitingOn: string, attempts: number],
  ...[lastError: string | null, historyLength: number, flaws: string | null, revision: number],
];

/** Instants in whole microseconds, which no writer of JSON shortens. */
const COLUMNS: readonly Sql[] = [
  ...[sql`"key"`, sql`app_id`, sql`instance_id`, sql`name`, sql`version`, sql`status`],
  ...[sql`created_at`, sql`scheduled_start_at`, sql`started_at`, sql`updated_at`, sql`completed_at`].map(
    inMicroseconds,
  ),
  ...[sql`execution_id`, sql`generation`, sql`parent_app_id`, sql`parent_instance_id`, sql`rerun_of`, sql`tags`],
  ...[sql`waiting_on`, sql`attempts`, sql`last_error`, sql`history_length`, sql`flaws`, sql`revision`],
];

function inMicroseconds(column: Sql): Sql {
  return sql`CAST(round(${column} * 1000) AS BIGINT)`;
}

/** `key`: of its row. */
export type KeyedSummary = { readonly key: number; readonly summary: InstanceSummary };

/**
 * The instances that `which`, the rest of a question after FROM instance, leads to, in its order. They come as one text, since
 * a cell for each of their values costs Prisma more than the database takes to find them.
 */
export async function readSummaries(
  { prisma, dialect }: ConsoleDatabase,
  which: Sql,
): Promise<readonly KeyedSummary[]> {
  const [answer] = await prisma.$queryRaw<{ readonly rows: string }[]>(
    sql`SELECT ${dialect.rowsAsJson(COLUMNS)} AS "rows" FROM (SELECT * FROM instance ${which}) AS own`,
  );
  // Only the question above makes the text.
  const rows = JSON.parse(answer?.rows ?? '[]') as readonly SummaryValues[];
  return rows.map((values) => ({ key: values[0], summary: toInstanceSummary(toSummaryRow(values)) }));
}

function toSummaryRow(values: SummaryValues): SummaryRow {
  const [key, appId, instanceId, name, version, status, createdAt, scheduledStartAt, startedAt, ...others] = values;
  const [updatedAt, completedAt, executionId, generation, parentAppId, parentInstanceId, rerunOf, ...rest] = others;
  const [tags, waitingOn, attempts, lastError, historyLength, flaws, revision] = rest;
  return {
    ...{ key, appId, instanceId, name, version, status, executionId, generation, parentAppId, parentInstanceId },
    ...{ rerunOf, tags, waitingOn, attempts, lastError, historyLength, flaws, revision },
    createdAt: createdAt / 1000,
    scheduledStartAt: scheduledStartAt === null ? null : scheduledStartAt / 1000,
    startedAt: startedAt === null ? null : startedAt / 1000,
    updatedAt: updatedAt / 1000,
    completedAt: completedAt === null ? null : completedAt / 1000,
  };
}
