import { status as Code } from '@grpc/grpc-js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { WorkflowResponse } from '@/lib/protocol/generated/work';
import { refOf } from '@/lib/testing/runtime-fixture';
import { randomSource } from '@/lib/testing/seed/random-source';
import { ECHO, openWire, wireEnd, wireTask, WireWorker, type WireFixture } from '@/lib/testing/wire-fixture';
import { openTestClient } from './test-client';

const START = { name: 'Echo', tags: {}, enforceUniqueInstanceId: false };
const CANARY = [
  ...['workflowStarted', 'executionStarted', 'taskScheduled'],
  ...['workflowStarted', 'taskCompleted', 'executionCompleted'],
];
const unaryMethods = Object.values(service).filter((method) => !method.responseStream);

/** Runs a whole workflow over the wire; whatever was done before must not show in it. */
async function expectCanary(wire: WireFixture, instanceId = 'canary', input = '"tweet"'): Promise<void> {
  const client = wire.client();
  const worker = new WireWorker(client, { code: ECHO });
  await client.ask(service.startInstance, { ...START, instanceId, input }, 60_000).answer;
  const asked = { instanceId, getInputsAndOutputs: true };
  const { workflowState } = await client.ask(service.waitForInstanceCompletion, asked, 60_000).answer;
  expect(workflowState?.workflowStatus).toBe(1);
  expect(workflowState?.output === input).toBe(true);
  const { events } = await client.ask(service.getInstanceHistory, { instanceId }).answer;
  expect(events.map((event) => event.eventType?.$case)).toEqual(CANARY);
  worker.stream.cancel();
}

test('garbage in every method is answered with a status and harms nothing', async () => {
  const wire = await openWire();
  const random = randomSource(1);
  for (const { path } of [...unaryMethods, service.getWorkItems]) {
    for (const length of [1, 2, 5, 40, 400]) {
      const bytes = Uint8Array.from({ length }, () => random.between(0, 255));
      const { code } = await wire.raw(path, bytes);
      expect(Code[code], path).toBeDefined();
    }
  }
  expect((await wire.raw('/TaskHubSidecarService/NoSuchMethod', new Uint8Array())).code).toBe(Code.UNIMPLEMENTED);
  await expectCanary(wire);
});

test('messages that are cut off are refused and change nothing', async () => {
  const wire = await openWire();
  const worker = new WireWorker(wire.client());
  const started = wire.client().ask(service.startInstance, { ...START, instanceId: 'a' }).answer;
  const item = await worker.item(0);
  const whole = WorkflowResponse.encode({
    instanceId: 'a',
    actions: [wireTask(1, 'x'.repeat(50)), wireEnd(2, '"done"')],
    completionToken: item.completionToken,
    customStatus: 'busy',
  }).finish();
  const inActions = whole.length - item.completionToken.length - 20;
  for (let length = 5; length < inActions; length += 7) {
    const { code } = await wire.raw(service.completeWorkflowTask.path, whole.subarray(0, length));
    expect(code, `cut at ${length}`).not.toBe(Code.UNAVAILABLE);
  }
  expect(await wire.fx.status('a')).toBe('pending');
  await worker.complete('a', [wireEnd(1, '"whole"')], item.completionToken);
  await started;
  expect(await wire.fx.runtime.get(refOf('a'))).toMatchObject({ status: 'completed', output: '"whole"' });
});

test('fields, actions and statuses that this version does not know are taken without harm', async () => {
  const wire = await openWire({ limits: { retryDelay: 10 } });
  const worker = new WireWorker(wire.client());
  const started = wire.client().ask(service.startInstance, { ...START, instanceId: 'a' }).answer;
  const first = await worker.item(0);
  const unknownField = [0xfa, 0x3f, 3, 1, 2, 3];
  const plain = { instanceId: 'a', customStatus: '', completionToken: first.completionToken };
  const unknownAction = WorkflowResponse.encode({ ...plain, actions: [{ id: 7 }] }).finish();
  expect((await wire.raw(service.completeWorkflowTask.path, unknownAction)).code).toBe(Code.OK);
  wire.fx.clock.advance(10);
  const second = await worker.item(1);
  const odd = { ...plain, completionToken: second.completionToken, actions: [wireEnd(1, '"odd"', 77 as never)] };
  const unknownStatus = WorkflowResponse.encode(odd).finish();
  expect((await wire.raw(service.completeWorkflowTask.path, unknownStatus)).code).toBe(Code.INVALID_ARGUMENT);
  const good = { ...plain, completionToken: second.completionToken, actions: [wireEnd(1, '"good"')] };
  const bytes = Uint8Array.from([...WorkflowResponse.encode(good).finish(), ...unknownField]);
  expect((await wire.raw(service.completeWorkflowTask.path, bytes)).code).toBe(Code.OK);
  await started;
  expect(await wire.fx.runtime.get(refOf('a'))).toMatchObject({ status: 'completed', output: '"good"' });
});

