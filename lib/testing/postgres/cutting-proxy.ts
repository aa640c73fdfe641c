import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Where the next commit that passes is cut off. */
export type Cut = 'before the server has it' | 'before its answer is back';

/** A way to the server that can be cut at the one place where the other end cannot know what became of its commit. */
export type CuttingProxy = { readonly url: string; cutNextCommit(where: Cut): void; close(): Promise<void> };

/** Listens on a port of its own and passes everything on to the server of `url`. */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let cut: Cut | undefined;

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    const both = [client, upstream];
    const destroy = (): void => both.forEach((socket) => socket.destroy());
    let swallowed = '';
    let isSwallowing = false;
    for (const socket of both) {
      sockets.add(socket);
      socket.on('error', destroy).on('close', destroy);
    }
    client.on('data', (chunk) => {
      // The name of the prepared statement, as it stands in the message that runs it.
      const isCommit = cut !== undefined && chunk.includes('\0commit\0');
      if (isCommit && cut === 'before the server has it') destroy();
      isSwallowing ||= isCommit;
      if (isCommit) cut = undefined;
      if (!client.destroyed) upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!isSwallowing) client.write(chunk);
      else swallowed += chunk.toString('latin1');
      if (swallowed.includes('COMMIT\0')) destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const own = new URL(url);
  own.port = String(address.port);
  return {
    url: own.href,
    cutNextCommit: (where) => (cut = where),
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
