import { status as Code } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import type { OrchestrationStatus } from '@/lib/protocol/generated/workflow';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { type GrpcEngine, startGrpcEngine } from '@/lib/testing/grpc-engine';
import { openTestClient, type TestClient } from './test-client';

let engine: GrpcEngine;
let client: TestClient;
beforeEach(async () => {
  engine = await startGrpcEngine();
  client = openTestClient(engine.address);
});
afterEach(async () => {
  client.close();
  await engine.server.close();
});

const order = { appId: 'shop', instanceId: 'order-1' };
const startRequest = { instanceId: 'order-1', name: 'Order', tags: {}, enforceUniqueInstanceId: false };
const reading = { instanceId: 'order-1', getInputsAndOutputs: false };

describe('start', () => {
  test('answers only when the instance has left PENDING', async () => {
    const { answer } = client.ask(service.startInstance, { ...startRequest, input: '' });
    let answered = false;
    void answer.then(() => (answered = true));
    await engine.runtime.until(() => engine.runtime.requests.some(({ name }) => name === 'waitFor'));
    expect(answered).toBe(false);
    engine.runtime.put(order, { status: 'running' });
    expect(await answer).toEqual({ instanceId: 'order-1' });
    expect(engine.runtime.requests[0]?.given).toMatchObject({ ref: order, name: 'Order', input: '', unique: false });
  });

  test('leaves the instance there when the caller gives up', async () => {
    const { answer } = client.ask(service.startInstance, startRequest, 100);
    await expect(answer).rejects.toMatchObject({ code: Code.DEADLINE_EXCEEDED });
    expect(await engine.runtime.get(order)).toMatchObject({ status: 'pending' });
    await aborted('waitFor');
  });

  test('with a start time answers at once', async () => {
    const scheduled = { ...startRequest, scheduledStartTimestamp: { seconds: 5, nanos: 0 } };
    await client.ask(service.startInstance, scheduled).answer;
    expect(engine.runtime.requests).toHaveLength(1);
    expect(engine.runtime.requests[0]?.given).toMatchObject({ scheduledStartAt: 5000 });
  });

  test('without an id gets one, and a router names another app', async () => {
    const request = {
      ...startRequest,
      instanceId: '',
      enforceUniqueInstanceId: true,
      router: { sourceAppID: '', targetAppID: 'billing' },
      scheduledStartTimestamp: { seconds: 0, nanos: 0 },
    };
    expect(await client.ask(service.startInstance, request).answer).toEqual({ instanceId: 'made-up-id' });
    const given = { ref: { appId: 'billing', instanceId: '' }, unique: true };
    expect(engine.runtime.requests[0]?.given).toMatchObject(given);
  });

  test('of an active id is ALREADY_EXISTS', async () => {
    engine.runtime.put(order);
    await expect(client.ask(service.startInstance, startRequest).answer).rejects.toMatchObject({
      code: Code.ALREADY_EXISTS,
    });
  });
});

describe('reading and waiting', () => {
  test('an unknown instance does not exist', async () => {
    expect(await client.ask(service.getInstance, reading).answer).toMatchObject({ exists: false });
  });

  test('a wait for an unknown instance parks until it ends', async () => {
    const { answer } = client.ask(service.waitForInstanceCompletion, { ...reading, getInputsAndOutputs: true });
    await engine.runtime.until(() => engine.runtime.requests.length > 0);
    engine.runtime.put(order, { status: 'running' });
    engine.runtime.put(order, { status: 'completed', output: '7' });
    expect(await answer).toMatchObject({ exists: true, workflowState: { output: '7', workflowStatus: 1 } });
  });

  test('a canceled wait lets go of the runtime', async () => {
    const { call, answer } = client.ask(service.waitForInstanceStart, reading);
    await engine.runtime.until(() => engine.runtime.requests.length > 0);
    call.cancel();
    await expect(answer).rejects.toMatchObject({ code: Code.CANCELLED });
    await aborted('waitFor');
  });

  test('history of an unknown instance is NOT_FOUND, of a known one its events', async () => {
    await expect(client.ask(service.getInstanceHistory, { instanceId: 'x' }).answer).rejects.toMatchObject({
      code: Code.NOT_FOUND,
    });
    engine.runtime.put(order);
    engine.runtime.setHistory([{ kind: 'event-raised', name: 'Paid', eventId: -1, at: 1 }]);
    const { events } = await client.ask(service.getInstanceHistory, { instanceId: 'order-1' }).answer;
    expect(events).toMatchObject([{ eventId: -1, eventType: { $case: 'eventRaised', value: { name: 'Paid' } } }]);
  });

  test('listing pages through everything once, and the last page has no token', async () => {
    for (let i = 0; i < 4; i++) engine.runtime.put({ appId: 'shop', instanceId: `i-${i}` });
    engine.runtime.put({ appId: 'other', instanceId: 'not-ours' });
    const first = await client.ask(service.listInstanceIDs, { pageSize: 2 }).answer;
    expect(first).toEqual({ instanceIds: ['i-0', 'i-1'], continuationToken: 'i-1' });
    const { continuationToken } = first;
    const second = await client.ask(service.listInstanceIDs, { pageSize: 2, continuationToken }).answer;
    expect(second).toEqual({ instanceIds: ['i-2', 'i-3'], continuationToken: undefined });
    const all = await client.ask(service.listInstanceIDs, {}).answer;
    expect(all.instanceIds).toHaveLength(4);
  });
});

