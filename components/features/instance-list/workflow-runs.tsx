'use client';

import { useCallback, useMemo } from 'react';
import Link from 'next/link';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { TallyJson } from '@/lib/api/schemas';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { ErrorState } from '@/components/shared/error-state';
import { executionsPage } from '@/components/shared/execution-search-params';
import { formatTallyOf } from '@/components/shared/format-number';
import { countsQuery } from '@/components/shared/queries';
import { listedFilter, useWorkflowSearch, type WorkflowRef } from '@/components/shared/workflow-search-params';
import { Button } from '@/components/ui/button';
import { DEFAULT_COLUMNS } from './columns/column-ids';
import { BulkActions } from './bulk/bulk-actions';
import { useSelection } from './bulk/use-selection';
import { InstanceTable } from './instance-table';
import { NewRowsPill } from './new-rows-pill';
import { useInstanceRows } from './use-instance-rows';

/** All executions here are of one workflow of one app. */
const COLUMNS = DEFAULT_COLUMNS.filter((id) => id !== 'workflow' && id !== 'app');

/** The executions of a workflow that the view of its page leaves. */
export function WorkflowRuns({ appId, name }: WorkflowRef) {
  const [search, setSearch] = useWorkflowSearch();
  const filter = useMemo(() => listedFilter({ appId, name }, search), [appId, name, search]);
  const { query, rows, waiting, showNewest, onScrolled } = useInstanceRows(filter);
  const selection = useSelection(rows, filter);
  const counts = useQuery({ ...countsQuery(filter), placeholderData: keepPreviousData });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const total = counts.data?.total;
  const isEmpty = query.isSuccess && !query.isPlaceholderData && rows.length === 0;
  return (
    <section
      aria-labelledby="workflow-runs"
      className="flex h-[520px] flex-col overflow-hidden rounded-card border border-border bg-surface"
    >
      <RunsHeader
        filter={filter}
        total={counts.data?.total}
        onClear={() => void setSearch({ step: null, fate: null, status: null, version: null })}
      />
      <BulkActions selection={selection} filter={filter} total={total} />
      {query.isError && rows.length === 0 && (
        <ErrorState title="Could not load the executions." error={query.error} onRetry={() => void query.refetch()} />
      )}
      {isEmpty && <p className="p-6 text-center text-text-2">No execution matches.</p>}
      {!isEmpty && !(query.isError && rows.length === 0) && (
        <InstanceTable
          selection={selection}
          rows={rows}
          total={total?.isExact === true ? total.count : undefined}
          columns={COLUMNS}
          density="compact"
          loading={query.isPending}
          onNearEnd={loadMore}
          onScrolled={onScrolled}
          overlay={(scrollToTop) => (
            <NewRowsPill
              count={waiting}
              onShow={() => {
                scrollToTop();
                showNewest();
              }}
            />
          )}
        />
      )}
    </section>
  );
}

type RunsHeaderProps = { filter: ListFilter; total: TallyJson | undefined; onClear: () => void };

function RunsHeader({ filter, total, onClear }: RunsHeaderProps) {
  const { appIds, names, statuses, query = '' } = filter;
  const words = wordsOf(filter);
  const open = executionsPage({ app: [...appIds], workflow: [...names], status: [...statuses], q: query });
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-border px-4 py-1">
      <h2 id="workflow-runs" className="text-form font-semibold">
        Executions
      </h2>
      {total && <span className="text-text-2">{formatTallyOf(total, 'execution')}</span>}
      {words !== '' && (
        <>
          <code className="mono min-w-0 truncate rounded-chip bg-sunken px-1.5 py-0.5">{words}</code>
          <Button variant="ghost" size="compact" onClick={onClear}>
            <X aria-hidden strokeWidth={1.75} />
            Clear
          </Button>
        </>
      )}
      <Link href={open} className="ml-auto text-accent hover:underline">
        Open in Executions
      </Link>
    </header>
  );
}

/** The filter as the filter language writes it. */
function wordsOf({ query, statuses }: ListFilter): string {
  const status = statuses.length === 0 ? [] : [`status:${statuses.join(',')}`];
  return [...(query === undefined ? [] : [query]), ...status].join(' ');
}
