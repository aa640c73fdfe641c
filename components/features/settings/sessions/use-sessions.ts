import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { doneSchema } from '@/lib/api/actions';
import { fetchJson } from '@/lib/api/fetch-json';
import { EVERYBODY, SESSIONS_PATH, sessionsSchema } from '@/lib/api/sessions';
import { queryKeys } from '@/components/shared/query-keys';
import { troubleOf, useAdmin } from '../use-admin';

/** Who is signed in, for those who may see it, and an end to it; without a name for everybody. */
export function useSessions() {
  const { why, isAdmin, trouble } = useAdmin();
  const client = useQueryClient();
  const list = useQuery({
    queryKey: queryKeys.sessions,
    queryFn: ({ signal }) => fetchJson(sessionsSchema, SESSIONS_PATH, { signal }),
    enabled: isAdmin,
  });
  const end = useMutation({
    mutationFn: ({ name = EVERYBODY }: { name?: string }) =>
      fetchJson(doneSchema, `${SESSIONS_PATH}?${new URLSearchParams({ name }).toString()}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.sessions }),
  });
  return { why, sessions: list.data?.sessions, trouble: trouble ?? troubleOf(list), end };
}
