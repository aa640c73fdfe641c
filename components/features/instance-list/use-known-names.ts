'use client';

import { useMemo } from 'react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { namesSchema } from '@/lib/api/names';
import type { DeclaredPath } from '@/lib/domain/declared-path';
import type { KnownNames } from '@/lib/query/complete-query';
import { workflowsQuery } from '@/components/shared/queries';
import { queryKeys } from '@/components/shared/query-keys';

const FRESH_MS = 60_000;

function namesQuery() {
  return queryOptions({
    queryKey: queryKeys.names,
    queryFn: ({ signal }) => fetchJson(namesSchema, '/api/v1/names', { signal }),
    staleTime: FRESH_MS,
  });
}

/** Names that there are in the store, to be offered as values of the query. */
export function useKnownNames(): KnownNames {
  const workflows = useQuery(workflowsQuery()).data?.workflows;
  const names = useQuery(namesQuery()).data;
  return useMemo(
    () => ({
      appIds: [...new Set(workflows?.map(({ appId }) => appId))],
      names: [...new Set(workflows?.map(({ name }) => name))],
      steps: names?.steps ?? [],
      events: names?.events ?? [],
      tags: names?.tags ?? [],
      paths: (names?.paths ?? []).map(({ path }) => path),
    }),
    [workflows, names],
  );
}

/** The declared paths; undefined until they are known. */
export function useDeclaredPaths(): readonly DeclaredPath[] | undefined {
  return useQuery(namesQuery()).data?.paths;
}
