'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import { keepPreviousData, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { searchOf } from '@/lib/api/list-params';
import { instancePageSchema, type InstancePageJson } from '@/lib/api/schemas';
import { refKey } from '@/lib/domain/instance';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { useLiveChanges, useRefresh } from '@/components/shared/live-provider';
import type { LiveChange } from '@/components/shared/live-state';
import { queryKeys } from '@/components/shared/query-keys';
import { useNow } from '@/components/shared/use-now';
import { judgeOf, type Judge } from './judge-rows';
import { addPatches, anyLeft, anyUnsure, arrivals, patchRows, type Patches } from './take-changes';

const PAGE_SIZE = 100;
const NO_PATCHES: Patches = new Map();
const NONE: ReadonlySet<string> = new Set();

type Pages = InfiniteData<InstancePageJson, string | undefined>;

/**
 * The rows of a filter, newest first. 1. A row on screen changes in place. 2. Rows come and go only while the list is
 * scrolled to its top; below it they are counted in `waiting` until somebody asks for them.
 */
export function useInstanceRows(filter: ListFilter) {
  const query = useInfiniteQuery(listQuery(filter));
  const [patches, setPatches] = useState(NO_PATCHES);
  const [waiting, setWaiting] = useState(NONE);
  const isAtTop = useRef(true);
  const client = useQueryClient();
  const refresh = useRefresh();
  const judge = useJudge(filter);

  const rows = useMemo(
    () => patchRows(query.data?.pages.flatMap((page) => page.instances) ?? [], patches),
    [query.data, patches],
  );

  const showNewest = useCallback(() => {
    setWaiting(NONE);
    client.setQueryData<Pages>(queryKeys.list(filter), firstPageOnly);
    refresh(queryKeys.list(filter));
  }, [client, filter, refresh]);

  const take = useCallback(
    (change: LiveChange) => {
      if (change.kind === 'resync') return setWaiting(NONE);
      setPatches((before) => addPatches(before, change.feed.changed));
      const shown = { rows, judge, hasMore: query.hasNextPage };
      const fresh = arrivals(change.feed.changed, shown);
      if (isAtTop.current && (fresh.length > 0 || anyLeft(change.feed, shown))) return showNewest();
      if (isAtTop.current && anyUnsure(change.feed.changed, shown)) refresh(queryKeys.list(filter));
      if (fresh.length > 0) setWaiting((before) => new Set([...before, ...fresh.map(refKey)]));
    },
    [filter, judge, query.hasNextPage, refresh, rows, showNewest],
  );
  useLiveChanges(take);

  const onScrolled = useCallback(
    (atTop: boolean) => {
      const arrives = atTop && !isAtTop.current;
      isAtTop.current = atTop;
      if (arrives && waiting.size > 0) showNewest();
    },
    [showNewest, waiting],
  );

  return { query, rows, waiting: waiting.size, showNewest, onScrolled };
}

function useJudge(filter: ListFilter): Judge {
  const now = useNow(60_000);
  return useMemo(() => judgeOf(filter, now), [filter, now]);
}

function listQuery(filter: ListFilter) {
  return {
    queryKey: queryKeys.list(filter),
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      fetchRows(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: InstancePageJson) => last.next,
    placeholderData: keepPreviousData,
  };
}

/** A page with rows in it, or the last one: where the server stops looking without having found any, it is asked on. */
async function fetchRows(
  filter: ListFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<InstancePageJson> {
  const page = cursor === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, cursor };
  const found = await fetchJson(instancePageSchema, `/api/v1/instances?${searchOf(filter, page)}`, { signal });
  const isEmpty = found.instances.length === 0 && found.next !== undefined;
  return isEmpty ? fetchRows(filter, found.next, signal) : found;
}

function firstPageOnly(data: Pages | undefined): Pages | undefined {
  return data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
}
