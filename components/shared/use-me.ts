import { queryOptions, useQuery } from '@tanstack/react-query';
import { fetchJson } from '@/lib/api/fetch-json';
import { meSchema } from '@/lib/api/schemas';
import { whyRoleTooLow, type Role } from '@/lib/domain/actor';

/** Who is signed in. It stays the same until somebody signs in or out, and that loads the page anew. */
export function meQuery() {
  return queryOptions({
    queryKey: ['me'] as const,
    queryFn: ({ signal }) => fetchJson(meSchema, '/api/v1/me', { signal }),
    staleTime: Infinity,
  });
}

/** Why the one who is signed in cannot use a control that needs a role; undefined when they can, or it is not known yet. */
export function useWhyNotRole(needed: Role): string | undefined {
  const { data } = useQuery(meQuery());
  return data === undefined ? undefined : whyRoleTooLow(data, needed);
}
