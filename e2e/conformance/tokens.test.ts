import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { complete } from './actions';
import { test } from './bench';
import { refusalOf } from './task-hub';
import { timestamp } from './time';

const config = {
  apps: { orders: { apiTokens: ['orders-secret', 'orders-next'] }, billing: { apiTokens: ['billing-secret'] } },
};
const started = { instanceId: 'one', scheduledStartTimestamp: timestamp(1_000) };

test('B65 a wrong or missing token is Unauthenticated on unary calls', async ({ bench }) => {
  const own = await bench.ownRuntime({ apps: [], config });
  for (const token of ['', 'wrong', 'orders-secret'.slice(0, -1), 'orders-secret2']) {
    const hub = bench.connect(own.target, token);
    expect((await refusalOf(hub.start(started))).code).toBe(Code.UNAUTHENTICATED);
    expect((await refusalOf(hub.call('hello', {}))).code).toBe(Code.UNAUTHENTICATED);
  }
  expect((await refusalOf(bench.connect(own.target).state('one'))).code).toBe(Code.UNAUTHENTICATED);
});

test('B65 a wrong or missing token is Unauthenticated on the stream', async ({ bench }) => {
  const own = await bench.ownRuntime({ apps: [], config });
  for (const token of ['', 'wrong']) {
    const worker = bench.worker({ target: own.target, token });
    expect((await worker.ended).code).toBe(Code.UNAUTHENTICATED);
    expect(worker.received).toEqual([]);
  }
});

test('B65 the token tells the app: each sees its own instances and gets its own work', async ({ bench }) => {
  const own = await bench.ownRuntime({ apps: [], config });
  const [orders, billing] = [bench.connect(own.target, 'orders-secret'), bench.connect(own.target, 'billing-secret')];
  const other = bench.worker({ target: own.target, token: 'billing-secret' });
  const worker = bench.worker({ target: own.target, token: 'orders-next' });
  await orders.start({ ...started, input: '"of orders"' });
  expect(await billing.state('one')).toBeUndefined();
  await worker.play('one', [complete(1)]);
  expect(await orders.untilEnded('one')).toMatchObject({ input: '"of orders"', output: '"done"' });
  expect(other.received).toEqual([]);
});
