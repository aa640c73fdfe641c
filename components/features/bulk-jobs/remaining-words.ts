import type { BulkJobJson } from '@/lib/api/bulk';
import { tickingWords } from '@/lib/domain/duration-words';

type Job = Pick<BulkJobJson, 'state' | 'tally' | 'rate' | 'confirmedAt'>;

/** How much longer a job takes at the pace it had so far: "about 7 s left". Nothing before that can be told. */
export function remainingWords({ state, tally, rate, confirmedAt }: Job, now: number): string | undefined {
  if (state !== 'running' || confirmedAt === undefined || tally.waiting === 0) return undefined;
  const settled = tally.done + tally.failed;
  const took = now - confirmedAt;
  if (settled === 0 || took < 1_000) return undefined;
  const perSecond = Math.min((settled / took) * 1_000, rate ?? Infinity);
  return `about ${tickingWords((tally.waiting / perSecond) * 1_000)} left`;
}