test('inputs, events and results of 10 MiB arrive whole; what exceeds the limit is refused and harms nothing', async () => {
  const wire = await openWire();
  await expectCanary(wire, 'large', JSON.stringify('x'.repeat(10 * 1024 * 1024)));
  await wire.fx.start('b');
  const input = JSON.stringify('y'.repeat(10 * 1024 * 1024));
  await wire.client().ask(service.raiseEvent, { instanceId: 'b', name: 'Go', input }).answer;
  const stored = await wire.fx.stored(refOf('b'));
  expect(stored?.inbox[1]?.event).toMatchObject({ kind: 'event-raised' });
  const event = stored?.inbox[1]?.event;
  expect(event?.kind === 'event-raised' && event.input === input).toBe(true);
  const tooMuch = { instanceId: 'b', name: 'Go', input: 'z'.repeat(129 * 1024 * 1024) };
  const refused = wire.client().ask(service.raiseEvent, tooMuch).answer;
  await expect(refused).rejects.toMatchObject({ code: Code.RESOURCE_EXHAUSTED });
  expect((await wire.fx.stored(refOf('b')))?.inbox).toHaveLength(2);
  await wire.fx.runtime.purge(refOf('b'), { recursive: false, force: true });
  await expectCanary(wire);
}, 60_000);

test('2,000 streams that come and go leave nothing behind', async () => {
  const wire = await openWire();
  const gone: Promise<Code>[] = [];
  for (let round = 0; round < 40; round += 1) {
    // A connection of its own: one that resets too many streams is closed, as it should be.
    const client = openTestClient(wire.address());
    const workers = Array.from({ length: 50 }, () => new WireWorker(client));
    // The library forgets to tell the other side of a stream that is canceled before its connection is there.
    await client.ask(service.hello, {}).answer;
    for (const worker of workers) worker.stream.cancel();
    gone.push(...workers.map((worker) => worker.ended));
    client.close();
  }
  expect(new Set(await Promise.all(gone))).toEqual(new Set([Code.CANCELLED]));
  while (wire.fx.runtime.workers().length > 0) await wire.client().ask(service.hello, {}).answer;
  await expectCanary(wire);
}, 100_000);

test('a worker that never reads loses its stream, and what it was given goes to another', async () => {
  const wire = await openWire({ stallAfterMs: 4_000 });
  // A connection of its own: what it leaves unread holds up everything that shares it.
  const client = openTestClient(wire.address('depot'));
  const deaf = new WireWorker(client);
  deaf.stream.pause();
  while (wire.fx.runtime.workers().length === 0) await wire.client().ask(service.hello, {}).answer;
  const input = JSON.stringify('x'.repeat(300_000));
  const ids = Array.from({ length: 40 }, (_, index) => `d${index}`);
  for (const id of ids) await wire.fx.start('', { ref: refOf(id, 'depot'), name: 'Echo', input });
  while (wire.fx.runtime.workers().length > 0) await wire.client().ask(service.hello, {}).answer;
  const worker = new WireWorker(wire.client('depot'), { code: ECHO });
  await Promise.all(ids.map((id) => wire.fx.ended(refOf(id, 'depot'))));
  worker.stream.cancel();
  client.close();
  await expectCanary(wire);
}, 100_000);

test('answers for nothing that is waited for are taken and change nothing', async () => {
  const wire = await openWire();
  const worker = new WireWorker(wire.client());
  const other = new WireWorker(wire.client('depot'));
  await wire.fx.start('a', { name: 'Echo' });
  await wire.fx.start('', { ref: refOf('a', 'depot'), name: 'Echo' });
  const [mine, theirs] = [await worker.item(0), await other.item(0)];
  await worker.complete('never-heard-of', [wireEnd(1, '"x"')], '');
  await worker.complete('a', [wireEnd(1, '"of the other app"')], theirs.completionToken);
  await worker.complete('a', [wireEnd(1, '"of a turn never given"')], 'made up');
  const result = { instanceId: 'a', taskId: 1, result: '"x"', failureDetails: undefined, completionToken: '' };
  await wire.client().ask(service.completeActivityTask, result).answer;
  await wire.client().ask(service.completeActivityTask, { ...result, instanceId: 'nobody' }).answer;
  expect(await wire.fx.kinds('a')).toEqual([]);
  await worker.complete('a', [wireEnd(1, '"mine"')], mine.completionToken);
  await worker.complete('a', [wireEnd(1, '"again"')], mine.completionToken);
  expect(await wire.fx.runtime.get(refOf('a'))).toMatchObject({ status: 'completed', output: '"mine"' });
  expect(await wire.fx.status(refOf('a', 'depot'))).toBe('pending');
  worker.stream.cancel();
  await expectCanary(wire);
});

