import { CommunicationProtocolEnum, DaprClient } from '@dapr/dapr';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAppAccesses } from '@/lib/runtime/apps/app-access';
import { createAppMetadata } from '@/lib/runtime/apps/app-metadata';
import { openRuntime } from '@/lib/testing/runtime-fixture';
import { startGrpcServer } from '@/lib/transport/grpc/start-grpc-server';
import { startHttpServer } from '@/lib/transport/http/http-server';

const STORE = 'statestore';
const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe.each(['HTTP', 'GRPC'] as const)('DaprClient of the JavaScript SDK over %s', (protocol) => {
  test('saves, reads and deletes', async () => {
    const { client } = await setup(protocol);
    await client.start();
    await client.state.save(STORE, [
      { key: 'item-1', value: { sku: 7, name: 'Ü' } },
      { key: 'item-2', value: 'text' },
    ]);
    expect(await client.state.get(STORE, 'item-1')).toEqual({ sku: 7, name: 'Ü' });
    expect(await client.state.get(STORE, 'item-2')).toBe('text');
    expect(await client.state.get('other', 'item-1')).toBe('');
    const bulk = await client.state.getBulk(STORE, ['item-1', 'nothing']);
    expect(bulk).toMatchObject([{ key: 'item-1', data: { sku: 7 } }, { key: 'nothing' }]);
    await client.state.delete(STORE, 'item-1');
    expect(await client.state.get(STORE, 'item-1')).toBe('');
  });

  test('carries out transactions as a whole', async () => {
    const { client } = await setup(protocol);
    await client.state.save(STORE, [{ key: 'gone', value: 1 }]);
    await client.state.transaction(STORE, [
      { operation: 'upsert', request: { key: 'item-1', value: 'three' } },
      { operation: 'delete', request: { key: 'gone' } },
    ]);
    expect(await client.state.get(STORE, 'item-1')).toBe('three');
    expect(await client.state.get(STORE, 'gone')).toBe('');
  });
});

test('both doors show the same, of one app and not of another', async () => {
  const { client, send } = await setup('GRPC');
  await client.state.save(STORE, [{ key: 'a/b c', value: { from: 'gRPC' } }]);
  const read = await send('GET', `/${STORE}/a/b%20c`);
  expect([read.status, await read.json()]).toEqual([200, { from: 'gRPC' }]);
  const { send: sendOther } = await setup('HTTP', 'depot');
  expect((await sendOther('GET', `/${STORE}/a/b%20c`)).status).toBe(204);
});

test('an ETag guards against what was not seen; last-write does without', async () => {
  const { send } = await setup('HTTP');
  const save = async (item: object) => (await send('POST', `/${STORE}`, [{ key: 'item-1', ...item }])).status;
  const etag = async () => (await send('GET', `/${STORE}/item-1`)).headers.get('etag') ?? '';
  expect(await save({ value: 1, options: { concurrency: 'first-write' } })).toBe(204);
  expect(await save({ value: 2, options: { concurrency: 'first-write' } })).toBe(409);
  const first = await etag();
  expect(await save({ value: 3, etag: first })).toBe(204);
  expect(await etag()).not.toBe(first);
  const refused = await send('POST', `/${STORE}`, [{ key: 'item-1', value: 4, etag: first }]);
  expect([refused.status, await refused.json()]).toEqual([
    409,
    { errorCode: 'ERR_STATE_SAVE', message: expect.stringContaining('possible etag mismatch') as string },
  ]);
  expect(await save({ value: 5, etag: first, options: { concurrency: 'last-write' } })).toBe(204);
  expect((await send('DELETE', `/${STORE}/item-1`, { 'if-match': first })).status).toBe(409);
  const both = [
    { operation: 'upsert', request: { key: 'item-2', value: 1 } },
    { operation: 'upsert', request: { key: 'item-1', value: 6, etag: first } },
  ];
  expect((await send('POST', `/${STORE}/transaction`, { operations: both })).status).toBe(409);
  expect((await send('GET', `/${STORE}/item-2`)).status).toBe(204);
  expect((await send('DELETE', `/${STORE}/item-1`, { 'if-match': await etag() })).status).toBe(204);
});

