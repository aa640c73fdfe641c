import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, continueAsNew, createChild } from './actions';
import { test } from './bench';
import { eventsIn, kinds, onlyOf } from './events';
import { refusalOf } from './task-hub';

const unique = { meta: { differs: 'as daprd from 1.19 on; 1.18 cannot be asked for it' } };
const runIds = { meta: { differs: 'as daprd from 1.19 on; 1.18 leaves it out of work items' } };

test('B1 a start with a worker connected answers with its ID once the first turn is over', async ({ bench }) => {
  const worker = bench.worker();
  const id = bench.newId();
  let answered = false;
  const started = bench.start({ instanceId: id }).finally(() => (answered = true));
  const turn = await worker.turn(id);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_PENDING });
  expect(answered).toBe(false);
  await worker.answer(turn, []);
  expect(await started).toBe(id);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_RUNNING });
});

test('B2 a start without a worker waits, and the instance is PENDING meanwhile', async ({ bench }) => {
  const id = bench.newId();
  const refusal = refusalOf(bench.hub.start({ instanceId: id }, { deadlineMs: 600 }));
  expect(await refusal).toMatchObject({ code: Code.DEADLINE_EXCEEDED });
  const state = await bench.hub.state(id);
  expect(state).toMatchObject({ instanceId: id, workflowStatus: Status.ORCHESTRATION_STATUS_PENDING });
});

test('B2 a start that waits is answered when a worker has come and run the first turn', async ({ bench }) => {
  const id = bench.newId();
  const started = bench.start({ instanceId: id });
  const worker = bench.worker();
  await worker.play(id, []);
  expect(await started).toBe(id);
});

test('B4 no input, an empty one and null reach the worker as three different things', async ({ bench }) => {
  const worker = bench.worker();
  const inputs = [undefined, '', 'null'];
  for (const input of inputs) {
    const id = await bench.created({ input });
    const { newEvents } = await worker.play(id, [complete(1)]);
    expect(onlyOf(newEvents, 'executionStarted').input).toBe(input);
    expect((await bench.hub.untilEnded(id)).input).toBe(input);
  }
});

test('B5 a second start on an active ID is AlreadyExists and changes nothing', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created({ input: '1' });
  await worker.play(id, []);
  const before = await bench.hub.history(id);
  const refusal = await refusalOf(bench.start({ instanceId: id, input: '2' }));
  expect(refusal).toMatchObject({ code: Code.ALREADY_EXISTS });
  expect(await bench.hub.history(id)).toEqual(before);
  await bench.hub.raise(id, 'Go');
  await worker.play(id, [complete(1)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ input: '1', output: '"done"' });
});

test('B6 a start on the ID of an ended instance replaces its history and runs again', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created({ input: '1' });
  await worker.play(id, [complete(1, { result: '"first"' })], { customStatus: '"of the first"' });
  await bench.hub.untilEnded(id);
  await bench.created({ instanceId: id, input: '2' });
  const turn = await worker.turn(id);
  expect(await bench.hub.state(id)).toMatchObject({
    ...{ workflowStatus: Status.ORCHESTRATION_STATUS_PENDING, input: '2' },
    ...{ output: undefined, customStatus: undefined, completedTimestamp: undefined },
  });
  expect(turn.pastEvents).toEqual([]);
  expect(onlyOf(turn.newEvents, 'executionStarted')).toMatchObject({ name: 'Flow', input: '2' });
  await worker.answer(turn, [complete(1, { result: '"second"' })]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ input: '2', output: '"second"' });
  expect(kinds(await bench.hub.history(id))).toEqual(['workflowStarted', 'executionStarted', 'executionCompleted']);
});

test('B6 a start that asks for a unique ID is AlreadyExists when the ID was ever used', unique, async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [complete(1)]);
  await bench.hub.untilEnded(id);
  const before = await bench.hub.history(id);
  const refusal = await refusalOf(bench.start({ instanceId: id, enforceUniqueInstanceId: true }));
  expect(refusal).toMatchObject({ code: Code.ALREADY_EXISTS });
  expect(await bench.hub.history(id)).toEqual(before);
});

test('B7 a start on the ID of an ended instance is AlreadyExists while a child of it runs', async ({ bench }) => {
  const worker = bench.worker();
  const [id, childId] = [bench.newId('parent'), bench.newId('child')];
  await bench.created({ instanceId: id });
  await worker.play(id, [createChild(1, { instanceId: childId }), complete(2)]);
  await worker.play(childId, []);
  await bench.hub.untilEnded(id);
  expect(await refusalOf(bench.start({ instanceId: id }))).toMatchObject({ code: Code.ALREADY_EXISTS });
  await bench.hub.raise(childId, 'Go');
  await worker.play(childId, [complete(1)]);
  await bench.hub.untilEnded(childId);
  expect(await bench.created({ instanceId: id })).toBe(id);
});

