import { createHash, randomBytes } from 'node:crypto';

/** What API tokens begin with, so that a leaked one is known for what it is. */
const TOKEN_START = 'perdure_';

/** A new API token: 256 random bits. */
export function newToken(): string {
  return `${TOKEN_START}${randomBytes(32).toString('base64url')}`;
}

/** What the cookie of a new session holds: 256 random bits. */
export function newSessionKey(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token or of a session's key. It has more than enough chance in it for a plain hash. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
