'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { refKey, type InstanceSummary } from '@/lib/domain/instance';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { executionsPage } from '@/components/shared/execution-search-params';
import { recentQuery } from '@/components/shared/queries';
import { ExecutionLine } from './execution-line';

const SHOWN = 6;

/** The newest executions of all. */
export function RecentlyStarted() {
  const { data } = useQuery(recentQuery(NO_FILTER, SHOWN));
  if (data === undefined) return null;
  return (
    <section aria-labelledby="recently-started" className="min-w-0 rounded-card border border-border bg-surface">
      <header className="flex h-10 items-center justify-between border-b border-border px-4">
        <h2 id="recently-started" className="text-form font-semibold">
          Recently started
        </h2>
        <Link href={executionsPage()} className="text-accent hover:underline">
          All executions
        </Link>
      </header>
      <ul>
        {data.instances.map((instance) => (
          <li key={refKey(instance)} className="border-b border-border last:border-b-0">
            <RecentLine instance={instance} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecentLine({ instance }: { instance: InstanceSummary }) {
  return <ExecutionLine instance={instance} columns="grid-cols-[100px_minmax(0,1fr)_104px]" />;
}
