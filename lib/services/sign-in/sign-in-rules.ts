import type { Grant } from '@/lib/domain/actor';
import type { CommonContext } from '../bind-services';
import type { IdentityProvider } from './identity-provider';

/** A user of the configuration file. */
export type KnownUser = Grant & { readonly name: string; readonly password: string };

/** How people sign in. */
export type SignInRules = {
  readonly users: readonly KnownUser[];
  readonly session: { readonly idle: number; readonly absolute: number };
};

/** Who tries to sign in; without a name for those whom a provider is to name. */
export type Trying = { readonly name?: string; readonly address: string | undefined };

/** Slows down those who try passwords; throws `limited` for somebody who tried too often. */
export type SignInLimit = {
  check(who: Trying): Promise<void>;
  /** They proved to be somebody. */
  forget(who: Trying): Promise<void>;
};

export type GateInput = {
  readonly common: CommonContext;
  /** Absent: nobody has to sign in. */
  readonly rules: SignInRules | undefined;
  readonly limit: SignInLimit;
  /** Absent: everybody signs in by name and password. */
  readonly provider?: IdentityProvider | undefined;
};
