import { afterEach, describe, expect, test } from 'vitest';
import { createAppAccesses } from '@/lib/runtime/apps/app-access';
import { createAppMetadata } from '@/lib/runtime/apps/app-metadata';
import { FakeRuntime } from '@/lib/testing/fake-runtime';
import { startHttpServer } from './http-server';
import type { HttpServer } from './listen';

const APPS = [
  { appId: 'shop', tokens: ['shop-secret'] },
  { appId: 'billing', tokens: ['billing-secret'] },
  { appId: 'default', tokens: [] },
];
const REFUSED = { errorCode: 'ERR_UNAUTHENTICATED', message: expect.stringContaining('API token') as string };

const open: HttpServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

describe('an app with tokens', () => {
  test.each([undefined, 'wrong-secret', 'billing-secret'])('B65: is closed to the token %j', async (token) => {
    const { send, runtime, logged } = await setup('shop');
    const answers = await Promise.all([
      send('POST', '/v1.0-beta1/workflows/dapr/Order/start', { token }),
      send('GET', '/v1.0/workflows/dapr/i-1', { token }),
      send('GET', '/v1.0/metadata', { token }),
      send('PUT', '/v1.0/metadata/team', { token, body: 'x' }),
      send('GET', '/v1.0/nowhere', { token }),
    ]);
    expect(answers).toEqual(Array(5).fill([401, REFUSED]));
    expect(JSON.stringify([answers, logged])).not.toContain('secret');
    expect(runtime.requests).toEqual([]);
  });

  test('is open to its own', async () => {
    const { send, runtime } = await setup('shop');
    const [status] = await send('POST', '/v1.0/workflows/dapr/Order/start?instanceID=i-1', { token: 'shop-secret' });
    expect(status).toBe(202);
    expect(runtime.requests[0]?.given).toMatchObject({ ref: { appId: 'shop', instanceId: 'i-1' } });
  });

  test.each(['/v1.0/healthz', '/v1.0/healthz/outbound'])('tells its health to everybody at %s', async (path) => {
    const { send } = await setup('shop');
    expect((await send('GET', path))[0]).toBe(204);
  });
});

describe('a shared address', () => {
  test('takes the token for the app, and no token for the app that needs none', async () => {
    const { send, runtime } = await setup({ fallback: 'default' });
    for (const token of ['billing-secret', 'shop-secret', undefined]) {
      await send('POST', '/v1.0/workflows/dapr/Order/start', { token });
    }
    const started = runtime.requests.map(({ given }) => (given as { ref: { appId: string } }).ref.appId);
    expect(started).toEqual(['billing', 'shop', 'default']);
    expect((await send('GET', '/v1.0/metadata', { token: 'billing-secret' }))[1]).toMatchObject({ id: 'billing' });
    expect(await send('GET', '/v1.0/metadata', { token: 'wrong' })).toEqual([401, REFUSED]);
  });

  test('asks for a token when the first app has some', async () => {
    const { send } = await setup({ fallback: 'shop' });
    expect(await send('GET', '/v1.0/metadata')).toEqual([401, REFUSED]);
  });

  test('is healthy for every declared app', async () => {
    const { send } = await setup({ fallback: 'default' });
    expect((await send('GET', '/v1.0/healthz?appid=billing'))[0]).toBe(204);
    expect((await send('GET', '/v1.0/healthz?appid=nobody'))[0]).toBe(500);
  });
});

test('appID leads to another app only where its token is not asked for', async () => {
  const { send } = await setup('shop');
  const token = 'shop-secret';
  expect(await send('POST', '/v1.0/workflows/dapr/i-1/pause?appID=billing', { token })).toEqual([401, REFUSED]);
  const [status] = await send('POST', '/v1.0/workflows/dapr/Order/start?appID=default', { token });
  expect(status).toBe(202);
});

test('attributes are set by their name and told by metadata', async () => {
  const { send } = await setup('default');
  expect(await send('PUT', '/v1.0/metadata/team%20name', { body: 'blue "sky"' })).toEqual([204, undefined]);
  expect(await send('GET', '/v1.0/metadata')).toEqual([
    200,
    {
      id: 'default',
      runtimeVersion: '9.9.9',
      enabledFeatures: [],
      actors: [],
      components: [],
      subscriptions: [],
      httpEndpoints: [],
      extended: { 'team name': 'blue "sky"', daprRuntimeVersion: '9.9.9' },
      actorRuntime: { runtimeStatus: 'RUNNING', activeActors: [], hostReady: true },
      workflows: { connectedWorkers: 0 },
    },
  ]);
});

type Given = { readonly token?: string | undefined; readonly body?: string };

/** The API of one app's own listener, or of a shared one. */
async function setup(listener: string | { fallback: string }) {
  const runtime = new FakeRuntime();
  const logged: object[] = [];
  const accesses = createAppAccesses(APPS);
  const server = await startHttpServer({
    runtime,
    access: typeof listener === 'string' ? accesses.ofApp(listener) : accesses.shared(listener.fallback),
    metadata: createAppMetadata({ runtimeVersion: '9.9.9', runtime }),
    host: '127.0.0.1',
    port: 0,
    isReady: () => true,
    log: { info: (fields) => void logged.push(fields), error: (fields) => void logged.push(fields) },
  });
  open.push(server);
  const send = async (method: string, path: string, { token, body }: Given = {}): Promise<[number, unknown]> => {
    const headers: Record<string, string> = token === undefined ? {} : { 'dapr-api-token': token };
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init);
    const text = await response.text();
    return [response.status, text === '' ? undefined : JSON.parse(text)];
  };
  return { send, runtime, logged };
}
