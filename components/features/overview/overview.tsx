'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { ErrorState } from '@/components/shared/error-state';
import { FirstRun } from '@/components/shared/first-run';
import { countsQuery, workflowsQuery } from '@/components/shared/queries';
import { AppsStrip, useWantingApps, WantingApps } from './apps-strip';
import { FailingWorkflows } from './failing-workflows';
import { InProgress } from './in-progress';
import { NeedsAttention } from './needs-attention';
import { RecentlyStarted } from './recently-started';
import { StatusTiles } from './status-tiles';

/** The first page: is anything wrong? */
export function Overview() {
  const counts = useQuery(countsQuery(NO_FILTER));
  const workflows = useQuery(workflowsQuery());
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
  const isQuiet = byStatus !== undefined && byStatus.failed.count === 0 && byStatus.stalled.count === 0;
  return (
    <div className="flex flex-col gap-4 p-6">
      <h1 className="text-page">Overview</h1>
      <StatusTiles byStatus={byStatus} />
      {wanting.length > 0 && <WantingApps apps={wanting} />}
      {isQuiet && wanting.length === 0 && (
        <p className="flex items-center gap-2 rounded-card border border-border bg-surface p-4 text-form">
          <CircleCheck aria-hidden className="size-4 text-completed" strokeWidth={1.75} />
          Nothing failed and nothing is stalled.
        </p>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
        <div className="grid grid-cols-1 gap-4">
          {!isQuiet && <NeedsAttention />}
          <InProgress />
        </div>
        <div className="grid grid-cols-1 gap-4">
          {!isQuiet && <FailingWorkflows workflows={workflows.data?.workflows} />}
          <RecentlyStarted />
        </div>
      </div>
      <AppsStrip />
    </div>
  );
}
