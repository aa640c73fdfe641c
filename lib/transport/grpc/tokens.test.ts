import { once } from 'node:events';
import { status as Code } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { type GrpcEngine, type GrpcEngineOptions, startGrpcEngine } from '@/lib/testing/grpc-engine';
import { openTestClient, type TestClient } from './test-client';

const APPS = [
  { appId: 'shop', tokens: ['shop-secret', 'shop-spare'] },
  { appId: 'billing', tokens: ['billing-secret'] },
  { appId: 'default', tokens: [] },
];

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const reading = { instanceId: 'order-1', getInputsAndOutputs: false };
const refused = { code: Code.UNAUTHENTICATED };

test.each([undefined, 'wrong-secret', 'billing-secret', ''])(
  'B65: the token %j opens neither call nor stream',
  async (token) => {
    const { engine, client } = await setup({ apps: APPS });
    const shop = client(token);
    await expect(shop.ask(service.hello, {}).answer).rejects.toMatchObject(refused);
    await expect(shop.ask(service.getInstance, reading).answer).rejects.toMatchObject(refused);
    await expect(shop.ownAppId()).rejects.toMatchObject(refused);
    const [error] = (await once(shop.getWorkItems(), 'error')) as [unknown];
    expect(error).toMatchObject(refused);
    expect(engine.streams()).toEqual([]);
    expect(engine.said.join('\n')).toContain('A worker was turned away');
    expect(engine.said.join('\n')).not.toContain('secret');
  },
);

test('a wrong token is an error for the JavaScript SDK too, not a stream that ends well', async () => {
  const { client } = await setup({ apps: APPS });
  const [error] = (await once(client('wrong-secret', 'dapr-js-sdk/3').getWorkItems(), 'error')) as [unknown];
  expect(error).toMatchObject(refused);
});

test.each(['shop-secret', 'shop-spare'])('B65: the token %j opens both', async (token) => {
  const { engine, client } = await setup({ apps: APPS });
  const shop = client(token);
  expect(await shop.ask(service.getInstance, reading).answer).toMatchObject({ exists: false });
  const stream = shop.getWorkItems();
  stream.on('error', () => undefined);
  await engine.runtime.until(() => engine.streams().length === 1);
  expect(engine.streams()).toEqual(['shop']);
  stream.cancel();
});

test('on a shared listener the token is the app', async () => {
  const { engine, client } = await setup({ apps: APPS, shared: { fallback: 'default' } });
  for (const token of ['billing-secret', 'shop-secret', undefined]) {
    await client(token).ask(service.startInstance, { ...start, instanceId: `by-${token ?? 'nobody'}` }).answer;
  }
  const started = engine.runtime.requests.map(({ given }) => (given as { ref: unknown }).ref);
  expect(started).toEqual([
    { appId: 'billing', instanceId: 'by-billing-secret' },
    { appId: 'shop', instanceId: 'by-shop-secret' },
    { appId: 'default', instanceId: 'by-nobody' },
  ]);
  await expect(client('wrong').ask(service.hello, {}).answer).rejects.toMatchObject(refused);
});

test('on a shared listener without a fallback nobody comes in without a token', async () => {
  const { client } = await setup({ apps: APPS, shared: { fallback: undefined } });
  await expect(client(undefined).ask(service.hello, {}).answer).rejects.toMatchObject(refused);
  expect(await client('shop-secret').ask(service.hello, {}).answer).toEqual({});
});

test('a router leads to another app only where its token is not asked for', async () => {
  const { client } = await setup({ apps: APPS });
  const router = (targetAppID: string) => ({ router: { sourceAppID: '', targetAppID } });
  const shop = client('shop-secret');
  const guarded = shop.ask(service.getInstance, { ...reading, ...router('billing') });
  await expect(guarded.answer).rejects.toMatchObject(refused);
  const filter = { runtimeStatus: [1] as 1[] };
  const purge = { request: { $case: 'purgeInstanceFilter', value: filter } as const, recursive: false };
  await expect(shop.ask(service.purgeInstances, { ...purge, ...router('billing') }).answer).rejects.toMatchObject(
    refused,
  );
  expect(await shop.ask(service.getInstance, { ...reading, ...router('default') }).answer).toEqual({
    exists: false,
    workflowState: undefined,
  });
});

const start = {
  ...{ name: 'Order', tags: {}, enforceUniqueInstanceId: false },
  scheduledStartTimestamp: { seconds: 5, nanos: 0 },
};

async function setup(options: GrpcEngineOptions) {
  const started: GrpcEngine = await startGrpcEngine(options);
  closing.push(() => started.server.close());
  const streams = (): string[] => started.runtime.streams.map(({ stream }) => stream.appId);
  return {
    engine: { ...started, streams },
    client(token: string | undefined, userAgent?: string): TestClient {
      const client = openTestClient(started.address, userAgent, token);
      closing.push(() => client.close());
      return client;
    },
  };
}
