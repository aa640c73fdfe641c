import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { doneSchema } from '@/lib/api/actions';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import { checkedSchema, TARGET_CHECK_PATH, TARGETS_PATH, targetsSchema, type TargetBody } from '@/lib/api/targets';
import { queryKeys } from '@/components/shared/query-keys';
import { useRuntimeState } from '@/components/shared/use-runtime-state';
import { useAdmin } from '../use-admin';

const REFRESH_MS = 5_000;

/** The sidecars of the cluster, and what may be done about them. `isThere`: this console stands on a cluster. */
export function useTargets() {
  const { why } = useAdmin();
  const client = useQueryClient();
  const isThere = useRuntimeState().runtime?.targets !== undefined;
  const list = useQuery({
    queryKey: queryKeys.targets,
    queryFn: ({ signal }) => fetchJson(targetsSchema, TARGETS_PATH, { signal }),
    enabled: isThere,
    refetchInterval: REFRESH_MS,
  });
  const onSettled = () =>
    Promise.all([queryKeys.targets, queryKeys.runtime].map((queryKey) => client.invalidateQueries({ queryKey })));
  const add = useMutation({
    mutationFn: (body: TargetBody) => postJson(doneSchema, TARGETS_PATH, body),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (appId: string) =>
      fetchJson(doneSchema, `${TARGETS_PATH}?${new URLSearchParams({ appId }).toString()}`, { method: 'DELETE' }),
    onSettled,
  });
  const check = useMutation({ mutationFn: (body: TargetBody) => postJson(checkedSchema, TARGET_CHECK_PATH, body) });
  return { why, isThere, list, add, remove, check };
}
