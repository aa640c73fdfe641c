import type { InstancePage, PageRequest, StoreFilter } from '../console-store';
import { decodeCursor, encodeCursor } from '../page-cursor';
import { rowsOfText } from './ask-as-text';
import type { ConsoleDatabase } from './dialect';
import { findPlaces } from './find-places';
import { SUMMARY_COLUMNS, toSummary, type SummaryValues } from './read-summaries';

/**
 * One page, newest first. Which rows it holds is found in indexes alone, so that the cost does not grow with the store;
 * the rows themselves are then read by key.
 */
export async function listInstances(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { cursor, limit }: PageRequest,
): Promise<InstancePage> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const request = { after, limit: limit + 1, columns: SUMMARY_COLUMNS };
  const { places, lookedTo, rows } = await findPlaces(database, filter, request);
  const shown = places.slice(0, limit);
  const next = places.length > limit ? shown.at(-1) : lookedTo;
  const found = rowsOfText<SummaryValues>(rows).map(toSummary);
  const byKey = new Map(found.map(({ key, summary }) => [key, summary]));
  return { instances: shown.flatMap(({ key }) => byKey.get(key) ?? []), next: next && encodeCursor(next) };
}
