import type { InstancePage, PageRequest, StoreFilter } from '../console-store';
import { decodeCursor, encodeCursor, type PagePosition } from '../page-cursor';
import { toInstanceSummary, type InstanceRow } from '../rows/instance-row';
import type { ConsoleDatabase } from './dialect';
import { findPlaces } from './find-places';

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
  const { places, lookedTo } = await findPlaces(database, filter, { after, limit: limit + 1 });
  const shown = places.slice(0, limit);
  const next = places.length > limit ? shown.at(-1) : lookedTo;
  const rows = await database.prisma.instance.findMany({ where: { key: { in: shown.map(({ key }) => key) } } });
  return {
    instances: inOrder(rows, shown).map(toInstanceSummary),
    next: next && encodeCursor(next),
  };
}

/** Rows as their places are ordered; one purged between the two reads is left out. */
function inOrder(rows: readonly InstanceRow[], places: readonly PagePosition[]): readonly InstanceRow[] {
  const byKey = new Map(rows.map((row) => [Number(row.key), row]));
  return places.flatMap(({ key }) => byKey.get(key) ?? []);
}
