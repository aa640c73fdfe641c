import { raw, sqltag as sql, type Sql } from '@prisma/client/runtime/client';
import type { InstanceSummary } from '@/lib/domain/instance';
import { INSTANCE_COLUMNS, RUNTIME_FIELDS, toInstanceSummary, type SummaryRow } from '../rows/instance-row';
import { askAsText } from './ask-as-text';
import type { ConsoleDatabase } from './dialect';

/** An instance as it travels: a value for each of `SUMMARY_COLUMNS`, in their order. */
export type SummaryValues = readonly SummaryRow[keyof SummaryRow][];

const SUMMARY = Object.entries(INSTANCE_COLUMNS).filter(([field]) => !RUNTIME_FIELDS.some((own) => own === field));
const FIELDS = SUMMARY.map(([field]) => field);

/** What is asked of an instance for its summary. */
export const SUMMARY_COLUMNS: readonly Sql[] = SUMMARY.map(([, column]) => raw(`"${column}"`));

/** `key`: of its row. */
export type KeyedSummary = { readonly key: number; readonly summary: InstanceSummary };

/** The instances that `which`, the rest of a question after FROM instance, leads to, in its order. */
export async function readSummaries(database: ConsoleDatabase, which: Sql): Promise<readonly KeyedSummary[]> {
  const rows = await askAsText<SummaryValues>(database, SUMMARY_COLUMNS, sql`SELECT * FROM instance ${which}`);
  return rows.map(toSummary);
}

/** A summary from the values of `SUMMARY_COLUMNS`. */
export function toSummary(values: SummaryValues): KeyedSummary {
  const row: Record<string, SummaryValues[number] | undefined> = {};
  // A page has a thousand values, and Object.fromEntries takes twice as long.
  FIELDS.forEach((field, place) => (row[field] = values[place]));
  // Safe: each value was asked for by the column of its field.
  return { key: Number(row['key']), summary: toInstanceSummary(row as SummaryRow) };
}
