'use client';

import type { Instant } from '@/lib/domain/instant';
import { Tooltip } from '@/components/ui/tooltip';
import { ExactTime } from './exact-time';
import { formatMoment } from './format-time';
import { useNow } from './use-now';

/** A time whose second matters, "14:02:11" or "22 Dec 14:02"; local, UTC and ISO time on hover. */
export function MomentTime({ at }: { at: Instant }) {
  const now = useNow(60_000);
  return (
    <Tooltip content={<ExactTime at={at} />}>
      <time dateTime={new Date(at).toISOString()} suppressHydrationWarning className="whitespace-nowrap">
        {formatMoment(at, now)}
      </time>
    </Tooltip>
  );
}
