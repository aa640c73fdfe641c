'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { workersSchema, type WorkersJson } from '@/lib/api/schemas';
import { queryKeys } from './query-keys';

export type AppJson = WorkersJson['apps'][number];

/** Workers come and go without a change of any execution, so they are asked for. */
const POLL_MS = 3000;

/** Who works for each app. */
export function workersQuery() {
  return queryOptions({
    queryKey: queryKeys.workers,
    queryFn: ({ signal }) => fetchJson(workersSchema, '/api/v1/workers', { signal }),
    refetchInterval: POLL_MS,
  });
}

/** True when it is known that nobody works for an app. */
export function useIsWithoutWorker(appId: string, enabled: boolean): boolean {
  const { data } = useQuery({ ...workersQuery(), enabled });
  return data?.apps.some((app) => app.appId === appId && isWithoutWorker(app)) === true;
}

/** True for an app of which it is known that nobody works for it. */
export function isWithoutWorker({ connected, state }: AppJson): boolean {
  return connected === 0 && state !== 'unknown';
}
