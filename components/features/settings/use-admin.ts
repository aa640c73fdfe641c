import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { isLimited, whyRoleTooLow } from '@/lib/domain/actor';
import { meQuery } from '@/components/shared/use-me';

/** What could not be read, and the way to read it once more. */
export type Trouble = { readonly error: Error; readonly retry: () => void };

/**
 * Who asks; `why` says what is missing to those who may not manage the console itself. `isAdmin` once it is known; `trouble`
 * when it cannot be known.
 */
export function useAdmin() {
  const query = useQuery(meQuery());
  const { data: me } = query;
  const limited = me !== undefined && isLimited(me) ? 'Needs access to all apps and workflows.' : undefined;
  const why = me === undefined ? undefined : (whyRoleTooLow(me, 'admin') ?? limited);
  return { me, why, isAdmin: me !== undefined && why === undefined, trouble: troubleOf(query) };
}

/** Why there is nothing to show of a query that has never been answered. */
export function troubleOf({ data, error, refetch }: UseQueryResult): Trouble | undefined {
  return data === undefined && error !== null ? { error, retry: () => void refetch() } : undefined;
}
