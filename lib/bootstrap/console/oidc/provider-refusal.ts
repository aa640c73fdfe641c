import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { AppError } from '@/lib/domain/app-error';

const AGAIN = 'Start again from the sign-in page.';
const SETTINGS = 'If it goes on, whoever set up sign-in here finds more in docs/security.md (auth.oidc).';

/** Why a provider did not let somebody in, in words for them; what is no fault of the provider stays as it is. */
export function providerRefusal(name: string, cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  const refused = (message: string, hint: string): AppError =>
    new AppError('unauthenticated', message, { hint, cause });
  if (cause instanceof AuthorizationResponseError || cause instanceof ResponseBodyError) {
    const { error, error_description: description } = cause;
    if (error === 'invalid_grant') {
      return refused(
        `${name} does not take this answer of its own any more: it was used already, or it is too old.`,
        AGAIN,
      );
    }
    const why = plain(description === undefined ? error : `${error}: ${description}`);
    return refused(`${name} did not let you in (${why}).`, `${AGAIN} ${SETTINGS}`);
  }
  if (cause instanceof WWWAuthenticateChallengeError) {
    return refused(`${name} did not say who you are (${cause.status}).`, `${AGAIN} ${SETTINGS}`);
  }
  if (isUnreachable(cause)) return refused(`${name} cannot be reached (${reasonOf(cause)}).`, `Try again. ${SETTINGS}`);
  if (isAboutAnswer(cause)) {
    return refused(`What ${name} answered cannot be trusted: ${reasonOf(cause)}.`, `${AGAIN} ${SETTINGS}`);
  }
  return cause;
}

/** True when a provider that was asked again about somebody said no; any other error leaves that open. */
export function saysNo(cause: unknown): boolean {
  if (cause instanceof ResponseBodyError) return cause.error === 'invalid_grant';
  return cause instanceof WWWAuthenticateChallengeError && cause.status === 401;
}

const UNREACHABLE = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];

/** Errors of the network, and of an address at which something else than a provider answers. */
function isUnreachable(cause: unknown): boolean {
  if (cause instanceof TypeError) return ['fetch failed', 'terminated'].includes(cause.message);
  return UNREACHABLE.includes(codeOf(cause) ?? '');
}

/** Errors that the library found in what the provider said. Not all of them are of a class that it exports. */
function isAboutAnswer(cause: unknown): boolean {
  return cause instanceof ClientError || /^(OAUTH_|ERR_INVALID_URL$)/.test(codeOf(cause) ?? '');
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = inner instanceof Error && inner.message !== '' ? inner.message : undefined;
  return plain(message ?? codeOf(inner) ?? 'it does not answer');
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Characters of a foreign text that are shown. */
const MOST = 200;

function plain(text: string): string {
  return text.replaceAll(/\p{C}/gu, ' ').slice(0, MOST);
}
