import type { ReactNode } from 'react';
import Link from 'next/link';
import type { InstanceCountsJson } from '@/lib/api/schemas';
import type { TrendsJson } from '@/lib/api/trends';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { TREND_RANGES, type TrendMeasure, type TrendRange } from '@/lib/domain/trend';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatCount } from '@/components/shared/format-number';
import { StatusIcon } from '@/components/shared/status-icon';
import { needsAttention, STATUS_STYLES } from '@/components/shared/status-styles';
import { Sparkline } from '@/components/shared/trends/sparkline';
import { classNames } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';

/** Trouble first, then what is under way, then what is done. */
const ORDER: readonly InstanceStatus[] = [
  'failed',
  'stalled',
  'running',
  'pending',
  'suspended',
  'completed',
  'terminated',
];

/** What happens in the range to come into a status, where that is counted over time. */
const HAPPENED: Partial<Record<InstanceStatus, { readonly measure: TrendMeasure; readonly word: string }>> = {
  failed: { measure: 'failed', word: '' },
  running: { measure: 'started', word: ' started' },
  completed: { measure: 'completed', word: '' },
  terminated: { measure: 'terminated', word: '' },
};

export type StatusTilesProps = {
  readonly byStatus: InstanceCountsJson['byStatus'] | undefined;
  readonly trends: TrendsJson | undefined;
  readonly range: TrendRange;
};

/** One tile per status with how many are in it now, and below how many came into it within the range; a click lists those of now. */
export function StatusTiles({ byStatus, trends, range }: StatusTilesProps) {
  return (
    <ul className="grid grid-cols-7 gap-2 max-[900px]:grid-cols-4">
      {ORDER.map((status) => (
        <li key={status}>
          <Tile status={status} count={byStatus?.[status].count}>
            <Happened status={status} trends={trends} range={range} />
          </Tile>
        </li>
      ))}
    </ul>
  );
}

type TileProps = { readonly status: InstanceStatus; readonly count: number | undefined; readonly children: ReactNode };

function Tile({ status, count, children }: TileProps) {
  const isTrouble = needsAttention(status) && count !== undefined && count > 0;
  return (
    <Link
      href={executionsPage({ status: [status] })}
      className={classNames(
        'flex h-full flex-col gap-2 rounded-card border border-border bg-surface p-4 max-wide:p-3 transition-colors duration-[80ms] hover:bg-hover',
        isTrouble && [STATUS_STYLES[status].tint, 'hover:border-control'],
      )}
    >
      <span className="flex items-center gap-1.5 font-medium text-text-2">
        <StatusIcon status={status} />
        {STATUS_STYLES[status].word}
      </span>
      {count === undefined ? (
        <Skeleton className="h-8 w-16" />
      ) : (
        <span className={classNames('text-figure', count === 0 ? 'text-text-3' : 'text-text')}>
          {formatCount(count)}
        </span>
      )}
      <span className="mt-auto flex min-h-10 flex-col justify-end gap-1">{children}</span>
    </Link>
  );
}

function Happened({ status, trends, range }: Omit<StatusTilesProps, 'byStatus'> & { readonly status: InstanceStatus }) {
  const happened = HAPPENED[status];
  if (happened === undefined || trends === undefined) return null;
  const { measure, word } = happened;
  return (
    <>
      <span className="truncate text-meta font-normal text-text-2">
        {formatCount(trends.totals[measure])}
        {word === '' ? ` in ${TREND_RANGES[range].words}` : word}
      </span>
      <Sparkline
        values={trends.points.map((point) => point[measure])}
        className={classNames('h-5', measure === 'started' ? 'text-control' : STATUS_STYLES[status].text)}
      />
    </>
  );
}
