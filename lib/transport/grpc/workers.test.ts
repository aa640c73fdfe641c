import { type ClientReadableStream, type ServiceError, status as Code } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { type GrpcEngine, startGrpcEngine } from '@/lib/testing/grpc-engine';
import type { WorkflowAction } from '@/lib/protocol/generated/actions';
import { HistoryEvent } from '@/lib/protocol/generated/history';
import { WorkerCapability, type WorkItem as WireWorkItem } from '@/lib/protocol/generated/work';
import type { ActivityItem, TurnItem, WorkerStream } from '@/lib/runtime/runtime-port';
import { openTestClient, type TestClient } from './test-client';

let engine: GrpcEngine;
let client: TestClient;
beforeEach(async () => {
  engine = await startGrpcEngine({ stallAfterMs: 50 });
  client = openTestClient(engine.address);
});
afterEach(async () => {
  client.close();
  await engine.server.close();
});

describe('a work item stream', () => {
  test('brings a turn as it is, history whole', async () => {
    const { items, stream } = await connect();
    stream.send(turn);
    expect(await items.next()).toEqual({
      completionToken: 'token-1',
      request: {
        $case: 'workflowRequest',
        value: {
          instanceId: 'order-1',
          executionId: 'run-1',
          pastEvents: [],
          newEvents: [
            { eventId: -1, timestamp: { seconds: 1, nanos: 0 }, eventType: { $case: 'workflowStarted', value: {} } },
          ],
          requiresHistoryStreaming: false,
          router: { sourceAppID: 'shop' },
        },
      },
    });
  });

  test('brings an activity, where no input differs from an empty one', async () => {
    const { items, stream } = await connect();
    stream.send(activity);
    stream.send({ ...activity, input: undefined });
    expect(await items.next()).toMatchObject({
      completionToken: 'token-2',
      request: {
        value: {
          name: 'Charge',
          input: '',
          taskId: 0,
          workflowInstance: { instanceId: 'order-1', executionId: 'run-1' },
        },
      },
    });
    expect((await items.next()).request?.value).toMatchObject({ input: undefined });
  });

  test('brings the history that a call asked to have told, and no such field otherwise', async () => {
    const { stream, items } = await connect();
    const event = { kind: 'event-raised', eventId: -1, at: 1_000, name: 'Paid' } as const;
    const chunk = { appId: 'shop', instanceId: 'order-0', workflowName: 'Order' };
    const propagated = { scope: 'lineage', chunks: [{ ...chunk, events: [event] }] } as const;
    stream.send({ ...turn, propagated });
    stream.send({ ...activity, propagated });
    stream.send(activity);
    for (let i = 0; i < 2; i++) {
      const told = (await items.next()).request?.value.propagatedHistory;
      expect(told).toMatchObject({ scope: 2, chunks: [chunk] });
      const [bytes] = told?.chunks[0]?.rawEvents ?? [];
      expect(bytes && HistoryEvent.decode(bytes)).toMatchObject({
        eventId: -1,
        timestamp: { seconds: 1, nanos: 0 },
        eventType: { $case: 'eventRaised', value: { name: 'Paid' } },
      });
    }
    expect((await items.next()).request?.value.propagatedHistory).toBeUndefined();
  });

  test('leaves out what a worker keeps, and says how much that is', async () => {
    const { items, stream } = await connect([WorkerCapability.WORKER_CAPABILITY_STATEFUL_HISTORY]);
    expect(stream.keepsHistory).toBe(true);
    stream.send({ ...turn, omitted: 7 });
    expect((await items.next()).request?.value).toMatchObject({ cachedHistory: { eventCount: 7 }, pastEvents: [] });
  });

  test('of a worker that says nothing of itself is not one that keeps history', async () => {
    expect((await connect()).stream.keepsHistory).toBe(false);
  });

  test('is closed at the runtime when the worker leaves', async () => {
    const { call } = await connect();
    call.cancel();
    await closed();
  });

  test('ends when the runtime gives the worker up', async () => {
    const { stream, ended } = await connect();
    stream.end('Item order-1 went unanswered.');
    expect(await ended).toMatchObject({ code: Code.UNAVAILABLE, details: 'Item order-1 went unanswered.' });
    await closed();
  });

  test('ends well when the server stops, which then does not take long', async () => {
    const { call } = await connect();
    const status = statusOf(call);
    const wait = client.ask(service.waitForInstanceStart, {
      instanceId: 'nobody',
      getInputsAndOutputs: false,
    });
    await engine.runtime.until(() => engine.runtime.requests.length === 1);
    const parked = expect(wait.answer).rejects.toMatchObject({ code: Code.UNAVAILABLE });
    await engine.server.close();
    expect(await status).toBe(Code.OK);
    await parked;
    await closed();
  });

  test('of the JavaScript SDK ends well the first time and serves from then on', async () => {
    const sdk = openTestClient(engine.address, 'dapr-js-sdk/workflow');
    const first = sdk.getWorkItems();
    first.resume();
    expect(await statusOf(first)).toBe(Code.OK);
    expect(engine.runtime.streams).toEqual([]);
    const second = sdk.getWorkItems();
    second.on('error', () => undefined);
    await engine.runtime.until(() => engine.runtime.streams.length === 1);
    sdk.close();
    second.cancel();
    await closed();
  });

  test('keeps order when the worker reads slowly', async () => {
    const { call, stream, items } = await connect();
    call.pause();
    for (let i = 0; i < 60; i++) stream.send({ ...activity, taskId: i, input: 'x'.repeat(i * 1000) });
    call.resume();
    for (let i = 0; i < 60; i++) expect((await items.next()).request?.value).toMatchObject({ taskId: i });
  });

  test('is given up when the worker does not read', async () => {
    const { call, stream } = await connect();
    call.pause();
    for (let i = 0; i < 40; i++) stream.send({ ...activity, input: 'x'.repeat(1_000_000) });
    await closed();
  });
});

