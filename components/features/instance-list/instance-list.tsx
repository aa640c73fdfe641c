'use client';

import { useCallback, useMemo, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TallyJson } from '@/lib/api/schemas';
import { ErrorState } from '@/components/shared/error-state';
import { FirstRun } from '@/components/shared/first-run';
import { countsQuery } from '@/components/shared/queries';
import { useHotkeys } from '@/components/shared/use-hotkeys';
import { useNow } from '@/components/shared/use-now';
import { BulkActions } from './bulk/bulk-actions';
import { useSelection } from './bulk/use-selection';
import { columnsOf } from './columns/column-ids';
import { Facets } from './facets';
import { FilterBar } from './filter-bar';
import { InstanceTable } from './instance-table';
import { ListFooter } from './list-footer';
import { ListHeader } from './list-header';
import { NewRowsPill } from './new-rows-pill';
import { NoMatch } from './no-match';
import { useDensity } from './use-density';
import { useInstanceRows } from './use-instance-rows';
import { useListSearch } from './use-list-search';

/** The executions page: find it. */
export function InstanceList() {
  const list = useListSearch();
  const { query, rows, waiting, showNewest, onScrolled } = useInstanceRows(list.filter);
  const counts = useQuery({ ...countsQuery(list.filter), placeholderData: keepPreviousData });
  const columns = useMemo(() => columnsOf(list.search.columns), [list.search.columns]);
  const selection = useSelection(rows, list.filter);
  const now = useNow(60_000);
  const [density, setDensity] = useDensity();
  const [showsFacets, setShowsFacets] = useState(true);
  const toggleFacets = () => setShowsFacets(!showsFacets);
  useHotkeys('Filter', [{ keys: 'F', does: 'Show or hide the facets', run: toggleFacets }]);

  const { hasNextPage, isFetching, fetchNextPage } = query;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);

  const total = counts.data && withLoaded(counts.data.total, rows.length, query);
  const hasFailed = query.isError && rows.length === 0;
  const isEmpty = query.isSuccess && !query.isPlaceholderData && rows.length === 0;
  const facets = <Facets search={list.search} counts={counts.data} onChange={list.change} />;
  if (isEmpty && list.isUnfiltered) return <FirstRun />;
  return (
    <div className="flex h-full flex-col">
      <ListHeader
        list={list}
        showsFacets={showsFacets}
        onToggleFacets={toggleFacets}
        density={density}
        onDensity={setDensity}
        columns={columns}
        onColumns={(ids) => list.change({ columns: ids === undefined ? null : [...ids] })}
      />
      <FilterBar {...list} now={now} facets={facets} />
      <div className="flex min-h-0 flex-1">
        {showsFacets && (
          <aside
            aria-label="Facets"
            className="w-52 shrink-0 overflow-auto border-r border-border bg-surface py-3 pr-3 pl-5 max-wide:hidden"
          >
            {facets}
          </aside>
        )}
        <div className="flex min-w-0 flex-1 flex-col bg-surface">
          <BulkActions selection={selection} filter={list.filter} total={total} />
          {hasFailed && (
            <ErrorState
              title="Could not load the executions."
              error={query.error}
              safe="Executions are safe in the store; nothing was changed."
              onRetry={() => void query.refetch()}
            />
          )}
          {isEmpty && <NoMatch {...list} now={now} />}
          {!isEmpty && !hasFailed && (
            <InstanceTable
              selection={selection}
              rows={rows}
              total={total?.isExact === true ? total.count : undefined}
              columns={columns}
              density={density}
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
          <ListFooter total={total} readAt={query.dataUpdatedAt} failed={query.isError} />
        </div>
      </div>
    </div>
  );
}

type Query = { readonly isSuccess: boolean; readonly isPlaceholderData: boolean; readonly hasNextPage: boolean };

/** A count that is only a least one says no less than the list that stands above it. */
function withLoaded(total: TallyJson, rows: number, { isSuccess, isPlaceholderData, hasNextPage }: Query): TallyJson {
  if (total.isExact) return total;
  const isAll = isSuccess && !isPlaceholderData && !hasNextPage;
  return { count: isAll ? rows : Math.max(total.count, rows), isExact: isAll };
}
