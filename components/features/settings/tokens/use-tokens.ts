'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { doneSchema } from '@/lib/api/actions';
import { fetchJson, postJson } from '@/lib/api/fetch-json';
import { createdTokenSchema, TOKENS_PATH, tokensSchema, type TokenBody } from '@/lib/api/tokens';
import { queryKeys } from '@/components/shared/query-keys';
import { troubleOf, useAdmin } from '../use-admin';

/** The API tokens, for those who may see them; `why` says what is missing to others, and to them nothing is sent. */
export function useTokens() {
  const { me, why, isAdmin, trouble } = useAdmin();
  const client = useQueryClient();
  const list = useQuery({
    queryKey: queryKeys.tokens,
    queryFn: ({ signal }) => fetchJson(tokensSchema, TOKENS_PATH, { signal }),
    enabled: isAdmin,
  });
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.tokens });
  const create = useMutation({
    mutationFn: (body: TokenBody) => postJson(createdTokenSchema, TOKENS_PATH, body),
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: (id: string) =>
      fetchJson(doneSchema, `${TOKENS_PATH}?${new URLSearchParams({ id }).toString()}`, { method: 'DELETE' }),
    onSettled,
  });
  return { me, why, tokens: list.data?.tokens, trouble: trouble ?? troubleOf(list), create, revoke };
}
