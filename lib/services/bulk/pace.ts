import type { BulkJob } from '@/lib/domain/bulk-job';

/** Items that are taken, acted on and written down together at most. */
const LARGEST_BATCH = 200;
/** How often a job with a limit takes a batch, in milliseconds: a change of the limit is felt that soon. */
const BATCH_EVERY_MS = 500;

/** How many items a job takes next, and how long it may take at least before it takes others, in milliseconds. */
export function nextBatch({ rate }: Pick<BulkJob, 'rate'>): { readonly size: number; readonly lastsMs: number } {
  if (rate === undefined) return { size: LARGEST_BATCH, lastsMs: 0 };
  const size = Math.min(LARGEST_BATCH, Math.max(1, Math.round((rate * BATCH_EVERY_MS) / 1000)));
  return { size, lastsMs: (size / rate) * 1000 };
}
