import { once } from 'node:events';
import { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '@/lib/domain/app-error';

export type ListenInput = {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** What listens, at the start of a sentence, and the setting that names its port. */
  readonly what: string;
  readonly setting: string;
};

export type HttpServer = { readonly port: number; close(): Promise<void> };

/** Serves HTTP. Resolves when it listens; rejects with `unavailable` when it cannot. */
export async function listen({ fetch, host, port, ...names }: ListenInput): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch });
  if (!(server instanceof Server)) throw new AppError('internal', 'The HTTP server is not of the expected kind.');
  try {
    await once(server.listen(port, host), 'listening');
  } catch (cause) {
    throw cannotListen(cause, `${host}:${port}`, names);
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function cannotListen(
  cause: unknown,
  where: string,
  { what, setting }: Pick<ListenInput, 'what' | 'setting'>,
): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  const reason = code === 'EADDRINUSE' ? 'the port is in use' : `${cause instanceof Error ? cause.message : cause}`;
  return new AppError('unavailable', `${what} cannot listen on ${where}: ${reason}.`, {
    hint: `Set ${setting} to another port, or to 0 for any free one.`,
    cause,
  });
}
