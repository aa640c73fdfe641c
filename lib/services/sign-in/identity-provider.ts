import type { Instant } from '@/lib/domain/instant';
import type { ClaimRules, Claims } from './grant-of-claims';

/** By what a provider can be asked again about somebody who signed in. Never to be logged. */
export type ProviderKeys = {
  readonly subject: string;
  readonly refreshToken?: string | undefined;
  readonly accessToken?: string | undefined;
  /** The hint by which the provider knows at sign-out who leaves. */
  readonly idToken?: string | undefined;
};

/** What a browser keeps of a session of the provider, sealed: for which session, and when the provider said so last. */
export type Proof = { readonly session: string; readonly at: Instant; readonly keys: ProviderKeys };

/** What somebody proved to the provider. */
export type Claimed = { readonly claims: Claims; readonly keys: ProviderKeys };

/** The same, and where in the console they wanted to go. */
export type Proven = Claimed & { readonly to: string };

/**
 * A provider of identities, such as Keycloak: people prove to it who they are. Every method throws `unauthenticated` with
 * the reason when the provider does not answer, or not as it should.
 */
export type IdentityProvider = {
  readonly name: string;
  readonly rules: ClaimRules;
  /** Where a browser goes to sign in; the ticket has to come back from the same browser. */
  begin(to: string): Promise<{ readonly url: string; readonly ticket: string }>;
  /** Takes the query with which the provider sent the browser back. */
  finish(answer: string, ticket: string | undefined): Promise<Proven>;
  /** What is so now. Throws `unauthenticated` when the provider says no, `unavailable` when it cannot be told. */
  askAgain(keys: ProviderKeys): Promise<Claimed>;
  /** A proof for the browser to keep, small enough for a cookie; undefined when it cannot be made so small. */
  seal(proof: Proof): Promise<string | undefined>;
  /** Undefined for one that this console did not seal. */
  unseal(text: string): Promise<Proof | undefined>;
  /** Where a browser goes to sign out there too; undefined when the provider offers nothing of the kind. */
  leaveUrl(idToken?: string): Promise<string | undefined>;
};
