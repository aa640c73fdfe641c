'use client';

import Link from 'next/link';
import { useQuery } from '@tanstack/react-query';
import { refKey, type InstanceSummary } from '@/lib/domain/instance';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { executionsPage } from '@/components/shared/execution-search-params';
import { recentQuery } from '@/components/shared/queries';
import { shortError } from '@/components/shared/short-error';
import { useNow } from '@/components/shared/use-now';
import { waitingText } from '@/components/shared/waiting-text';
import { ExecutionLine } from './execution-line';
import { LoadingLine } from './loading-line';

const TROUBLE: ListFilter = { ...NO_FILTER, statuses: ['failed', 'stalled'] };
const SHOWN = 8;
const LINES = Array.from({ length: SHOWN }, (_, index) => index);

/** The newest executions that failed or stalled, each with its error, or what a stalled one waits for. */
export function NeedsAttention() {
  const { data } = useQuery(recentQuery(TROUBLE, SHOWN));
  return (
    <section aria-labelledby="needs-attention" className="min-w-0 rounded-card border border-border bg-surface">
      <header className="flex h-10 items-center justify-between border-b border-border px-4">
        <h2 id="needs-attention" className="text-form font-semibold">
          Needs attention
        </h2>
        <Link href={executionsPage({ status: ['failed', 'stalled'] })} className="text-accent hover:underline">
          All failed and stalled
        </Link>
      </header>
      {data?.instances.length === 0 && (
        <p className="flex h-10 items-center px-4 text-text-3">Nothing failed or stalled is stored.</p>
      )}
      <ul>
        {data === undefined && LINES.map((line) => <LoadingLine key={line} />)}
        {data?.instances.map((instance) => (
          <li key={refKey(instance)} className="border-b border-border last:border-b-0">
            <TroubleLine instance={instance} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TroubleLine({ instance }: { instance: InstanceSummary }) {
  const { lastError, instanceId } = instance;
  const wait = waitingText(instance, useNow(60_000));
  const wanting = wait === undefined ? '–' : `waits for ${wait}`;
  return (
    <ExecutionLine instance={instance} columns="grid-cols-[88px_minmax(0,1.2fr)_minmax(0,1fr)_104px]">
      <span title={lastError ?? wanting} className="truncate text-text-2">
        {lastError === undefined ? wanting : shortError(lastError, instanceId)}
      </span>
    </ExecutionLine>
  );
}
