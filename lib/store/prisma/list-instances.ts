import { join, sqltag as sql } from '@prisma/client/runtime/client';
import type { InstanceSummary } from '@/lib/domain/instance';
import type { InstancePage, PageRequest, StoreFilter } from '../console-store';
import { decodeCursor, encodeCursor } from '../page-cursor';
import type { ConsoleDatabase } from './dialect';
import { findPlaces } from './find-places';
import { readSummaries } from './read-summaries';

/**
 * One page, newest first. Which rows it holds is found in indexes alone, so that the cost does not grow with the store;
 * the rows themselves are then read by key; one purged between the two reads is left out.
 */
export async function listInstances(
  database: ConsoleDatabase,
  filter: StoreFilter,
  { cursor, limit }: PageRequest,
): Promise<InstancePage> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const { places, lookedTo } = await findPlaces(database, filter, { after, limit: limit + 1 });
  const shown = places.slice(0, limit);
  const next = places.length > limit ? shown.at(-1) : lookedTo;
  const keys = shown.map(({ key }) => key);
  return { instances: await readByKeys(database, keys), next: next && encodeCursor(next) };
}

/** In the order of the keys. */
async function readByKeys(database: ConsoleDatabase, keys: readonly number[]): Promise<readonly InstanceSummary[]> {
  if (keys.length === 0) return [];
  const found = await readSummaries(database, sql`WHERE "key" IN (${join([...keys])})`);
  const byKey = new Map(found.map(({ key, summary }) => [key, summary]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
