import type { QueryClient } from '@tanstack/react-query';
import { AppError } from '@/lib/domain/app-error';

/** The key of the change that signs out; it leads on to a page of its own. */
export const SIGN_OUT = ['sign-out'] as const;

/**
 * Where to sign in when a question was refused because the session has ended: the way back leads to the page that is shown.
 * Undefined for other errors, and while somebody signs out, since then the session ends as it should.
 */
export function whereToSignIn(
  error: unknown,
  client: QueryClient,
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
): string | undefined {
  if (!(error instanceof AppError) || error.code !== 'unauthenticated') return undefined;
  const signOuts = client.getMutationCache().findAll({ mutationKey: SIGN_OUT });
  if (signOuts.some(({ state }) => state.status !== 'error')) return undefined;
  return `/sign-in?${new URLSearchParams({ to: `${pathname}${search}` })}`;
}
