import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { PEER_HEADER } from './lib/transport/http/credentials';
import { isUnreadable, REFUSED_PATH } from './lib/transport/http/readable-request';

/**
 * Next.js calls this once, before the first request. Routes see headers and no connection, and headers are whatever a
 * client says: so who is at the other end of the connection is written into one of them, over whatever was there. What
 * Next.js itself would fail at goes to a route that refuses it.
 */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
    if (!isUnreadable(request.method, request.url)) return;
    request.method = 'GET';
    request.url = REFUSED_PATH;
  });
  const { startBackground } = await import('./lib/bootstrap/console/start-background');
  await startBackground();
}
