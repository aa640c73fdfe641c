import { sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceSummary } from '@/lib/domain/instance';
import { toInstanceSummary, type SummaryRow } from '../rows/instance-row';
import { askAsText } from './ask-as-text';
import type { ConsoleDatabase } from './dialect';

/** An instance as it travels: a value for each of `SUMMARY_COLUMNS`, in their order. */
export type SummaryValues = readonly [
  ...[key: number, appId: string, instanceId: string, name: string, version: string | null, status: string],
  ...[createdAt: number, scheduledStartAt: number | null, startedAt: number | null, updatedAt: number],
  ...[completedAt: number | null, executionId: string, generation: number, parentAppId: string | null],
  ...[parentInstanceId: string | null, rerunOf: string | null, tags: string, waitingOn: string, attempts: number],
  ...[lastError: string | null, historyLength: number, flaws: string | null, revision: number],
];

/** What is asked of an instance for its summary. */
export const SUMMARY_COLUMNS: readonly Sql[] = [
  ...[sql`"key"`, sql`app_id`, sql`instance_id`, sql`name`, sql`version`, sql`status`, sql`created_at`],
  ...[sql`scheduled_start_at`, sql`started_at`, sql`updated_at`, sql`completed_at`, sql`execution_id`, sql`generation`],
  ...[sql`parent_app_id`, sql`parent_instance_id`, sql`rerun_of`, sql`tags`, sql`waiting_on`, sql`attempts`],
  ...[sql`last_error`, sql`history_length`, sql`flaws`, sql`revision`],
];

/** `key`: of its row. */
export type KeyedSummary = { readonly key: number; readonly summary: InstanceSummary };

/** The instances that `which`, the rest of a question after FROM instance, leads to, in its order. */
export async function readSummaries(database: ConsoleDatabase, which: Sql): Promise<readonly KeyedSummary[]> {
  return (await askAsText<SummaryValues>(database, SUMMARY_COLUMNS, sql`SELECT * FROM instance ${which}`)).map(
    toSummary,
  );
}

/** A summary from the values of `SUMMARY_COLUMNS`. */
export function toSummary(values: SummaryValues): KeyedSummary {
  return { key: values[0], summary: toInstanceSummary(toSummaryRow(values)) };
}

function toSummaryRow(values: SummaryValues): SummaryRow {
  const [key, appId, instanceId, name, version, status, createdAt, scheduledStartAt, startedAt, ...others] = values;
  const [updatedAt, completedAt, executionId, generation, parentAppId, parentInstanceId, rerunOf, ...rest] = others;
  const [tags, waitingOn, attempts, lastError, historyLength, flaws, revision] = rest;
  return {
    ...{ key, appId, instanceId, name, version, status, executionId, generation, parentAppId, parentInstanceId },
    ...{ createdAt, scheduledStartAt, startedAt, updatedAt, completedAt, rerunOf, tags, waitingOn, attempts },
    ...{ lastError, historyLength, flaws, revision },
  };
}
