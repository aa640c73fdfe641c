import type { Reading } from '../use-execution';
import type { HistoryRow } from './history-rows';
import { ROW } from './use-history-place';

export type HistoryGapProps = { rows: readonly HistoryRow[]; reading: Reading | undefined };

/** Between what was read from the beginning and what was read from the end: that there is more to come. */
export function HistoryGap({ rows, reading }: HistoryGapProps) {
  if (reading === undefined) return null;
  const index = rows.findIndex(({ sequence }) => sequence >= reading.joined);
  if (index <= 0) return null;
  return (
    <p
      data-testid="history-gap"
      className="pointer-events-none absolute inset-x-0 z-10 h-0 border-t border-dashed border-control text-center"
      style={{ transform: `translateY(${index * ROW}px)` }}
    >
      <span className="inline-block -translate-y-1/2 rounded-chip border border-border bg-surface px-2 text-meta leading-4 text-text-2">
        The events between are being read…
      </span>
    </p>
  );
}
