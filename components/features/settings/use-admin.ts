import { useQuery } from '@tanstack/react-query';
import { isLimited, whyRoleTooLow } from '@/lib/domain/actor';
import { meQuery } from '@/components/shared/use-me';

/** Who asks; `why` says what is missing to those who may not manage the console itself. `isAdmin` once it is known. */
export function useAdmin() {
  const { data: me } = useQuery(meQuery());
  const limited = me !== undefined && isLimited(me) ? 'Needs access to all apps and workflows.' : undefined;
  const why = me === undefined ? undefined : (whyRoleTooLow(me, 'admin') ?? limited);
  return { me, why, isAdmin: me !== undefined && why === undefined };
}
