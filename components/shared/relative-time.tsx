'use client';

import type { Instant } from '@/lib/domain/instant';
import { classNames } from '@/components/ui/class-names';
import { Tooltip } from '@/components/ui/tooltip';
import { ExactTime } from './exact-time';
import { formatRelative } from './format-time';
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
