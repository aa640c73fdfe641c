'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { Layers } from 'lucide-react';
import type { BulkJobJson } from '@/lib/api/bulk';
import { bulkJobsQuery, bulkPage } from '@/components/shared/bulk/bulk-queries';
import { jobTitle } from '@/components/shared/bulk/bulk-words';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState } from '@/components/shared/error-state';
import { RelativeTime } from '@/components/shared/relative-time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { JobState } from './job-state';
import { OutcomeCounts, ProgressBar } from './progress';

/** Every bulk job, newest first. */
export function BulkJobsPage() {
  const { data, error, isPending, refetch } = useQuery(bulkJobsQuery());
  const jobs = data?.jobs.filter(({ state }) => state !== 'preparing' && state !== 'ready');
  return (
    <div className="flex flex-col gap-4 p-6">
      <h1 className="text-page">Bulk jobs</h1>
      {data === undefined && error !== null && (
        <ErrorState
          title="Could not read the bulk jobs."
          error={error}
          safe="Jobs go on without this page."
          onRetry={() => void refetch()}
        />
      )}
      {isPending && <Skeleton className="h-28" />}
      {jobs?.length === 0 && (
        <EmptyState
          icon={Layers}
          title="Nothing has been done to many executions yet."
          actions={
            <Button asChild>
              <Link href="/instances">Open the executions</Link>
            </Button>
          }
        >
          Select executions, or everything that matches a filter, and choose what to do to them. The job runs on the
          server and shows here.
        </EmptyState>
      )}
      {jobs !== undefined && jobs.length > 0 && (
        <ul className="overflow-hidden rounded-card border border-border bg-surface">
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      )}
    </div>
  );
}

function JobLine({ job }: { job: BulkJobJson }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-3 last:border-b-0 hover:bg-hover">
      <JobState state={job.state} className="w-24" />
      <Link href={bulkPage(job.id)} className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0">
        {jobTitle(job)}
      </Link>
      <span className="w-40">
        <ProgressBar tally={job.tally} />
      </span>
      <span className="flex w-full items-center gap-3 text-text-3">
        <OutcomeCounts tally={job.tally} />
        <span className="ml-auto truncate">
          {job.owner.name} · <RelativeTime at={job.confirmedAt ?? job.createdAt} />
          {job.reason !== undefined && ` · “${job.reason}”`}
        </span>
      </span>
    </li>
  );
}
