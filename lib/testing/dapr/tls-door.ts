import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';

/** Takes encrypted connections for `localhost` and hands them on in clear, as a proxy before a sidecar does. */
export type TlsDoor = {
  readonly port: number;
  /** File of the certificate that vouches for it, as PEM. */
  readonly ca: string;
  stop(): Promise<void>;
};

/** `folder`: for key and certificate, which OpenSSL makes anew. */
export async function openTlsDoor(folder: string, behind: number): Promise<TlsDoor> {
  const [key, ca] = [join(folder, 'tls.key'), join(folder, 'tls.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', ca],
  ]);
  const options = { key: readFileSync(key), cert: readFileSync(ca), ALPNProtocols: ['h2'] };
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer(options, (outside) => {
    const inside = connect(behind, '127.0.0.1');
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    ...{ port: address.port, ca },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
