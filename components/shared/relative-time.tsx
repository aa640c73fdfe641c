'use client';

import type { Instant } from '@/lib/domain/instant';
import { classNames } from '@/components/ui/class-names';
import { Tooltip } from '@/components/ui/tooltip';
import { exactTimes, formatRelative } from './format-time';
import { useNow } from './use-now';

const REFRESH_MS = 10_000;

export type RelativeTimeProps = {
  at: Instant;
  className?: string;
  /** Off inside rows that are one tab stop; the exact time still opens on hover. */
  focusable?: boolean;
};

/** How long ago something was; local, UTC and ISO time on hover and focus. */
export function RelativeTime({ at, className, focusable = false }: RelativeTimeProps) {
  const now = useNow(REFRESH_MS);
  return (
    <Tooltip content={<ExactTime at={at} />}>
      <time
        dateTime={new Date(at).toISOString()}
        suppressHydrationWarning
        {...(focusable ? { tabIndex: 0 } : {})}
        className={classNames('whitespace-nowrap', className)}
      >
        {formatRelative(at, now)}
      </time>
    </Tooltip>
  );
}

function ExactTime({ at }: { at: Instant }) {
  const { local, utc, iso } = exactTimes(at);
  return (
    <span className="grid grid-cols-[auto_1fr] gap-x-2">
      <span className="text-text-3">Local</span>
      <span>{local}</span>
      <span className="text-text-3">UTC</span>
      <span>{utc}</span>
      <span className="text-text-3">ISO</span>
      <span className="mono select-all">{iso}</span>
    </span>
  );
}
