import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { searchOf } from '@/lib/api/list-params';
import { aggregateSchema } from '@/lib/api/schemas';
import type { ListFilter } from '@/lib/domain/instance-filter';
import { queryKeys } from '@/components/shared/query-keys';

/** The newest runs of a filter, drawn as one. */
export function aggregateQuery(filter: ListFilter, runs: string) {
  return queryOptions({
    queryKey: queryKeys.aggregate(filter, runs),
    queryFn: ({ signal }) =>
      fetchJson(aggregateSchema, `/api/v1/instances/aggregate?${searchOf(filter)}&runs=${runs}`, { signal }),
    placeholderData: keepPreviousData,
  });
}
