import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Answers metadata as daprd does, and to nobody without the token that it wants. */
const PROGRAM = `
  const server = require('node:http').createServer(({ url, headers }, response) => {
    const isWelcome = url === '/v1.0/metadata' && (headers['dapr-api-token'] ?? '') === process.env.WANTED;
    response.statusCode = isWelcome ? 200 : 401;
    response.end(JSON.stringify(isWelcome ? { id: process.env.SAYS, runtimeVersion: '1.18.1' } : {}));
  });
  server.listen(Number(process.argv.at(-1)), '127.0.0.1', () => console.log(server.address().port));`;

async function aProcess(says: string, wanted = '', port = 0): Promise<{ port: number; end(): Promise<void> }> {
  const words = ['-e', PROGRAM, '--', '--app-id', says, '--dapr-grpc-port', '50999', '--dapr-http-port', String(port)];
  const child = spawn(process.execPath, words, { argv0: 'daprd', env: { ...process.env, SAYS: says, WANTED: wanted } });
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  onTestFinished(end);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { port: Number(line.toString()), end };
}

/**
 * A process that is found as a sidecar: the machine knows it as daprd, and its metadata say which app it `says` it is of; to those who have
 * the token `wanted`. It ends with the test at the latest.
 */
export async function aSidecarProcess(says: string, wanted = ''): Promise<{ end(): Promise<void> }> {
  // Its command line has to tell the port that it really has.
  const first = await aProcess(says, wanted);
  await first.end();
  return aProcess(says, wanted, first.port);
}
