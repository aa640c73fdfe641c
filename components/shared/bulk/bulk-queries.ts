import { queryOptions } from '@tanstack/react-query';
import { bulkJobDetailSchema, bulkJobsSchema, type BulkJobJson } from '@/lib/api/bulk';
import { bulkPath } from '@/lib/api/paths';
import { hasBulkEnded } from '@/lib/domain/bulk-job';
import { fetchJson } from '@/lib/api/fetch-json';
import { queryKeys } from '../query-keys';

/** A job on its way changes several times a second; the page asks once. */
const FOLLOW_MS = 1_000;
/** Jobs of other people show up that soon. */
const LOOK_MS = 10_000;

function isOnItsWay({ state }: Pick<BulkJobJson, 'state'>): boolean {
  return state === 'preparing' || state === 'running';
}

/** All jobs, newest first. */
export function bulkJobsQuery() {
  return queryOptions({
    queryKey: queryKeys.bulkJobs,
    queryFn: ({ signal }) => fetchJson(bulkJobsSchema, '/api/v1/bulk', { signal }),
    refetchInterval: ({ state }) => (state.data?.jobs.some(isOnItsWay) === true ? FOLLOW_MS : LOOK_MS),
  });
}

/** One job with its set in groups. */
export function bulkJobQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.bulkJob(id),
    queryFn: ({ signal }) => fetchJson(bulkJobDetailSchema, bulkPath(id), { signal }),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined || hasBulkEnded(data.state)) return false;
      return isOnItsWay(data) ? FOLLOW_MS : LOOK_MS;
    },
  });
}

/** Where one job lives in the console. */
export function bulkPage(id: string): string {
  return `/operations/bulk/${encodeURIComponent(id)}`;
}
