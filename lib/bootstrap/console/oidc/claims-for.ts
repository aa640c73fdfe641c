import {
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  refreshTokenGrant,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { AppError } from '@/lib/domain/app-error';
import type { Claims } from '@/lib/services/sign-in/grant-of-claims';
import type { Claimed, ProviderKeys } from '@/lib/services/sign-in/identity-provider';
import type { PendingSignIn } from './pending-sign-in';
import { saysNo } from './provider-refusal';

type Exchange = {
  readonly provider: Configuration;
  readonly pending: PendingSignIn;
  /** What the console reads of somebody. */
  readonly looked: readonly string[];
};

/** What somebody proved who comes back from the provider. */
export async function claimsFor(url: URL, { provider, pending, looked }: Exchange): Promise<Claimed> {
  const tokens = await authorizationCodeGrant(provider, url, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const keys: ProviderKeys = { subject: tokens.claims()?.sub ?? '', ...keysOf(tokens) };
  return { claims: await claimsOf(tokens, { provider, looked, subject: keys.subject }), keys };
}

type Again = {
  readonly name: string;
  readonly looked: readonly string[];
  /** The claim that gives people what they may do. */
  readonly claim: string;
  readonly provider: () => Promise<Configuration>;
};

/**
 * Asks by the refresh token where there is one, else by the access token while that is good. Throws `unauthenticated` when the
 * provider says no, `unavailable` when it does not say.
 */
export async function askAgain(keys: ProviderKeys, { name, looked, claim, provider }: Again): Promise<Claimed> {
  const { subject, refreshToken, accessToken } = keys;
  try {
    const asked = { provider: await provider(), looked, subject };
    if (refreshToken !== undefined) return await byRefreshToken(refreshToken, keys, asked);
    if (accessToken === undefined) throw new Error('there is nothing to ask by');
    const claims = await fetchUserInfo(asked.provider, accessToken, subject);
    if (!isThere(claims, claim)) throw new Error('it told that claim in the ID token only');
    return { claims, keys };
  } catch (cause) {
    if (saysNo(cause)) throw new AppError('unauthenticated', `${name} says that this session is over.`, { cause });
    throw new AppError('unavailable', `${name} cannot be asked again.`, { cause });
  }
}

type Asked = { readonly provider: Configuration; readonly looked: readonly string[]; readonly subject: string };

async function byRefreshToken(token: string, keys: ProviderKeys, asked: Asked): Promise<Claimed> {
  const tokens = await refreshTokenGrant(asked.provider, token);
  // Where tokens are not used once, or not told anew, the ones that are known stay good.
  return { claims: await claimsOf(tokens, asked), keys: { ...keys, ...keysOf(tokens) } };
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** The claims of the ID token, and of the user info too where the token has not all that is looked at. */
async function claimsOf(tokens: Tokens, { provider, looked, subject }: Asked): Promise<Claims> {
  const claims: Claims = tokens.claims() ?? {};
  const hasUserInfo = provider.serverMetadata().userinfo_endpoint !== undefined;
  if (!hasUserInfo || looked.every((claim) => isThere(claims, claim))) return claims;
  return { ...(await fetchUserInfo(provider, tokens.access_token, subject)), ...claims };
}

function isThere(claims: Claims, claim: string): boolean {
  return [claim, claim.split('.')[0] ?? ''].some((of) => Object.hasOwn(claims, of));
}

/** An access token is kept only where it is all that there is to ask by. */
function keysOf({ refresh_token: refreshToken, access_token: accessToken, id_token: idToken }: Tokens) {
  return {
    ...(refreshToken === undefined ? { accessToken } : { refreshToken }),
    ...(idToken !== undefined && { idToken }),
  };
}
