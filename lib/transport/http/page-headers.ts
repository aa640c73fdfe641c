/** Header by which a page learns the address it was asked for. */
export const PATH_HEADER = 'x-perdure-path';

/**
 * The headers of every page. Scripts run only with the nonce of this answer; styles may stand in attributes, which React
 * Flow and Radix write. Nothing is loaded from elsewhere, and nobody may put a page into a frame.
 */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  const policy = {
    'default-src': "'self'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'`,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self' blob:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    ...PLAIN_HEADERS,
  };
}

/** What answers of the HTTP API have too. */
const PLAIN_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const;
