import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { type GrpcEngine, startGrpcEngine } from '@/lib/testing/grpc-engine';
import type { Control } from './control';
import { createControl } from './create-control';

let engine: GrpcEngine;
let control: Control;
beforeEach(async () => {
  engine = await startGrpcEngine();
  control = createControl({ doorOf: () => engine, deadlines: { outcome: 100, created: 100 } });
});
afterEach(async () => {
  control.close();
  await engine.server.close();
});

const order = { appId: 'shop', instanceId: 'order-1' };

describe('what is asked for arrives', () => {
  beforeEach(() => engine.runtime.put(order));

  test('ping', () => expect(control.ping('shop')).resolves.toBeUndefined());

  test('the workers of an app, and what waits for them', async () => {
    const worker = { address: 'ipv4:127.0.0.1:5', client: 'grpc-go/1.76.0', since: 7, outstanding: 2 };
    engine.runtime.connected = [
      { appId: 'shop', ...worker },
      { appId: 'bank', ...worker },
    ];
    engine.runtime.waiting = [{ appId: 'shop', turns: 3, activities: 1, oldestTurn: 5 }];
    const backlog = { turns: 3, activities: 1, oldestTurn: 5 };
    expect(await control.workersOf('shop')).toEqual({ connected: 1, status: { workers: [worker], backlog } });
  });

  test('suspend, resume, terminate and events', async () => {
    await control.suspend(order, { reason: 'lunch' });
    await control.resume(order, {});
    await control.raiseEvent(order, { name: 'Paid', input: 'null' });
    await control.terminate(order, { output: '""', recursive: true });
    expect(engine.runtime.requests).toEqual([
      { name: 'suspend', given: { ref: order, reason: 'lunch' } },
      { name: 'resume', given: { ref: order, reason: undefined } },
      { name: 'raiseEvent', given: { ref: order, name: 'Paid', input: 'null' } },
      { name: 'terminate', given: { ref: order, output: '""', recurse: true } },
    ]);
  });

  test('the end of a wait', async () => {
    await control.endWait(order, 4);
    expect(engine.runtime.requests).toEqual([{ name: 'endWait', given: { ref: order, eventId: 4 } }]);
  });

  test('purge tells how many went', async () => {
    engine.runtime.put(order, { status: 'completed' });
    expect(await control.purge(order, { recursive: true, force: false })).toBe(1);
  });

  test('rerun tells the new instance', async () => {
    const rerun = { source: order, eventId: 3, newInstanceId: 'order-1b', overwrite: { input: '7' } };
    expect(await control.rerun(rerun)).toEqual({ appId: 'shop', instanceId: 'order-1b' });
    const { given } = engine.runtime.requests[0] ?? {};
    expect(given).toMatchObject({ source: order, eventId: 3, newInstanceId: 'order-1b', overwrite: { input: '7' } });
  });

  test('rerun without an id makes one, and without input keeps the recorded one', async () => {
    const { instanceId } = await control.rerun({ source: order, eventId: 3 });
    expect(instanceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(engine.runtime.requests[0]?.given).toMatchObject({ overwrite: undefined });
  });
});

test('a start without a worker has succeeded when the instance is there', async () => {
  const ref = { appId: 'shop', instanceId: '' };
  const started = await control.start({ ref, name: 'Order', tags: { team: 'blue' } });
  expect(await engine.runtime.get(started)).toMatchObject({ status: 'pending', name: 'Order' });
});

describe('a refusal keeps the words of the engine', () => {
  test('unknown instance', () =>
    expect(control.raiseEvent(order, { name: 'Paid' })).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining("There is no instance 'order-1'.") as string,
    }));

  test('purge of a running one', async () => {
    engine.runtime.put(order);
    await expect(control.purge(order, { recursive: true, force: false })).rejects.toMatchObject({
      code: 'precondition',
    });
  });

  test('start of an active one', async () => {
    engine.runtime.put(order);
    await expect(control.start({ ref: order, name: 'Order' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('rerun of a child', async () => {
    engine.runtime.failNext(new AppError('invalid', 'A child cannot be rerun.'));
    const rerun = control.rerun({ source: order, eventId: 1 });
    await expect(rerun).rejects.toMatchObject({ code: 'invalid', message: 'A child cannot be rerun.' });
  });

  test('an engine that cannot act says why', async () => {
    engine.runtime.put(order);
    engine.runtime.failNext(new AppError('unavailable', 'The store cannot write: disk full.'));
    await expect(control.suspend(order, {})).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The store cannot write: disk full.',
    });
  });

  test('an engine that fails tells its error id', async () => {
    engine.runtime.put(order);
    engine.runtime.failNext(new Error('boom'));
    await expect(control.suspend(order, {})).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^Unexpected error \(/) as string,
    });
  });
});

test('silence after a request means that the outcome is not known', async () => {
  engine.runtime.put(order);
  const release = engine.runtime.hold();
  await expect(control.terminate(order, { recursive: true })).rejects.toMatchObject({
    code: 'timeout',
    message: "Terminating 'order-1' was requested; the outcome is not known yet.",
  });
  release();
});

describe('an engine that is down', () => {
  test('is told with its address, and nothing was changed', async () => {
    await engine.server.close();
    const unavailable = {
      code: 'unavailable',
      message: `The runtime does not answer (${engine.address}).`,
      hint: expect.stringContaining('Nothing was changed.') as string,
    };
    await expect(control.ping('shop')).rejects.toMatchObject(unavailable);
    await expect(control.suspend(order, {})).rejects.toMatchObject(unavailable);
  });

  test('is called a sidecar where it is one', async () => {
    const sidecars = createControl({ kind: 'sidecar', doorOf: () => ({ address: '127.0.0.1:1' }) });
    await expect(sidecars.versionOf('shop')).rejects.toMatchObject({
      ...{ code: 'unavailable', message: 'No sidecar answers at 127.0.0.1:1.' },
      hint: 'Nothing was changed. Check that the sidecar is running, then try again.',
    });
    sidecars.close();
  });

  test('is found again soon after it is back', async () => {
    await control.ping('shop');
    const { port } = engine.server;
    await engine.server.close();
    await expect(control.ping('shop')).rejects.toMatchObject({ code: 'unavailable' });
    engine = await startGrpcEngine({ port });
    const from = performance.now();
    await pingUntilAnswered();
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  test('of an unknown app is whatever the address book says', async () => {
    const strict = createControl({
      doorOf: (appId) => {
        throw new AppError('not_found', `No engine serves '${appId}'.`);
      },
    });
    await expect(strict.ping('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('an app that asks for a token gets it with each call, and a wrong one is told apart', async () => {
  const guarded = await startGrpcEngine({ apps: [{ appId: 'shop', tokens: ['secret'] }] });
  const controls = ['secret', 'wrong', undefined].map((token) =>
    createControl({ doorOf: () => ({ address: guarded.address, token }) }),
  );
  try {
    const outcomes = await Promise.allSettled(controls.map((one) => one.ping('shop')));
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'unauthenticated' } },
      { status: 'rejected', reason: { code: 'unauthenticated' } },
    ]);
  } finally {
    for (const one of controls) one.close();
    await guarded.server.close();
  }
});

/** The client reconnects in its own time; each refused call is answered at once, so this does not need to wait. */
async function pingUntilAnswered(): Promise<void> {
  const answered = await control.ping('shop').then(
    () => true,
    () => false,
  );
  if (!answered) await pingUntilAnswered();
}
