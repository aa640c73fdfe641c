'use client';

import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { ErrorState } from '@/components/shared/error-state';
import { FirstRun } from '@/components/shared/first-run';
import { countsQuery } from '@/components/shared/queries';
import { RangeSwitch } from '@/components/shared/trends/range-switch';
import { TrendCharts } from '@/components/shared/trends/trend-charts';
import { useTrendRange, useTrends } from '@/components/shared/trends/use-trends';
import { AppsStrip, useWantingApps, WantingApps } from './apps-strip';
import { FailingWorkflows } from './failing-workflows';
import { InProgress } from './in-progress';
import { NeedsAttention } from './needs-attention';
import { RecentlyStarted } from './recently-started';
import { StatusTiles, type StatusTilesProps } from './status-tiles';
import { WorseThanBefore } from './worse-than-before';

/** The first page: is anything wrong? */
export function Overview() {
  const counts = useQuery(countsQuery(NO_FILTER));
  const [range, setRange] = useTrendRange();
  const { data: trends } = useTrends(range);
  const wanting = useWantingApps() ?? [];
  const byStatus = counts.data?.byStatus;
  if (counts.data?.total.count === 0) return <FirstRun />;
  if (counts.isError && counts.data === undefined) {
    return (
      <ErrorState
        title="Could not load the overview."
        error={counts.error}
        safe="Executions are safe in the store; nothing was changed."
        onRetry={() => void counts.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4 p-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-page">Overview</h1>
        <RangeSwitch range={range} onChange={setRange} />
      </div>
      <WorseThanBefore trends={trends} range={range} />
      <StatusTiles byStatus={byStatus} trends={trends} range={range} />
      {wanting.length > 0 && <WantingApps apps={wanting} />}
      <Trouble byStatus={byStatus} trends={trends} range={range} isWanting={wanting.length > 0} />
      <TrendCharts range={range} />
      <Columns>
        <InProgress />
        <RecentlyStarted />
      </Columns>
      <AppsStrip />
    </div>
  );
}

/** What failed or stands still, or that nothing does. */
function Trouble({ byStatus, trends, range, isWanting }: StatusTilesProps & { readonly isWanting: boolean }) {
  const isQuiet = byStatus !== undefined && byStatus.failed.count === 0 && byStatus.stalled.count === 0;
  // Failures of the range may have been purged since.
  if (!isQuiet || (trends?.totals.failed ?? 0) > 0) {
    return (
      <Columns>
        <NeedsAttention />
        <FailingWorkflows trends={trends} range={range} />
      </Columns>
    );
  }
  return isWanting ? null : <AllIsWell />;
}

function Columns({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[3fr_2fr]">{children}</div>;
}

function AllIsWell() {
  return (
    <p className="flex items-center gap-2 rounded-card border border-border bg-surface p-4 text-form">
      <CircleCheck aria-hidden className="size-4 text-completed" strokeWidth={1.75} />
      Nothing failed and nothing is stalled.
    </p>
  );
}
