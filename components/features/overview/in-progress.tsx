'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { refKey, type InstanceSummary } from '@/lib/domain/instance';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { executionsPage } from '@/components/shared/execution-search-params';
import { recentQuery } from '@/components/shared/queries';
import { useNow } from '@/components/shared/use-now';
import { waitingText } from '@/components/shared/waiting-text';
import { ExecutionLine } from './execution-line';

const OPEN: ListFilter = { ...NO_FILTER, statuses: ['running', 'suspended', 'pending'] };
const SHOWN = 6;

/** The newest executions under way, each with its step or what it waits for. */
export function InProgress() {
  const { data } = useQuery(recentQuery(OPEN, SHOWN));
  if (data === undefined) return null;
  return (
    <section aria-labelledby="in-progress" className="min-w-0 rounded-card border border-border bg-surface">
      <header className="flex h-10 items-center justify-between border-b border-border px-4">
        <h2 id="in-progress" className="text-form font-semibold">
          In progress
        </h2>
        <Link
          href={executionsPage({ status: ['running', 'suspended', 'pending'] })}
          className="text-accent hover:underline"
        >
          All in progress
        </Link>
      </header>
      {data.instances.length === 0 && (
        <p className="flex h-10 items-center px-4 text-text-3">Nothing is in progress.</p>
      )}
      <ul>
        {data.instances.map((instance) => (
          <li key={refKey(instance)} className="border-b border-border last:border-b-0">
            <OpenLine instance={instance} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenLine({ instance }: { instance: InstanceSummary }) {
  const waiting = waitingText(instance, useNow(1000));
  return (
    <ExecutionLine instance={instance} columns="grid-cols-[100px_minmax(0,1.2fr)_minmax(0,1fr)_112px]">
      <span title={waiting} className="truncate text-text-2" suppressHydrationWarning>
        {waiting ?? '–'}
      </span>
    </ExecutionLine>
  );
}
