import type { TrendsJson } from '@/lib/api/trends';
import { TREND_RANGES, type TrendRange } from '@/lib/domain/trend';
import { formatCount } from '../format-number';

type Counts = TrendsJson['earlier'];

/** Fewer are not worth a sentence. */
const LEAST_FAILED = 5;
/** How much more must have failed than before, by number and by share of what ended. */
const NOTABLE = { times: 2, share: 1.5 } as const;

/**
 * Says that far more failed than in the time before: "37 failed in 24 h, 4.1× the 24 h before." Nothing where that is not
 * so, where it is too few to tell, or where nothing ended before.
 */
export function compareFailures({ totals, earlier, failing }: TrendsJson, range: TrendRange): string | undefined {
  const { words } = TREND_RANGES[range];
  if (totals.failed < LEAST_FAILED || endsOf(earlier) === 0) return undefined;
  const isMore = totals.failed >= earlier.failed * NOTABLE.times;
  const isWorse = shareOf(totals) >= shareOf(earlier) * NOTABLE.share;
  if (!isMore || !isWorse) return undefined;
  const before = earlier.failed === 0 ? `none in` : `${times(totals.failed / earlier.failed)}×`;
  const [worst, other] = failing;
  const isMost = worst !== undefined && other !== undefined && worst.failed * 2 > totals.failed;
  const most = isMost ? ` ${formatCount(worst.failed)} of them are ${worst.name}.` : '';
  return `${formatCount(totals.failed)} failed in ${words}, ${before} the ${words} before.${most}`;
}

function endsOf({ completed, failed, terminated }: Counts): number {
  return completed + failed + terminated;
}

function shareOf(counts: Counts): number {
  return counts.failed / Math.max(1, endsOf(counts));
}

function times(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1).replace(/\.0$/, '') : formatCount(Math.round(ratio));
}