test('of writers that saw the same, one is let through', async () => {
  const { send } = await setup('HTTP');
  await send('POST', `/${STORE}`, [{ key: 'n', value: 0 }]);
  const etag = (await send('GET', `/${STORE}/n`)).headers.get('etag');
  const writes = Array.from({ length: 20 }, (_, nth) => send('POST', `/${STORE}`, [{ key: 'n', value: nth, etag }]));
  const statuses = (await Promise.all(writes)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(19);
});

test('what cannot be done is refused in the words of Dapr', async () => {
  const { send } = await setup('HTTP');
  const codeOf = async (path: string, body: unknown) => {
    const answer = await send('POST', path, body);
    return [answer.status, ((await answer.json()) as { errorCode: string }).errorCode];
  };
  expect(await codeOf(`/${STORE}`, { key: 'a' })).toEqual([400, 'ERR_STATE_SAVE']);
  expect(await codeOf(`/${STORE}`, [{ key: 'a||b', value: 1 }])).toEqual([400, 'ERR_STATE_SAVE']);
  expect(await codeOf(`/${STORE}`, [{ key: '', value: 1 }])).toEqual([400, 'ERR_STATE_SAVE']);
  const short = [{ key: 'a', value: 1, metadata: { ttlInSeconds: '5' } }];
  expect(await codeOf(`/${STORE}`, short)).toEqual([400, 'ERR_STATE_SAVE']);
  expect(await codeOf(`/${STORE}/bulk`, {})).toEqual([400, 'ERR_STATE_BULK_GET']);
  expect(await codeOf(`/${STORE}/transaction`, { operations: [{ operation: 'add', request: { key: 'a' } }] })).toEqual([
    ...[400, 'ERR_STATE_TRANSACTION'],
  ]);
});

test('what is kept is there after a restart', async () => {
  const { fx, send } = await setup('HTTP');
  await send('POST', `/${STORE}`, [{ key: 'item-1', value: { sku: 7 } }]);
  await fx.restart();
  const [found] = await fx.runtime.readState({ appId: 'shop', store: STORE }, ['item-1']);
  expect(JSON.parse(new TextDecoder().decode(found?.value))).toEqual({ sku: 7 });
});

/** Both doors of an app over a real runtime, and clients of them. */
async function setup(protocol: 'HTTP' | 'GRPC', appId = 'shop') {
  const fx = await openRuntime({ folder: 'memory' });
  const { runtime } = fx;
  const access = createAppAccesses([{ appId, tokens: [] }]).ofApp(appId);
  const metadata = createAppMetadata({ runtimeVersion: '9.9.9', runtime });
  const door = { runtime, access, metadata, host: '127.0.0.1', port: 0, log };
  const http = await startHttpServer({ ...door, isReady: () => true });
  const grpc = await startGrpcServer(door);
  const client = new DaprClient({
    daprHost: '127.0.0.1',
    daprPort: String(protocol === 'HTTP' ? http.port : grpc.port),
    communicationProtocol: CommunicationProtocolEnum[protocol],
    logger: { service: { ...log, verbose: quiet } },
  });
  onTestFinished(async () => {
    await client.stop();
    await http.close();
    await grpc.close();
  });
  /** What goes along with a DELETE are headers; with everything else it is the body. */
  const send = (method: string, path: string, given?: unknown) =>
    fetch(`http://127.0.0.1:${http.port}/v1.0/state${path}`, {
      method,
      ...(method === 'DELETE' && given !== undefined && { headers: given as Record<string, string> }),
      ...(method !== 'DELETE' && given !== undefined && { body: JSON.stringify(given) }),
    });
  return { fx, client, send };
}
