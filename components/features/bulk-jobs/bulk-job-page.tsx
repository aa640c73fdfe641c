'use client';

import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkJobQuery } from '@/components/shared/bulk/bulk-queries';
import { jobTitle, progressWords } from '@/components/shared/bulk/bulk-words';
import { ErrorState } from '@/components/shared/error-state';
import { formatDayTime } from '@/components/shared/format-time';
import { useNow } from '@/components/shared/use-now';
import { Banner } from '@/components/ui/banner';
import { CopyButton } from '@/components/ui/copy-button';
import { Skeleton } from '@/components/ui/skeleton';
import { JobControls } from './job-controls';
import { JobState } from './job-state';
import { Ledger } from './ledger';
import { OutcomeCounts, ProgressBar } from './progress';
import { remainingWords } from './remaining-words';
import { targetWords } from './target-words';

/** One bulk job: how far it is, what it does and to what, and what became of each execution. */
export function BulkJobPage({ id }: { id: string }) {
  const { data: job, error, refetch } = useQuery(bulkJobQuery(id));
  if (job === undefined && error !== null) {
    return <ErrorState title="Could not read the job." error={error} onRetry={() => void refetch()} />;
  }
  if (job === undefined) return <Skeleton className="m-6 h-40" />;
  return (
    <div className="flex h-full flex-col gap-4 p-6">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-page">{jobTitle(job)}</h1>
        <JobState state={job.state} />
        <span className="ml-auto">
          <JobControls job={job} />
        </span>
      </div>
      {job.trouble !== undefined && (
        <Banner tone="stalled" icon={TriangleAlert} role="status">
          {job.trouble}
        </Banner>
      )}
      <Standing job={job} />
      <Ledger job={job} />
    </div>
  );
}

function Standing({ job }: { job: BulkJobDetailJson }) {
  const now = useNow(1_000);
  const { tally, owner, reason, confirmedAt, endedAt, createdAt, setHash } = job;
  const left = remainingWords(job, now);
  return (
    <section aria-label="Progress" className="flex flex-col gap-3 rounded-card border border-border bg-surface p-4">
      <ProgressBar tally={tally} />
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <span className="font-medium">{progressWords(job)}</span>
        <OutcomeCounts tally={tally} />
        {left !== undefined && <span className="text-text-3">{left}</span>}
      </p>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-text-2">
        <dt className="text-text-3">Set</dt>
        <dd className="flex min-w-0 flex-wrap items-center gap-x-2">
          {targetWords(job.target)}, frozen {formatDayTime(createdAt, now)}
          <span className="mono text-text-3">{setHash.slice(0, 12)}</span>
          <CopyButton text={setHash} label="Copy the hash of the set" className="-my-1" />
        </dd>
        <dt className="text-text-3">By</dt>
        <dd>
          {owner.name}
          {confirmedAt !== undefined && `, confirmed ${formatDayTime(confirmedAt, now)}`}
          {endedAt !== undefined && `, ended ${formatDayTime(endedAt, now)}`}
        </dd>
        {reason !== undefined && (
          <>
            <dt className="text-text-3">Reason</dt>
            <dd className="break-words">{reason}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
