import Link from 'next/link';
import type { InstanceCountsJson } from '@/lib/api/schemas';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatCount } from '@/components/shared/format-number';
import { StatusIcon } from '@/components/shared/status-icon';
import { needsAttention, STATUS_STYLES } from '@/components/shared/status-styles';
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

export type StatusTilesProps = { byStatus: InstanceCountsJson['byStatus'] | undefined };

/** One tile per status; a click lists its executions. */
export function StatusTiles({ byStatus }: StatusTilesProps) {
  return (
    <ul className="grid grid-cols-7 gap-2 max-[900px]:grid-cols-4">
      {ORDER.map((status) => (
        <li key={status}>
          <Tile status={status} count={byStatus?.[status].count} />
        </li>
      ))}
    </ul>
  );
}

function Tile({ status, count }: { status: InstanceStatus; count: number | undefined }) {
  const isTrouble = needsAttention(status) && count !== undefined && count > 0;
  return (
    <Link
      href={executionsPage({ status: [status] })}
      className={classNames(
        'flex flex-col gap-2 rounded-card border border-border bg-surface p-4 max-wide:p-3 transition-colors duration-[80ms] hover:bg-hover',
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
    </Link>
  );
}
