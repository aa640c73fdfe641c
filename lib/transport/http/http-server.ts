import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '@/lib/domain/app-error';
import { daprHttpApi, type DaprHttpApiInput } from './dapr-http-api';

export type HttpServerInput = DaprHttpApiInput & {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
};

export type HttpServer = { readonly port: number; close(): Promise<void> };

/** Serves the Dapr HTTP API. Resolves when it listens; rejects with `unavailable` when it cannot. */
export async function startHttpServer({ host, port, ...api }: HttpServerInput): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch: daprHttpApi(api).fetch });
  if (!(server instanceof Server)) throw new AppError('internal', 'The HTTP server is not of the expected kind.');
  try {
    await once(server.listen(port, host), 'listening');
  } catch (cause) {
    throw cannotListen(cause, host, port);
  }
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  api.log.info({ host, port: actual, appId: api.appId }, 'Dapr HTTP API listens');
  return {
    port: actual,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function cannotListen(cause: unknown, host: string, port: number): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  const reason = code === 'EADDRINUSE' ? 'the port is in use' : `${cause instanceof Error ? cause.message : cause}`;
  return new AppError('unavailable', `The Dapr HTTP API cannot listen on ${host}:${port}: ${reason}.`, {
    hint: 'Set PERDURE_HTTP_PORT to another port, or to 0 for any free one.',
    cause,
  });
}
