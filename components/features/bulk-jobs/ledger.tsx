'use client';

import { useState } from 'react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { bulkItemsSchema, type BulkItemJson, type BulkJobDetailJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { fetchJson } from '@/lib/api/fetch-json';
import type { ItemState } from '@/lib/domain/bulk-job';
import { OUTCOME_WORDS } from '@/components/shared/bulk/bulk-words';
import { ErrorState } from '@/components/shared/error-state';
import { formatClock } from '@/components/shared/format-time';
import { InstanceId } from '@/components/shared/instance-id';
import { queryKeys } from '@/components/shared/query-keys';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Segments } from '@/components/ui/segments';
import { OutcomeIcon } from './outcome-icon';

const PAGE_SIZE = 100;
const FOLLOW_MS = 2_000;
const SHOWN = ['all', 'failed', 'skipped', 'done', 'waiting'] as const;

type Shown = (typeof SHOWN)[number];

/** What became of each execution, in the order of the set. */
export function Ledger({ job }: { job: BulkJobDetailJson }) {
  const [shown, setShown] = useState<Shown>(job.tally.failed > 0 ? 'failed' : 'all');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: queryKeys.bulkItems(job.id, shown),
    queryFn: ({ pageParam, signal }) => fetchJson(bulkItemsSchema, itemsPath(job.id, shown, pageParam), { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: job.state === 'running' ? FOLLOW_MS : false,
  });
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label="Ledger" className="flex min-h-60 flex-1 flex-col rounded-card border border-border bg-surface">
      <div className="flex flex-wrap items-center gap-2 border-b border-border px-4 py-2">
        <h2 className="text-section">Executions</h2>
        <Segments label="Outcome" segments={SHOWN.map(segmentOf)} value={shown} onChange={setShown} />
        <span className="ml-auto flex gap-2">
          {(['csv', 'ndjson'] as const).map((format) => (
            <Button key={format} size="compact" variant="ghost" asChild>
              <a href={`${bulkPath(job.id, 'export')}?format=${format}`} download>
                <Download aria-hidden strokeWidth={1.75} />
                {format.toUpperCase()}
              </a>
            </Button>
          ))}
        </span>
      </div>
      {items === undefined && error !== null && (
        <ErrorState title="Could not read the ledger." error={error} onRetry={() => void refetch()} />
      )}
      {items?.length === 0 && <p className="p-6 text-center text-text-2">None.</p>}
      <div className="min-h-0 flex-1 overflow-auto" tabIndex={0} role="region" aria-label="Executions of the job">
        {items !== undefined && items.length > 0 && (
          <table className="w-full">
            <thead className="sticky top-0 bg-surface text-left text-meta text-text-3">
              <tr>
                {['Outcome', 'Instance ID', 'Workflow', 'Detail', 'At'].map((head) => (
                  <th key={head} scope="col" className="border-b border-border px-4 py-1.5 font-normal">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Line key={item.seq} item={item} />
              ))}
            </tbody>
          </table>
        )}
        {hasNextPage && (
          <p className="p-3 text-center">
            <Button onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Loading…' : 'Show more'}</Button>
          </p>
        )}
      </div>
    </section>
  );
}

function Line({ item }: { item: BulkItemJson }) {
  const cell = 'border-b border-border px-4 py-1 align-middle';
  return (
    <tr className="group hover:bg-hover">
      <td className={cell}>
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <OutcomeIcon state={item.state} />
          {OUTCOME_WORDS[item.state]}
        </span>
      </td>
      <td className={cell}>
        <InstanceId instance={item} copy="on-hover" />
      </td>
      <td className={cell}>{item.name}</td>
      <td className={classNames(cell, 'break-words text-text-2')}>{item.note}</td>
      <td className={classNames(cell, 'whitespace-nowrap text-text-3')}>
        {item.at === undefined ? '' : formatClock(item.at)}
      </td>
    </tr>
  );
}

function segmentOf(value: Shown) {
  return { value, label: value === 'all' ? 'All' : OUTCOME_WORDS[value] };
}

const STATES: Readonly<Record<Shown, readonly ItemState[]>> = {
  all: [],
  failed: ['failed'],
  skipped: ['skipped'],
  done: ['done'],
  waiting: ['waiting', 'under-way'],
};

function itemsPath(id: string, shown: Shown, after: number): string {
  const page = { after: String(after), limit: String(PAGE_SIZE) };
  const search = new URLSearchParams([...Object.entries(page), ...STATES[shown].map((state) => ['state', state])]);
  return `${bulkPath(id, 'items')}?${search}`;
}
