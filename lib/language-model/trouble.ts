import { AppError } from '@/lib/domain/app-error';
import type { LanguageModelPlace } from './language-model';

/** Characters of an endpoint's own words that are shown. */
const MOST = 300;

/** What a failed request means to the one who sent it. */
export function troubleOf(error: unknown, place: LanguageModelPlace): AppError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause;
  }
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number') return byStatus(status, error, place);
  return new AppError('unavailable', `${place.host} cannot be reached: ${reasonOf(error)}.`, {
    hint: 'Check PERDURE_LLM_URL and the network of this machine.',
    cause: error,
  });
}

function byStatus(status: number, error: unknown, { host, name }: LanguageModelPlace): AppError {
  const says = `(HTTP ${status}: ${reasonOf(error)})`;
  if (status === 401 || status === 403) {
    return new AppError('precondition', `${host} refused the key ${says}.`, {
      hint: 'Set PERDURE_LLM_KEY to a key that may use this model, and start Perdure again.',
    });
  }
  if (status === 404) {
    return new AppError('precondition', `${host} knows no model ${name}, or no such address ${says}.`, {
      hint: 'Check PERDURE_LLM_MODEL and PERDURE_LLM_URL.',
    });
  }
  if (status === 429) {
    const seconds = waitOf(error);
    return new AppError('limited', `${host} takes no more requests for now ${says}.`, {
      hint: seconds === undefined ? 'Try again in a minute.' : `Try again in ${seconds} s.`,
    });
  }
  if (status >= 500) {
    return new AppError('unavailable', `${host} failed ${says}.`, { hint: 'Try again later; nothing was made.' });
  }
  return new AppError('invalid', `${host} does not take the request ${says}.`, {
    hint: 'Check that PERDURE_LLM_MODEL takes what was sent: images need a model that sees.',
  });
}

function waitOf(error: unknown): number | undefined {
  const headers: unknown = error instanceof Error && 'headers' in error ? error.headers : undefined;
  const seconds = headers instanceof Headers ? Number(headers.get('retry-after') ?? Number.NaN) : Number.NaN;
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined;
}

/** The endpoint's words are a stranger's: one line, without control characters, not too long. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
