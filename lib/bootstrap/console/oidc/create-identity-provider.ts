import {
  allowInsecureRequests,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  clockTolerance,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ClientAuth,
  type Configuration,
} from 'openid-client';
import type { OidcSettings } from '@/lib/bootstrap/oidc-settings';
import { AppError } from '@/lib/domain/app-error';
import type { IdentityProvider } from '@/lib/services/sign-in/identity-provider';
import { askAgain, claimsFor } from './claims-for';
import { createProofs } from './proofs';
import { createTickets, type PendingSignIn } from './pending-sign-in';
import { providerRefusal } from './provider-refusal';

/** Page of the console to which the provider sends browsers back, and the one after sign-out. */
const CALLBACK = '/sign-in/callback';
const AFTER_SIGN_OUT = '/sign-in';

/** Seconds that a provider has to answer, and that its clock may be off. */
const PATIENCE = 5;
const CLOCK_TOLERANCE = 30;

/**
 * Sign-in by OpenID Connect: authorization code with PKCE, state and nonce. Of the provider only the issuer is configured;
 * what it says of itself is asked at the first sign-in, and again after a failure. Signatures of ID tokens are checked.
 */
export function createIdentityProvider(settings: OidcSettings, now: () => number): IdentityProvider {
  const { name, publicUrl, scopes, claim, nameClaim = 'preferred_username' } = settings;
  const tickets = createTickets(settings);
  const looked = [claim, nameClaim];
  const discovered = rememberSuccess(() => discover(settings));
  const asking = async <T>(work: (provider: Configuration) => T | Promise<T>): Promise<T> => {
    try {
      return await work(await discovered());
    } catch (error) {
      throw providerRefusal(name, error);
    }
  };
  return {
    name,
    rules: settings,
    begin: (to) =>
      asking(async (provider) => {
        const pending = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), to };
        const url = await authorizationUrl(provider, pending, {
          redirect_uri: `${publicUrl}${CALLBACK}`,
          scope: scopes.join(' '),
        });
        return { url, ticket: await tickets.seal(pending, now()) };
      }),
    async finish(answer, ticket) {
      if (ticket === undefined || ticket === '') refuseWithoutTicket(publicUrl);
      const pending = await tickets.open(ticket, now());
      refuseOtherState(answer, pending);
      const url = new URL(`${publicUrl}${CALLBACK}?${answer}`);
      const claimed = await asking((provider) => claimsFor(url, { provider, pending, looked }));
      return { ...claimed, to: pending.to };
    },
    askAgain: async (keys) => askAgain(keys, { name, looked, claim, provider: discovered }),
    ...createProofs(settings),
    leaveUrl: (idToken) =>
      asking((provider) => endSessionUrl(provider, `${publicUrl}${AFTER_SIGN_OUT}`, idToken)).catch(
        (error: unknown) => {
          if (error instanceof AppError) return undefined; // They are signed out of the console all the same.
          throw error;
        },
      ),
  };
}

async function authorizationUrl(
  provider: Configuration,
  { state, nonce, verifier }: PendingSignIn,
  asked: { readonly redirect_uri: string; readonly scope: string },
): Promise<string> {
  const challenge = await calculatePKCECodeChallenge(verifier);
  return buildAuthorizationUrl(provider, {
    ...{ ...asked, state, nonce },
    ...{ code_challenge: challenge, code_challenge_method: 'S256' },
  }).href;
}

function endSessionUrl(provider: Configuration, after: string, idToken: string | undefined): string | undefined {
  if (provider.serverMetadata().end_session_endpoint === undefined) return undefined;
  return buildEndSessionUrl(provider, {
    post_logout_redirect_uri: after,
    ...(idToken !== undefined && { id_token_hint: idToken }),
  }).href;
}

function refuseWithoutTicket(publicUrl: string): never {
  throw new AppError('unauthenticated', 'This browser has no sign-in under way that could be finished.', {
    hint: `Start from the sign-in page at ${publicUrl}, and finish in the same browser.`,
  });
}

/** The library checks it too; this one says it in words. */
function refuseOtherState(answer: string, { state }: PendingSignIn): void {
  if (new URLSearchParams(answer).get('state') === state) return;
  throw new AppError('unauthenticated', 'The answer belongs to another sign-in than the one under way (state).', {
    hint: 'Start again from the sign-in page, in one tab.',
  });
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const url = new URL(issuer);
  const insecure = url.protocol === 'http:' ? [allowInsecureRequests] : [];
  const client = { client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE };
  return discovery(url, clientId, client, authenticatedBy(clientSecret), {
    timeout: PATIENCE,
    execute: [...insecure, enableNonRepudiationChecks],
  });
}

/** By the body where a provider takes that, for not all agree on how a header is to be escaped. */
function authenticatedBy(secret: string): ClientAuth {
  const [byBody, byHeader] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, client, ...request) => {
    const takesBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true;
    (takesBody ? byBody : byHeader)(server, client, ...request);
  };
}

function rememberSuccess<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    const attempt = (made ??= make());
    return attempt.catch((error: unknown) => {
      if (made === attempt) made = undefined;
      throw error;
    });
  };
}
