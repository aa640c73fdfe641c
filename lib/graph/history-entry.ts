import type { HistoryEvent } from '@/lib/domain/history-event';

/** One line of history as the graph reads it. */
export type HistoryEntry = {
  readonly sequence: number;
  /** The event was received and is not yet handed to the worker. */
  readonly pending: boolean;
  readonly event: HistoryEvent;
  /** Long texts of the event were left out. */
  readonly isCut?: true | undefined;
  /** The event has a payload, which the one who reads may not see. */
  readonly isWithheld?: true | undefined;
};

/** The line with a sequence, of lines in order. */
export function entryAt(entries: readonly HistoryEntry[], sequence: number | undefined): HistoryEntry | undefined {
  return entries[indexOfSequence(entries, sequence ?? -1)];
}

/** Where the line with a sequence stands among lines in order; -1 for nowhere. */
export function indexOfSequence(lines: readonly { readonly sequence: number }[], wanted: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const sequence = lines[middle]?.sequence ?? wanted;
    if (sequence === wanted) return middle;
    if (sequence < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
