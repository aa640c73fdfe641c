'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { doneSchema } from '@/lib/api/actions';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import { viewSchema, viewsSchema, type ViewJson } from '@/lib/api/views';
import { searchOfText, type ExecutionSearch } from '@/components/shared/execution-search-params';
import { queryKeys } from '@/components/shared/query-keys';
import { currentView } from './current-view';
import { SYSTEM_VIEWS, type ListedView } from './system-views';

const PATH = '/api/v1/views';

export type OwnView = Pick<ViewJson, 'name' | 'search' | 'isDefault'> & { readonly id?: string | undefined };
export type ViewEntry = ListedView & { readonly own?: ViewJson };

/** The views there are, which one is on screen, and how to change them. */
export function useViews(search: ExecutionSearch) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: queryKeys.views,
    queryFn: ({ signal }) => fetchJson(viewsSchema, PATH, { signal }),
  });
  const entries = useMemo<readonly ViewEntry[]>(
    () => [...SYSTEM_VIEWS, ...(data?.views ?? []).map((own) => ({ ...own, own }))],
    [data],
  );
  const reload = () => client.invalidateQueries({ queryKey: queryKeys.views });
  const save = useMutation({
    mutationFn: (view: OwnView) => postJson(viewSchema, PATH, view),
    onSuccess: reload,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      fetchJson(doneSchema, `${PATH}?${new URLSearchParams({ id }).toString()}`, { method: 'DELETE' }),
    onSuccess: reload,
  });
  return { entries, current: currentView(search, entries), views: data?.views, save, remove };
}

/** Opens the list with the default view when its address says nothing: once, and never over what somebody has chosen. */
export function useDefaultView(
  views: readonly ViewJson[] | undefined,
  isBare: boolean,
  apply: (search: ExecutionSearch) => void,
): void {
  const isDecided = useRef(false);
  useEffect(() => {
    if (isDecided.current || views === undefined) return;
    isDecided.current = true;
    const chosen = views.find(({ isDefault }) => isDefault);
    if (isBare && chosen !== undefined) apply({ ...searchOfText(chosen.search), view: chosen.id });
  }, [views, isBare, apply]);
}
