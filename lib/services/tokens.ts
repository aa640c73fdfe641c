import { randomUUID } from 'node:crypto';
import { hasRole, isLimited, type Grant } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import type { Instant } from '@/lib/domain/instant';
import type { ApiToken } from '@/lib/store/access-store';
import type { ServiceContext } from './service-context';
import { hashOfSecret, newToken } from './sign-in/secrets';

export type TokenInput = Grant & { readonly name: string; readonly expiresAt?: Instant | undefined };

/** `secret` is told here and never again. */
export type CreatedToken = { readonly token: ApiToken; readonly secret: string };

/** Makes an API token, which may do no more than the one who makes it. */
export async function createToken(
  { store, caller, now, entry }: ServiceContext,
  input: TokenInput,
): Promise<CreatedToken> {
  const { actor } = caller;
  const isMore = !hasRole(actor, input.role) || (input.seesPayloads && !actor.seesPayloads);
  if (isMore || isLimited(actor)) {
    throw new AppError('forbidden', 'A token may do no more than the one who makes it.');
  }
  if (input.expiresAt !== undefined && input.expiresAt <= now()) {
    throw new AppError('invalid', 'A token that has expired already is of no use.', {
      hint: 'Choose a later time for it to expire.',
    });
  }
  const secret = newToken();
  const token = { ...input, id: randomUUID(), createdAt: now(), createdBy: actor.name };
  await store.addToken({ ...token, hash: hashOfSecret(secret) }, entry);
  return { token, secret };
}

/** All API tokens, newest first; of their secrets nothing is known. */
export async function listTokens({ store }: ServiceContext): Promise<{ tokens: readonly ApiToken[] }> {
  return { tokens: await store.listTokens() };
}

/** Takes an API token out of use. Throws `not_found` for one that is not there or not in use any more. */
export async function revokeToken({ store, now, entry }: ServiceContext, id: string): Promise<{ done: true }> {
  if (await store.revokeToken(id, now(), entry)) return { done: true };
  throw new AppError('not_found', `There is no token "${id}" in use.`, {
    hint: 'perdure token list shows the tokens.',
  });
}
