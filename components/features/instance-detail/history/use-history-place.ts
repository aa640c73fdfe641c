'use client';

import { useLayoutEffect, useRef, type UIEvent } from 'react';
import { indexOfSequence, type HistoryEntry } from '@/lib/graph/history-entry';
import type { HistoryRow } from './history-rows';

/** Pixels of a row. */
export const ROW = 36;

export type HistoryPlace = {
  readonly rows: readonly HistoryRow[];
  /** Something else when more was read; a filter leaves it as it is. */
  readonly entries: readonly HistoryEntry[];
  /** Sequence of the event that the address names. */
  readonly wanted: number | null;
};

/**
 * Keeps what is in view where it is when events are put in above it, and goes to the event of the address once it is
 * read. Answers what the scrolling element needs.
 */
export function useHistoryPlace({ rows, entries, wanted }: HistoryPlace) {
  const viewport = useRef<HTMLDivElement>(null);
  const first = useRef<{ readonly sequence: number; readonly below: number }>(undefined);
  const missed = useRef(wanted !== null && indexOfSequence(rows, wanted) < 0 ? wanted : undefined);
  const newest = useRef(rows);
  useLayoutEffect(() => {
    newest.current = rows;
  });
  useLayoutEffect(() => {
    const box = viewport.current;
    if (box === null) return;
    const found = missed.current === undefined ? -1 : indexOfSequence(newest.current, missed.current);
    const kept = first.current === undefined ? -1 : indexOfSequence(newest.current, first.current.sequence);
    if (found >= 0) {
      missed.current = undefined;
      box.scrollTop = Math.max(0, (found - 4) * ROW);
    } else if (kept >= 0 && first.current !== undefined) box.scrollTop = kept * ROW + first.current.below;
  }, [entries]);
  const onScroll = ({ currentTarget: { scrollTop } }: UIEvent) => {
    const index = Math.floor(scrollTop / ROW);
    const row = newest.current[index];
    first.current = row === undefined ? undefined : { sequence: row.sequence, below: scrollTop - index * ROW };
  };
  return { viewport, onScroll };
}
