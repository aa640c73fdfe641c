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

/** True when it is known that nobody works for an app; never where that is not asked. */
export function useIsWithoutWorker(appId: string, isAsked: boolean): boolean {
  const { data } = useQuery({ ...workersQuery(), enabled: isAsked });
  return isAsked && data?.apps.some((app) => app.appId === appId && isWithoutWorker(app)) === true;
}

/** True for an app that has work and, as is known, nobody to do it. */
export function isWanting(app: AppJson): boolean {
  return isWithoutWorker(app) && app.open > 0;
}

/** True for an app of which it is known that nobody works for it. */
function isWithoutWorker({ connected, state }: AppJson): boolean {
  return connected === 0 && state !== 'unknown';
}