describe('an answer', () => {
  const actions = [
    { id: 1, workflowActionType: { $case: 'scheduleTask', value: { name: 'Charge', taskExecutionId: 't' } } } as const,
    { id: 2 },
  ];
  const response = { instanceId: 'order-1', actions, completionToken: '', customStatus: '' };

  test.each(['completeOrchestratorTask', 'completeWorkflowTask'] as const)('%s reaches the runtime', async (name) => {
    await client.ask(service[name], response).answer;
    expect(engine.runtime.requests[0]?.given).toEqual({
      ref: { appId: 'shop', instanceId: 'order-1' },
      token: '',
      customStatus: undefined,
      version: undefined,
      actions: [
        { id: 1, kind: 'schedule-task', name: 'Charge', taskExecutionId: 't' },
        { id: 2, kind: 'unknown' },
      ],
    });
  });

  test.each([
    [{ patches: [] }, { name: undefined, patches: [] }],
    [
      { name: '', patches: ['p1'] },
      { name: undefined, patches: ['p1'] },
    ],
    [
      { name: 'v1', patches: [] },
      { name: 'v1', patches: [] },
    ],
  ])('with the version %j tells the runtime of it: an empty one is not the same as none', async (version, told) => {
    await client.ask(service.completeWorkflowTask, { ...response, version }).answer;
    expect(engine.runtime.requests[0]?.given).toMatchObject({ version: told });
  });

  test('that cannot be read is refused and never reaches the runtime', async () => {
    const running: WorkflowAction = {
      id: 1,
      workflowActionType: { $case: 'completeWorkflow', value: { workflowStatus: 0, carryoverEvents: [] } },
    };
    const bad = { ...response, actions: [running] };
    const { answer } = client.ask(service.completeWorkflowTask, bad);
    await expect(answer).rejects.toMatchObject({ code: Code.INVALID_ARGUMENT });
    expect(engine.runtime.requests).toEqual([]);
  });

  test('of an activity is answered only when it is on disk', async () => {
    const release = engine.runtime.hold();
    const failureDetails = { errorType: 'Boom', errorMessage: 'it broke', isNonRetriable: true };
    const { answer } = client.ask(service.completeActivityTask, {
      instanceId: 'order-1',
      taskId: 0,
      failureDetails,
      completionToken: 'token-2',
    });
    let answered = false;
    void answer.then(() => (answered = true));
    await engine.runtime.until(() => engine.runtime.requests.length === 1);
    expect(answered).toBe(false);
    release();
    await answer;
    expect(engine.runtime.requests[0]?.given).toEqual({
      ref: { appId: 'shop', instanceId: 'order-1' },
      taskId: 0,
      token: 'token-2',
      outcome: { kind: 'failed', failure: { type: 'Boom', message: 'it broke', nonRetriable: true } },
    });
  });
});

const turn: TurnItem = {
  kind: 'turn',
  instanceId: 'order-1',
  executionId: 'run-1',
  omitted: 0,
  past: [],
  fresh: [{ kind: 'workflow-started', eventId: -1, at: 1000 }],
  router: { sourceAppId: 'shop' },
  token: 'token-1',
};

const activity: ActivityItem = {
  kind: 'activity',
  instanceId: 'order-1',
  executionId: 'run-1',
  taskId: 0,
  name: 'Charge',
  version: undefined,
  input: '',
  trace: undefined,
  taskExecutionId: 't',
  token: 'token-2',
};

async function connect(capabilities: readonly WorkerCapability[] = []): Promise<{
  call: ClientReadableStream<WireWorkItem>;
  stream: WorkerStream;
  items: { next(): Promise<WireWorkItem> };
  ended: Promise<ServiceError>;
}> {
  const call = client.getWorkItems(capabilities);
  const received: WireWorkItem[] = [];
  const takers: ((item: WireWorkItem) => void)[] = [];
  call.on('data', (item: WireWorkItem) => {
    const taker = takers.shift();
    if (taker === undefined) received.push(item);
    else taker(item);
  });
  const ended = new Promise<ServiceError>((resolve) => call.on('error', resolve));
  await engine.runtime.until(() => engine.runtime.streams.length === 1);
  const stream = engine.runtime.streams[0]?.stream;
  if (stream === undefined) throw new Error('No worker stream was opened.');
  const next = (): Promise<WireWorkItem> => {
    const item = received.shift();
    return item === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(item);
  };
  return { call, stream, items: { next }, ended };
}

/** The status a stream ends with. */
function statusOf(call: ClientReadableStream<WireWorkItem>): Promise<Code> {
  return new Promise((resolve) => call.on('status', ({ code }) => resolve(code)));
}

/** Resolves when the runtime has been told that the stream is gone. */
function closed(): Promise<void> {
  return engine.runtime.until(() => engine.runtime.streams[0]?.closed === true);
}
