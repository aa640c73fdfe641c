'use client';

import type { TallyJson } from '@/lib/api/schemas';
import { formatTallyOf } from '@/components/shared/format-number';
import { formatClock } from '@/components/shared/format-time';

export type ListFooterProps = {
  total: TallyJson | undefined;
  /** When the rows were last read; 0 before the first time. */
  readAt: number;
  /** The last read failed; the rows are from before. */
  failed: boolean;
};

/** How many match, and how current that is. */
export function ListFooter({ total, readAt, failed }: ListFooterProps) {
  return (
    <p className="mt-auto flex h-8 shrink-0 items-center gap-2 border-t border-border bg-surface px-4 text-meta max-wide:px-6 font-normal text-text-3">
      {total && <span>{`${formatTallyOf(total, 'execution')}${total.isExact ? ' · exact' : ''}`}</span>}
      {failed && readAt > 0 && <span className="text-text">as of {formatClock(readAt)}</span>}
    </p>
  );
}
