'use client';

import { durationWords, tickingWords } from '@/lib/domain/duration-words';
import type { Instant } from '@/lib/domain/instant';
import { classNames } from '@/components/ui/class-names';
import { useNow } from './use-now';

export type DurationProps = {
  /** When it began; a dash when it has not. */
  from?: Instant | undefined;
  /** When it ended; without it the duration ticks each second. */
  until?: Instant | undefined;
  className?: string;
};

/** How long something took, or has been running so far. */
export function Duration({ from, until, className }: DurationProps) {
  if (from === undefined) return <span className={classNames('text-text-3', className)}>–</span>;
  if (until === undefined) return <TickingDuration from={from} {...(className === undefined ? {} : { className })} />;
  return <span className={className}>{durationWords(until - from)}</span>;
}

function TickingDuration({ from, className }: { from: Instant; className?: string }) {
  const now = useNow(1000);
  return (
    <span className={className} suppressHydrationWarning>
      {tickingWords(now - from)}
    </span>
  );
}
