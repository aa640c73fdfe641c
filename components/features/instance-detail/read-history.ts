import type { HistoryPageJson } from '@/lib/api/schemas';

type Entry = HistoryPageJson['entries'][number];

/** Entries of the first page and of the preview of the end: they are on screen at once, their graph too. */
export const FIRST_PAGE = 400;
/** Entries of every page after it: few requests, and none that keeps the page from drawing for long. */
export const NEXT_PAGE = 5000;

export type History = HistoryPageJson & {
  readonly complete: boolean;
  /** So many entries follow one another from the first on; what stands behind them was read ahead, from the end. */
  readonly joined: number;
  /** How many were read so far, in whatever place they stand. */
  readonly read: number;
};

export type HistoryReading = {
  readonly readPage: (from: number, limit: number) => Promise<HistoryPageJson>;
  /** Told of what there is to show while reading goes on; only of the first reading. */
  readonly onPart: (history: History) => void;
};

/**
 * Reads a whole history: its first page, then its last one, so that both ends can be looked at, then all in between. What
 * was committed never changes, so a later reading begins where the `known` entries end, unless they no longer belong
 * to this history: then the run continued as new, and all is read.
 */
export async function readWholeHistory(
  known: readonly Entry[],
  { readPage, onPart }: HistoryReading,
): Promise<History> {
  let entries = [...known];
  let shown: Entry[] | undefined;
  for (;;) {
    const overlap = entries.at(-1);
    const from = overlap === undefined ? 0 : entries.length - 1;
    const page = await readPage(from, overlap === undefined ? FIRST_PAGE : NEXT_PAGE);
    if (overlap !== undefined && !isSame(overlap, page.entries[0])) {
      [entries, shown] = [[], undefined];
      continue;
    }
    for (const entry of overlap === undefined ? page.entries : page.entries.slice(1)) entries.push(entry);
    if (entries.length >= page.total || page.entries.length <= 1) {
      return { ...page, entries, complete: true, joined: entries.length, read: entries.length };
    }
    if (known.length > 0) continue;
    const part = { ...page, complete: false, joined: shown === undefined ? entries.length : FIRST_PAGE };
    if (shown === undefined) onPart({ ...part, entries: [...entries], read: entries.length });
    shown ??= await withEnd(entries, page.total, readPage);
    onPart({ ...part, entries: shown, read: entries.length });
  }
}

/** The entries with the newest ones behind them, when there is more between them than the next page holds. */
async function withEnd(
  entries: readonly Entry[],
  total: number,
  readPage: HistoryReading['readPage'],
): Promise<Entry[]> {
  if (total <= entries.length + NEXT_PAGE) return [...entries];
  const end = await readPage(total - FIRST_PAGE, FIRST_PAGE);
  return [...entries, ...end.entries.filter(({ sequence }) => sequence > entries.length)];
}

function isSame(one: Entry, other: Entry | undefined): boolean {
  if (other === undefined) return false;
  return one.event.kind === other.event.kind && one.event.at === other.event.at && one.sequence === other.sequence;
}