const oddIds = {
  'with a colon': 'order:0001',
  'with an underscore': 'order_1',
  'of letters beyond ASCII': 'größe-zażółć-注文',
  'of 200 characters': 'x'.repeat(200),
  'with spaces, slashes and dots': 'order 1/2.3',
};

test.for(Object.entries(oddIds))('B8 an ID %s works over gRPC', async ([, odd], { bench }) => {
  const worker = bench.worker();
  const id = bench.newId(odd);
  expect(await bench.created({ instanceId: id })).toBe(id);
  expect(await worker.play(id, [])).toMatchObject({ instanceId: id });
  await bench.hub.raise(id, 'Go');
  await worker.play(id, [complete(1)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ instanceId: id });
  expect((await bench.hub.history(id)).length).toBeGreaterThan(3);
});

const badIds = { ERR_INSTANCE_ID_TOO_LONG: 'x'.repeat(65), ERR_INSTANCE_ID_INVALID: 'order:1' };

test('B8 an over-long or odd ID is refused over HTTP', async ({ bench }) => {
  const own = await bench.ownRuntime();
  for (const [errorCode, id] of Object.entries(badIds)) {
    const path = `/v1.0/workflows/dapr/Flow/start?instanceID=${encodeURIComponent(id)}`;
    const response = await fetch(`${own.http}${path}`, { method: 'POST' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errorCode });
    expect(await bench.connect(own.target).state(id)).toBeUndefined();
  }
});

test('B9 every start gets an execution ID of its own, whatever the client asks for', runIds, async ({ bench }) => {
  const worker = bench.worker();
  const id = bench.newId();
  const executionIds = new Set<string | undefined>();
  for (const round of [1, 2, 3]) {
    await bench.created({ instanceId: id, executionId: 'mine' });
    const turn = await worker.play(id, [complete(round)]);
    expect(turn.executionId).toMatch(/.{8,}/);
    const { workflowInstance } = onlyOf(turn.newEvents, 'executionStarted');
    expect(workflowInstance).toEqual({ instanceId: id, executionId: turn.executionId });
    executionIds.add(turn.executionId);
    await bench.hub.untilEnded(id);
  }
  expect(executionIds.size).toBe(3);
});

test('B9 every generation of continue-as-new gets an execution ID of its own', runIds, async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const executionIds = new Set<string | undefined>();
  for (const round of [1, 2, 3]) {
    const turn = await worker.play(id, [continueAsNew(round, { input: String(round) })]);
    const { workflowInstance } = onlyOf(eventsIn(turn), 'executionStarted');
    expect(workflowInstance).toEqual({ instanceId: id, executionId: turn.executionId });
    executionIds.add(turn.executionId);
  }
  await worker.play(id, [complete(1)]);
  await bench.hub.untilEnded(id);
  expect(executionIds.size).toBe(3);
});

test('B5 a second start on an ID that waits for its first turn is AlreadyExists, a held one too', async ({ bench }) => {
  const id = await bench.created({ input: '1' });
  expect(await refusalOf(bench.created({ instanceId: id, input: '2' }))).toMatchObject({ code: Code.ALREADY_EXISTS });
  const worker = bench.worker();
  const turn = await worker.play(id, []);
  expect(onlyOf(turn.newEvents, 'executionStarted').input).toBe('1');
  await bench.hub.call('suspendInstance', { instanceId: id });
  expect(await refusalOf(bench.created({ instanceId: id, input: '3' }))).toMatchObject({ code: Code.ALREADY_EXISTS });
  expect(await bench.hub.state(id)).toMatchObject({
    workflowStatus: Status.ORCHESTRATION_STATUS_SUSPENDED,
    input: '1',
  });
});

test('B8 an ID of the longest and oddest kind that HTTP allows works there', async ({ bench }) => {
  const own = await bench.ownRuntime();
  for (const id of ['x'.repeat(64), 'Order_1-a']) {
    const path = `/v1.0/workflows/dapr/Flow/start?instanceID=${id}`;
    const response = await fetch(`${own.http}${path}`, { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([202, { instanceID: id }]);
    expect(await bench.connect(own.target).state(id)).toMatchObject({ instanceId: id });
  }
});
