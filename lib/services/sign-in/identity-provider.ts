import type { ClaimRules, Claims } from './grant-of-claims';

/** What somebody proved to the provider, and where in the console they wanted to go. */
export type Proven = { readonly claims: Claims; readonly to: string };

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
  /** Where a browser goes to sign out there too; undefined when the provider offers nothing of the kind. */
  leaveUrl(): Promise<string | undefined>;
};
