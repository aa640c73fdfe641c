import type { Grant } from '@/lib/domain/actor';
import { AppError } from '@/lib/domain/app-error';
import { grantOfClaims, nameOfClaims, type Claims } from './grant-of-claims';
import type { IdentityProvider } from './identity-provider';
import type { GateInput } from './sign-in-rules';

export type ProvedTo = { readonly name: string; readonly input: GateInput; readonly provider: IdentityProvider };

/** What claims give to somebody of that name. Throws `unauthenticated` when it is nothing, or the name another's. */
export function grantAtProvider(claims: Claims, { name, input, provider }: ProvedTo): Grant {
  if (input.rules?.users.some((user) => user.name === name) === true) {
    throw new AppError('unauthenticated', `There is a user named ${name} with a password here, who may be another.`, {
      hint: 'Sign in by password, or ask whoever set up sign-in to rename one of the two.',
    });
  }
  const now = nameOfClaims(claims, provider.rules);
  if (now !== name) {
    throw new AppError('unauthenticated', `The provider names ${name} otherwise now.`, { hint: 'Sign in again.' });
  }
  return grantOfClaims(claims, provider.rules);
}
