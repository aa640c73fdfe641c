import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { instancePath } from '@/lib/api/paths';
import { childrenSchema } from '@/lib/api/schemas';
import type { InstanceRef } from '@/lib/domain/instance';
import { queryKeys } from '@/components/shared/query-keys';

/** The first children of an execution; read again when it or one of them changes. */
export function childrenQuery(ref: InstanceRef, limit: number) {
  return queryOptions({
    queryKey: [...queryKeys.children(ref), limit],
    queryFn: ({ signal }) => fetchJson(childrenSchema, instancePath(ref, `children?limit=${limit}`), { signal }),
    placeholderData: keepPreviousData,
  });
}
