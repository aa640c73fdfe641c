import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status, StalledReason } from '@/lib/protocol/generated/workflow';
import { complete, scheduleTask } from './actions';
import { type Bench, test } from './bench';
import { onlyOf } from './events';
import { refusalOf, type TaskHub } from './task-hub';
import type { Turn, Worker } from './worker';

const differs = (reason: string) => ({ meta: { differs: reason } });
const NOW = { scheduledStartTimestamp: { seconds: 1, nanos: 0 } };
const scheduler = differs('daprd bounds by name only with its Scheduler service; here the runtime does');

type Limited = { readonly hub: TaskHub; readonly worker: Worker };

/** A worker and a client of an app with such a policy. */
async function limited(bench: Bench, app: object): Promise<Limited> {
  const own = await bench.ownRuntime({ config: { apps: { own: { grpcPort: 0, ...app } } } });
  return { hub: bench.connect(own.target), worker: bench.worker({ target: own.target }) };
}

/** Runs another app-wide barrier: a turn of a workflow that no bound is for, answered to its end. */
async function barrier({ hub, worker }: Limited): Promise<void> {
  const id = await hub.start({ instanceId: `barrier-${worker.received.length}`, name: 'Free', ...NOW });
  await worker.play(id, [complete(1)]);
  await hub.untilEnded(id);
}

function turnsHeld(worker: Worker, name: string): number {
  return worker.received.filter(
    ({ request }) =>
      request?.$case === 'workflowRequest' && onlyOf(request.value.newEvents, 'executionStarted').name === name,
  ).length;
}

test(
  'no more activities of a name are with workers than its bound, and others pass them',
  scheduler,
  async ({ bench }) => {
    const { hub, worker } = await limited(bench, { activities: { Slow: { maxConcurrent: 2 } } });
    await hub.start({ instanceId: 'order', ...NOW });
    const slow = [1, 2, 3, 4].map((id) => scheduleTask(id, { name: 'Slow' }));
    await worker.play('order', [...slow, scheduleTask(5, { name: 'Quick' })]);
    const held = [await worker.task('order'), await worker.task('order'), await worker.task('order')];
    expect(held.map(({ name }) => name).toSorted()).toEqual(['Quick', 'Slow', 'Slow']);
    await barrier({ hub, worker });
    expect(worker.waiting('order')).toEqual([]);
    for (const task of held.filter(({ name }) => name === 'Slow')) {
      await worker.finish(task);
      expect(await worker.task('order')).toMatchObject({ name: 'Slow' });
    }
  },
);

test(
  'no more turns of a workflow are with workers than its bound, and others pass them',
  scheduler,
  async ({ bench }) => {
    const { hub, worker } = await limited(bench, { workflows: { Slow: { maxConcurrent: 1 } } });
    for (const instanceId of ['one', 'two']) await hub.start({ instanceId, name: 'Slow', ...NOW });
    const first = await worker.turn();
    await barrier({ hub, worker });
    expect(turnsHeld(worker, 'Slow')).toBe(1);
    await worker.answer(first, []);
    const second: Turn = await worker.turn();
    expect([first, second].map(({ instanceId }) => instanceId).toSorted()).toEqual(['one', 'two']);
  },
);

test('no more work of an app is with its workers than its bounds, workflows and activities apart', async ({
  bench,
}) => {
  const { hub, worker } = await limited(bench, { maxConcurrentWorkflows: 1, maxConcurrentActivities: 1 });
  await hub.start({ instanceId: 'one', ...NOW });
  await worker.play('one', [scheduleTask(1), scheduleTask(2)]);
  const task = await worker.task('one');
  for (const instanceId of ['two', 'three']) await hub.start({ instanceId, ...NOW });
  const turn = await worker.turn();
  await hub.call('hello', {});
  expect(worker.received).toHaveLength(3);
  await worker.finish(task);
  await worker.task('one');
  await worker.answer(turn, [complete(1)]);
  await worker.turn(turn.instanceId === 'two' ? 'three' : 'two');
});

test(
  'an ID is never used twice when the operator says so, whatever the start asks for',
  differs('daprd has no such setting'),
  async ({ bench }) => {
    const own = await bench.ownRuntime({ config: { uniqueInstanceIds: true } });
    const hub = bench.connect(own.target);
    await hub.start({ instanceId: 'one', ...NOW });
    await bench.worker({ target: own.target }).play('one', [complete(1)]);
    const before = await hub.untilEnded('one');
    const again = hub.start({ instanceId: 'one', enforceUniqueInstanceId: false, ...NOW });
    expect((await refusalOf(again)).code).toBe(Code.ALREADY_EXISTS);
    expect(await hub.state('one')).toEqual(before);
  },
);

test('B61 a payload beyond the limit stalls its instance; a client that brings one is refused', async ({ bench }) => {
  const own = await bench.ownRuntime({ config: { maxPayload: '4KiB' } });
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  const large = JSON.stringify('x'.repeat(5_000));
  expect((await refusalOf(hub.start({ instanceId: 'one', input: large, ...NOW }))).code).toBe(Code.INVALID_ARGUMENT);
  await hub.start({ instanceId: 'one', ...NOW });
  expect((await refusalOf(hub.raise('one', 'Go', large))).code).toBe(Code.INVALID_ARGUMENT);
  await worker.play('one', [scheduleTask(1, { input: large })]);
  expect(await hub.state('one')).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_STALLED });
  expect(onlyOf(await hub.history('one'), 'executionStalled').reason).toBe(StalledReason.PAYLOAD_SIZE_EXCEEDED);
  await bench.worker({ target: own.target }).play('one', [complete(1)]);
  expect(await hub.untilEnded('one')).toMatchObject({ output: '"done"' });
});

const retry = { maxAttempts: 3, firstInterval: '10ms', nonRetriableErrors: ['Fatal'] };

test('a failed activity is tried again by the policy of its name, unless the error forbids it', async ({ bench }) => {
  const { hub, worker } = await limited(bench, { activities: { Flaky: { retry } } });
  await hub.start({ instanceId: 'one', ...NOW });
  await worker.play('one', [scheduleTask(1, { name: 'Flaky' }), scheduleTask(2, { name: 'Plain' })]);
  const failure = { errorType: 'Net', errorMessage: 'down', isNonRetriable: false };
  const items = [await worker.task('one'), await worker.task('one')];
  for (const item of items) await worker.finish(item, { failureDetails: failure });
  const plain = await worker.play('one', []);
  expect(onlyOf(plain.newEvents, 'taskFailed').taskScheduledId).toBe(2);
  await worker.finish(await worker.task('one'), { failureDetails: failure });
  await worker.finish(await worker.task('one'), { failureDetails: { ...failure, errorMessage: 'still down' } });
  const last = await worker.play('one', [scheduleTask(3, { name: 'Flaky' }), scheduleTask(4, { name: 'Flaky' })]);
  expect(onlyOf(last.newEvents, 'taskFailed')).toMatchObject({
    ...{ taskScheduledId: 1, failureDetails: { errorType: 'Net', errorMessage: 'still down' } },
  });
  const [three, four] = [await worker.task('one'), await worker.task('one')];
  await worker.finish(three, { failureDetails: { ...failure, errorType: 'Fatal' } });
  expect(onlyOf((await worker.play('one', [])).newEvents, 'taskFailed').failureDetails?.errorType).toBe('Fatal');
  await worker.finish(four, { failureDetails: { ...failure, isNonRetriable: true } });
  expect(onlyOf((await worker.play('one', [])).newEvents, 'taskFailed').taskScheduledId).toBe(four.taskId);
});