describe('operations on an unknown instance say so in the words SDKs look for', () => {
  const unknown = { code: Code.UNKNOWN, details: expect.stringContaining('no such instance exists') as string };
  const instanceId = 'nobody';

  test('raise', () =>
    expect(client.ask(service.raiseEvent, { instanceId, name: 'Paid' }).answer).rejects.toMatchObject(unknown));
  test('suspend', () =>
    expect(client.ask(service.suspendInstance, { instanceId }).answer).rejects.toMatchObject(unknown));
  test('resume', () =>
    expect(client.ask(service.resumeInstance, { instanceId }).answer).rejects.toMatchObject(unknown));
  test('terminate', () =>
    expect(client.ask(service.terminateInstance, { instanceId, recursive: true }).answer).rejects.toMatchObject(
      unknown,
    ));
  test('purge', async () => {
    const request = { request: { $case: 'instanceId', value: instanceId }, recursive: false } as const;
    const { answer } = client.ask(service.purgeInstances, request);
    const details = expect.stringMatching(/^failed to purge workflow state: .*no such instance exists/) as string;
    await expect(answer).rejects.toMatchObject({ code: Code.UNKNOWN, details });
  });
});

describe('operations', () => {
  beforeEach(() => engine.runtime.put(order));

  test('answer when the runtime has it on disk, not before', async () => {
    const release = engine.runtime.hold();
    const { answer } = client.ask(service.terminateInstance, { ...order, output: '', recursive: true });
    let answered = false;
    void answer.then(() => (answered = true));
    await engine.runtime.until(() => engine.runtime.requests.length === 1);
    expect(answered).toBe(false);
    release();
    await answer;
    expect(engine.runtime.requests[0]?.given).toEqual({ ref: order, output: '', recurse: true });
  });

  test('an event for a stalled instance is refused in the words SDKs look for', async () => {
    engine.runtime.failNext(new AppError('precondition', "'order-1' is stalled."));
    const { answer } = client.ask(service.raiseEvent, { instanceId: 'order-1', name: 'Paid' });
    const details = expect.stringContaining('workflow is stalled') as string;
    await expect(answer).rejects.toMatchObject({ code: Code.UNKNOWN, details });
  });

  test('purging a running instance is refused in the words SDKs look for', async () => {
    const request = { request: { $case: 'instanceId', value: 'order-1' }, recursive: true } as const;
    const details = "failed to purge workflow state: 'order-1' is running: orchestration has not yet completed";
    const { answer } = client.ask(service.purgeInstances, request);
    await expect(answer).rejects.toMatchObject({ code: Code.UNKNOWN, details });
  });

  test.each([
    ['some statuses', [0, 1, 1], ['running', 'completed', 'completed']],
    ['no status, which means any', [], undefined],
    ['a status of a later protocol, which covers nothing', [77], []],
  ])('purging by filter with %s', async (_, runtimeStatus, statuses) => {
    const filter = {
      createdTimeFrom: { seconds: 1, nanos: 0 },
      createdTimeTo: { seconds: 2, nanos: 500_000_000 },
      runtimeStatus: runtimeStatus as OrchestrationStatus[],
    };
    const request = { request: { $case: 'purgeInstanceFilter', value: filter }, recursive: true, force: true } as const;
    const answer = await client.ask(service.purgeInstances, request).answer;
    expect(answer).toEqual({ deletedInstanceCount: 3, isComplete: false });
    expect(engine.runtime.requests[0]?.given).toMatchObject({
      filter: { appId: 'shop', statuses, createdFrom: 1_000, createdTo: 2_500 },
      how: { recursive: true, force: true },
    });
  });

  test('a caller of a purge by filter that gives up is noticed', async () => {
    engine.runtime.hold();
    const filter = { runtimeStatus: [] };
    const request = { request: { $case: 'purgeInstanceFilter', value: filter }, recursive: false } as const;
    const { answer } = client.ask(service.purgeInstances, request, 100);
    await expect(answer).rejects.toMatchObject({ code: Code.DEADLINE_EXCEEDED });
    await aborted('purgeMatching');
  });

  test.each([
    ['invalid', Code.INVALID_ARGUMENT],
    ['precondition', Code.INVALID_ARGUMENT],
    ['not_found', Code.NOT_FOUND],
    ['conflict', Code.ALREADY_EXISTS],
  ] as const)('a rerun refused as %s answers its own code', async (code, expected) => {
    engine.runtime.failNext(new AppError(code, 'No.'));
    const request = { sourceInstanceID: 'order-1', eventID: 0, overwriteInput: true };
    await expect(client.ask(service.rerunWorkflowFromEvent, request).answer).rejects.toMatchObject({
      code: expected,
      details: 'No.',
    });
    expect(engine.runtime.requests[0]?.given).toMatchObject({ eventId: 0, overwrite: { input: undefined } });
  });

  test('what nobody expected is logged whole and told without its text', async () => {
    engine.runtime.failNext(new Error('secret path'));
    const { answer } = client.ask(service.raiseEvent, { instanceId: 'order-1', name: 'Paid' });
    const details = expect.stringMatching(/^Unexpected error \([0-9a-f-]{36}\)\.$/) as string;
    await expect(answer).rejects.toMatchObject({ code: Code.INTERNAL, details });
    expect(engine.errors[0]?.fields).toMatchObject({ err: new Error('secret path') });
  });
});

test('a port that is taken is told with the way out', async () => {
  const { server } = engine;
  const second = startGrpcEngine({ port: server.port });
  await expect(second).rejects.toMatchObject({
    code: 'unavailable',
    message: `Port ${server.port} on 127.0.0.1 is already in use by another process.`,
    hint: expect.stringContaining('PERDURE_GRPC_PORT') as string,
  });
});

/** Resolves when the signal of that request has been aborted. */
async function aborted(name: string): Promise<void> {
  const request = engine.runtime.requests.find((one) => one.name === name);
  const { signal } = request?.given as { signal: AbortSignal };
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
}
