'use client';

import Link from 'next/link';
import type { AggregateJson, WorkflowsJson } from '@/lib/api/schemas';
import { durationWords } from '@/lib/domain/duration-words';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatCount, formatMany, formatShare } from '@/components/shared/format-number';
import { RelativeTime } from '@/components/shared/relative-time';
import { StartButton } from '@/components/shared/start-button';
import { StatusBar } from '@/components/shared/status-bar';
import { StatusIcon } from '@/components/shared/status-icon';
import { STATUS_STYLES } from '@/components/shared/status-styles';
import type { WorkflowRef } from '@/components/shared/workflow-search-params';
import { Skeleton } from '@/components/ui/skeleton';

export type HeaderProps = WorkflowRef & {
  /** Its counts; undefined while they are not known. */
  row: WorkflowsJson['workflows'][number] | undefined;
  /** They are being asked for. */
  isPending: boolean;
  aggregate: AggregateJson | undefined;
};

/** How the workflow fares: all of its executions by status, and of those drawn how long they took and in which version. */
export function Header({ appId, name, row, isPending, aggregate }: HeaderProps) {
  return (
    <header className="flex flex-col gap-3">
      <div className="flex items-start gap-4">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1 className="min-w-0 truncate text-page" title={name}>
            {name}
          </h1>
          <span className="text-text-2">{appId}</span>
          {row && (
            <>
              <Link href={executionsPage({ app: [appId], workflow: [name] })} className="text-accent hover:underline">
                {formatMany(row.total, 'execution')}
              </Link>
              <span className="text-text-2">{formatShare(row.byStatus.failed, row.total)} failed</span>
            </>
          )}
          {aggregate?.duration && (
            <span className="text-text-2">
              p50 {durationWords(aggregate.duration.p50)} · p95 {durationWords(aggregate.duration.p95)}
            </span>
          )}
          {aggregate && <Versions aggregate={aggregate} />}
          {row?.lastStartedAt !== undefined && (
            <span className="text-text-3">
              last started <RelativeTime at={row.lastStartedAt} />
            </span>
          )}
        </div>
        <StartButton appId={appId} name={name} />
      </div>
      {isPending && <Skeleton className="h-8" />}
      {row && (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <StatusBar byStatus={row.byStatus} className="max-w-md min-w-48 flex-1" />
          <ul className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {INSTANCE_STATUSES.filter((status) => row.byStatus[status] > 0).map((status) => (
              <li key={status}>
                <Link
                  href={executionsPage({ app: [appId], workflow: [name], status: [status] })}
                  className="flex items-center gap-1.5 hover:underline"
                >
                  <StatusIcon status={status} className="size-3.5" />
                  {STATUS_STYLES[status].word} <span className="text-text-2">{formatCount(row.byStatus[status])}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </header>
  );
}

/** Which versions the runs drawn have; nothing when none has any. */
function Versions({ aggregate: { versions, runs } }: { aggregate: AggregateJson }) {
  if (versions.every(({ version }) => version === undefined)) return null;
  const words = versions
    .slice(0, 3)
    .map(({ version = 'no version', runs: count }) => `${version} (${formatShare(count, runs)})`);
  return <span className="text-text-2">{[...words, ...(versions.length > 3 ? ['…'] : [])].join(' · ')}</span>;
}
