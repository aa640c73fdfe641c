import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { findSidecars } from './find-sidecars';
import { watchSidecars } from './sidecar-watch';

/** Answers metadata as daprd does, and to nobody without the token that it wants. */
const PROGRAM = `
  const server = require('node:http').createServer(({ url, headers }, response) => {
    const isWelcome = url === '/v1.0/metadata' && (headers['dapr-api-token'] ?? '') === process.env.WANTED;
    response.statusCode = isWelcome ? 200 : 401;
    response.end(JSON.stringify(isWelcome ? { id: process.env.SAYS, runtimeVersion: '1.18.1' } : {}));
  });
  server.listen(Number(process.argv.at(-1)), '127.0.0.1', () => console.log(server.address().port));`;

/** A process that the machine knows as daprd. */
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

/** One whose command line tells the port that it really has. */
async function aSidecar(says: string, wanted = ''): Promise<{ end(): Promise<void> }> {
  const first = await aProcess(says, wanted);
  await first.end();
  return aProcess(says, wanted, first.port);
}

test('a sidecar is found by its process and named by its metadata, until it ends', async () => {
  const { end } = await aSidecar('found-here');
  const ours = async () => (await findSidecars({})).filter(({ appId }) => appId.startsWith('found-'));
  expect(await ours()).toEqual([{ appId: 'found-here', address: '127.0.0.1:50999', version: '1.18.1' }]);
  const watch = watchSidecars({}, () => Date.now());
  await watch.look();
  expect(watch.now()).toContainEqual({ appId: 'found-here', address: '127.0.0.1:50999', token: undefined });
  await end();
  expect(await ours()).toEqual([]);
});

test('one that wants a token is found by those who have it', async () => {
  await aSidecar('closed-here', 'secret');
  const ours = async (env: object) => (await findSidecars({ ...env })).filter(({ appId }) => appId === 'closed-here');
  expect(await ours({})).toEqual([]);
  expect(await ours({ DAPR_API_TOKEN: 'secret' })).toHaveLength(1);
});
