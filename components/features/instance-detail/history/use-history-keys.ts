'use client';

import { useHotkeys } from '@/components/shared/use-hotkeys';
import type { HistoryRow } from './history-rows';

export type HistoryKeys = {
  rows: readonly HistoryRow[];
  /** Index of the chosen row, -1 for none. */
  cursor: number;
  goTo: (index: number) => void;
};

/** Keys of the history table. */
export function useHistoryKeys({ rows, cursor, goTo }: HistoryKeys): void {
  const by = (step: number) => goTo(Math.min(rows.length - 1, Math.max(0, cursor + step)));
  const toPair = () => {
    const partner = rows[cursor]?.pair?.partner;
    if (partner !== undefined) goTo(rows.findIndex(({ sequence }) => sequence === partner));
  };
  useHotkeys('History', [
    { keys: 'j', does: 'Next event', run: () => by(1) },
    { keys: 'ArrowDown', run: () => by(1) },
    { keys: 'k', does: 'Previous event', run: () => by(-1) },
    { keys: 'ArrowUp', run: () => by(-1) },
    { keys: 'g g', does: 'First event', run: () => goTo(0) },
    { keys: 'G', does: 'Last event', run: () => goTo(rows.length - 1) },
    { keys: 'p', does: 'Go to the pair', run: toPair },
    { keys: 'P', run: toPair },
  ]);
}
