import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { searchOf } from '@/lib/api/list-params';
import { instanceCountsSchema, instancePageSchema, workflowsSchema } from '@/lib/api/schemas';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { writeContains } from '@/lib/query/write-query';
import { queryKeys } from './query-keys';

/** Exact counts of a filter, by status, app and workflow. */
export function countsQuery(filter: ListFilter) {
  return queryOptions({
    queryKey: queryKeys.counts(filter),
    queryFn: ({ signal }) =>
      fetchJson(instanceCountsSchema, `/api/v1/instances/counts?${searchOf(filter)}`, { signal }),
  });
}

/** Every workflow of every app with its counts. */
export function workflowsQuery() {
  return queryOptions({
    queryKey: queryKeys.workflows,
    queryFn: ({ signal }) => fetchJson(workflowsSchema, '/api/v1/workflows', { signal }),
  });
}

/** The newest few executions of a filter. */
export function recentQuery(filter: ListFilter, limit: number) {
  return queryOptions({
    queryKey: queryKeys.recent(filter),
    queryFn: ({ signal }) =>
      fetchJson(instancePageSchema, `/api/v1/instances?${searchOf(filter, { limit })}`, { signal }),
  });
}

/** The newest executions whose id contains a text. */
export async function findById(text: string, limit: number, signal?: AbortSignal) {
  const search = searchOf({ ...NO_FILTER, query: writeContains('id', text) }, { limit });
  const page = await fetchJson(
    instancePageSchema,
    `/api/v1/instances?${search}`,
    signal === undefined ? {} : { signal },
  );
  return page.instances;
}
