import { instancePath } from '@/lib/api/paths';
import { historyPageSchema, type HistoryPageJson } from '@/lib/api/schemas';
import type { InstanceRef } from '@/lib/domain/instance';
import type { ConsoleClient } from './console-client';

const PAGE = 1_000;

/** An event of a history with its place in it. */
export type HistoryLine = HistoryPageJson['entries'][number];

/** The whole history of an instance, with what is not a part of it yet. `cut`: the longest text an event may keep. */
export async function readHistory(
  client: ConsoleClient,
  ref: InstanceRef,
  cut: number | undefined,
): Promise<readonly HistoryLine[]> {
  const read: HistoryLine[] = [];
  for (;;) {
    const search = new URLSearchParams({ from: String(read.length), limit: String(PAGE) });
    if (cut !== undefined) search.set('cut', String(cut));
    const { entries, total } = await client.get(historyPageSchema, instancePath(ref, `history?${search}`));
    read.push(...entries);
    if (entries.length === 0 || read.length >= total) return read;
  }
}