test('a caller that goes in mid-call leaves no waiter, and what it asked for is done once', async () => {
  const wire = await openWire();
  for (let index = 0; index < 50; index += 1) {
    const { call, answer } = wire.client().ask(service.startInstance, { ...START, instanceId: `c${index % 10}` });
    const wait = wire.client().ask(service.waitForInstanceCompletion, { instanceId: 'c1', getInputsAndOutputs: false });
    const over = Promise.allSettled([answer, wait.answer]);
    call.cancel();
    wait.call.cancel();
    await over;
  }
  const worker = new WireWorker(wire.client(), { code: ECHO });
  const ids = await wire.fx.runtime.listIds('shop', undefined, 100);
  await Promise.all(ids.map((id) => wire.fx.ended(id)));
  for (const id of ids) expect(await wire.fx.kinds(id)).toHaveLength(CANARY.length);
  worker.stream.cancel();
  await expectCanary(wire);
});

test('an App ID with a line feed in a router is told apart from an instance ID with one', async () => {
  const wire = await openWire();
  const start = { ...START, scheduledStartTimestamp: { seconds: 0, nanos: 0 } };
  const router = { sourceAppID: '', targetAppID: 'shop\nx' };
  await wire.client().ask(service.startInstance, { ...start, instanceId: 'x\ny', input: '1' }).answer;
  await wire.client().ask(service.startInstance, { ...start, instanceId: 'y', input: '2', router }).answer;
  expect((await wire.fx.runtime.get(refOf('x\ny')))?.input).toBe('1');
  expect((await wire.fx.runtime.get(refOf('y', 'shop\nx')))?.input).toBe('2');
});

const seeds: readonly Uint8Array[] = [
  service.startInstance.requestSerialize({ ...START, instanceId: 'fuzzed', input: '"x"', tags: { a: 'b' } }),
  service.raiseEvent.requestSerialize({ instanceId: 'fuzzed', name: 'Go', input: '1' }),
  service.terminateInstance.requestSerialize({ instanceId: 'fuzzed', output: '1', recursive: true }),
  service.completeWorkflowTask.requestSerialize({
    ...{ instanceId: 'fuzzed', customStatus: 'busy', completionToken: '' },
    actions: [
      wireTask(1, '1'),
      { id: 2, workflowActionType: { $case: 'createTimer', value: { fireAt: { seconds: 9, nanos: 1 } } } },
    ],
  }),
  HistoryEvent.encode({ eventId: 1, timestamp: { seconds: 1, nanos: 2 } }).finish(),
];

type Mutation = { readonly at: number; readonly value: number; readonly kind: 'flip' | 'insert' | 'cut' };

function mutated(bytes: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let result = [...bytes];
  for (const { at, value, kind } of mutations) {
    const index = at % Math.max(1, result.length);
    if (kind === 'flip') result[index] = (result[index] ?? 0) ^ value;
    else if (kind === 'insert')
      result.splice(index, 0, ...(seeds[value % seeds.length] ?? new Uint8Array()).subarray(0, value % 30));
    else result = result.slice(0, index);
  }
  return Uint8Array.from(result);
}

test('mutated messages never go unanswered, never crash and never touch another instance', async () => {
  const wire = await openWire();
  const mutation = fc.record({
    at: fc.nat(200),
    value: fc.integer({ min: 1, max: 255 }),
    kind: fc.constantFrom('flip' as const, 'flip' as const, 'insert' as const, 'cut' as const),
  });
  const message = fc.record({ seed: fc.constantFrom(...seeds), mutations: fc.array(mutation, { maxLength: 5 }) });
  const batch = fc.array(message, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(batch, async (messages) => {
      const calls = messages.flatMap(({ seed, mutations }) => {
        const bytes = mutated(seed, mutations);
        return unaryMethods.map((method) => wire.raw(method.path, bytes));
      });
      for (const { code } of await Promise.all(calls)) expect(Code[code]).toBeDefined();
    }),
    { numRuns: 40, seed: 7 },
  );
  await expectCanary(wire);
}, 120_000);
