import { createServer } from 'node:net';
import { AppError } from '@/lib/domain/app-error';

/** The port itself when it can be had, any free one for 0. Throws `unavailable` when something else has it. */
export async function claimPort(host: string, port: number, setting: string): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const why = code === 'EADDRINUSE' ? 'is already in use' : `cannot be opened (${code})`;
    throw new AppError('unavailable', `Port ${port} on ${host} ${why}.`, {
      hint: `Stop what uses it, or set ${setting} to another port (0 takes any free one).`,
      cause,
    });
  } finally {
    server.close();
  }
}
