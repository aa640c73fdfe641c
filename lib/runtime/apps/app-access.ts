import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '@/lib/domain/app-error';

/** Name of the gRPC metadata and of the HTTP header that carry a token. */
export const TOKEN_HEADER = 'dapr-api-token';

/** An app and the tokens that open it; without any, everybody who reaches a listener of it may call. */
export type AppTokens = { readonly appId: string; readonly tokens: readonly string[] };

/** Somebody who was let in. */
export type Caller = {
  /** The app the caller speaks for. */
  readonly appId: string;
  /** Throws `unauthenticated` when the caller's token does not open the app that a request names. */
  requireReach(appId: string): void;
};

/** What one listener asks of those who come. */
export type AppAccess = {
  /** Throws `unauthenticated` for a token that is missing or wrong; no message repeats it. */
  admit(token: string | undefined): Caller;
  /** Whether callers of that app have a place here. */
  serves(appId: string): boolean;
};

export type AppAccesses = {
  /** Of a listener that belongs to one app. */
  ofApp(appId: string): AppAccess;
  /** Of a listener where the token tells the app; without a token it is `fallback`, if that app has no tokens. */
  shared(fallback: string | undefined): AppAccess;
};

const HINT = `Send one in ${TOKEN_HEADER}; SDKs take it from DAPR_API_TOKEN.`;

/** Who may speak for which app. Tokens are compared in a time that does not tell how much of one was right. */
export function createAppAccesses(apps: readonly AppTokens[]): AppAccesses {
  const known = apps.flatMap(({ appId, tokens }) => tokens.map((token) => ({ appId, digest: digestOf(token) })));
  const isGuarded = (appId: string): boolean => known.some((entry) => entry.appId === appId);
  const callerOf = (appId: string, owner: string | undefined): Caller => ({
    appId,
    requireReach(target) {
      if (target === appId || target === owner || !isGuarded(target)) return;
      throw new AppError('unauthenticated', `App "${target}" takes requests with one of its own API tokens only.`);
    },
  });
  return {
    ofApp: (appId) => ({
      admit(token) {
        const owner = ownerOf(token, known);
        if (isGuarded(appId) && owner !== appId) throw refusal(token, `App "${appId}"`);
        return callerOf(appId, owner);
      },
      serves: (asked) => asked === appId,
    }),
    shared: (fallback) => ({
      admit(token) {
        const owner = ownerOf(token, known);
        if (owner !== undefined) return callerOf(owner, owner);
        const isOpen = fallback !== undefined && !isGuarded(fallback);
        if (isOpen && (token === undefined || known.length === 0)) return callerOf(fallback, undefined);
        throw refusal(token, 'This address');
      },
      serves: (asked) => apps.some(({ appId }) => appId === asked),
    }),
  };
}

function refusal(token: string | undefined, who: string): AppError {
  const fault = token === undefined ? 'there is none' : 'this is not one of them';
  return new AppError('unauthenticated', `${who} asks for an API token: ${fault}.`, { hint: HINT });
}

/** Looks at every token, so that the time does not tell which one it was either. */
function ownerOf(
  token: string | undefined,
  known: readonly { readonly appId: string; readonly digest: Buffer }[],
): string | undefined {
  if (token === undefined) return undefined;
  const digest = digestOf(token);
  const [owner] = known.filter((entry) => timingSafeEqual(entry.digest, digest));
  return owner?.appId;
}

/** Of one length whatever the token's is, as the comparison needs. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
