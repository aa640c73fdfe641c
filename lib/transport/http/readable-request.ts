/** Where requests go that Next.js would fail at. */
export const REFUSED_PATH = '/api/v1/refused';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const LONGEST = 16_384;

/** True for a request whose method or address is of no use to anybody: unknown, too long, or with broken escapes. */
export function isUnreadable(method: string | undefined, url: string | undefined): boolean {
  if (method === undefined || url === undefined || !METHODS.has(method) || url.length > LONGEST) return true;
  const [path = ''] = url.split('?');
  try {
    return /[\0\r\n]/.test(decodeURIComponent(path));
  } catch {
    return true; // decodeURIComponent says so by throwing
  }
}
