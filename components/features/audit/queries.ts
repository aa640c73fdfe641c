import { infiniteQueryOptions } from '@tanstack/react-query';
import { auditPageSchema } from '@/lib/api/audit';
import { fetchJson } from '@/lib/api/fetch-json';
import { RANGES, type AuditSearch } from './search-params';

/** The query string of what the page is limited to. A range begins with a whole minute, so that its answer can be kept. */
export function auditSearchOf({ actor, action, outcome, instance, range }: AuditSearch, now: number): URLSearchParams {
  const search = new URLSearchParams();
  if (actor.trim() !== '') search.set('actor', actor.trim());
  if (action !== null) search.set('action', action);
  if (outcome !== null) search.set('outcome', outcome);
  if (instance.trim() !== '') search.set('instance', instance.trim());
  if (range !== null) search.set('from', String(Math.floor((now - RANGES[range]) / 60_000) * 60_000));
  return search;
}

/** Entries, newest first, a page at a time. */
export function auditQuery(shown: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ['audit', shown] as const,
    queryFn: ({ signal, pageParam }) => {
      const search = auditSearchOf(shown, Date.now());
      if (pageParam !== undefined) search.set('cursor', String(pageParam));
      return fetchJson(auditPageSchema, `/api/v1/audit?${search}`, { signal });
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 15_000,
  });
}
