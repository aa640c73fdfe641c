import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, continueAsNew, fail, scheduleTask } from './actions';
import { test } from './bench';
import { eventsIn, eventsOf, kinds, onlyOf } from './events';

test('B23 an activity is recorded, handed to a worker with all it was given, and its result recorded', async ({
  bench,
}) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  await worker.answer(turn, [
    scheduleTask(7, { name: 'Charge', version: 'v2', input: '{"sum":5}', taskExecutionId: 'call' }),
  ]);
  const task = await worker.task(id);
  expect(task).toMatchObject({ name: 'Charge', version: 'v2', input: '{"sum":5}', taskId: 7, taskExecutionId: 'call' });
  expect(task.workflowInstance).toEqual({ instanceId: id, executionId: turn.executionId });
  await worker.finish(task, { result: '"paid"' });
  const next = await worker.turn(id);
  expect(kinds(next.pastEvents)).toEqual(['workflowStarted', 'executionStarted', 'taskScheduled']);
  expect(onlyOf(next.pastEvents, 'taskScheduled')).toMatchObject({
    ...{ eventId: 7, name: 'Charge', version: 'v2', input: '{"sum":5}', taskExecutionId: 'call' },
    router: { sourceAppID: bench.target.appId },
  });
  expect(kinds(next.newEvents)).toEqual(['workflowStarted', 'taskCompleted']);
  expect(onlyOf(next.newEvents, 'taskCompleted')).toMatchObject({
    ...{ eventId: -1, taskScheduledId: 7, result: '"paid"', taskExecutionId: 'call' },
  });
});

test('B23 an activity may have the id 0', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(0)]);
  const task = await worker.task(id);
  expect(task.taskId).toBe(0);
  await worker.finish(task);
  const turn = await worker.turn(id);
  expect(onlyOf(turn.pastEvents, 'taskScheduled').eventId).toBe(0);
  expect(onlyOf(turn.newEvents, 'taskCompleted')).toMatchObject({ eventId: -1, taskScheduledId: 0 });
});

test('B23 no input or result of an activity is not the same as an empty one', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1, { input: undefined }), scheduleTask(2, { input: '' })]);
  const tasks = [await worker.task(id), await worker.task(id)].toSorted((a, b) => a.taskId - b.taskId);
  expect(tasks.map(({ input }) => input)).toEqual([undefined, '']);
  await bench.hub.raise(id, 'Go');
  const held = await worker.turn(id);
  for (const task of tasks) await worker.finish(task, { result: task.input });
  await worker.answer(held, []);
  const { newEvents } = await worker.turn(id);
  expect(eventsOf(newEvents, 'taskCompleted').map(({ result }) => result)).toEqual([undefined, '']);
});

test('B24 the failure of an activity is recorded with everything the worker told of it', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  const innerFailure = { errorType: 'Socket', errorMessage: 'refused', isNonRetriable: false, stackTrace: '' };
  const failureDetails = {
    ...{ errorType: 'Payment', errorMessage: 'no größe\nat all', stackTrace: 'at charge:1', isNonRetriable: true },
    innerFailure: { ...innerFailure, innerFailure: { ...innerFailure, errorType: 'Root', stackTrace: undefined } },
  };
  await worker.finish(await worker.task(id), { failureDetails });
  const { newEvents } = await worker.turn(id);
  const failed = onlyOf(newEvents, 'taskFailed');
  expect(failed).toMatchObject({ eventId: -1, taskScheduledId: 1, taskExecutionId: 'call-1' });
  expect(failed.failureDetails).toEqual({
    ...failureDetails,
    innerFailure: {
      ...innerFailure,
      innerFailure: { ...innerFailure, errorType: 'Root', stackTrace: undefined, innerFailure: undefined },
    },
  });
});

test('B25 an activity that the worker does not have fails, and the workflow goes on', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1, { name: 'Nobody' })]);
  const failureDetails = {
    ...{ errorType: 'ActivityNotRegisteredError', errorMessage: "no activity 'Nobody'", isNonRetriable: false },
  };
  await worker.finish(await worker.task(id), { failureDetails });
  const turn = await worker.play(id, [complete(2)]);
  expect(onlyOf(turn.newEvents, 'taskFailed').failureDetails).toMatchObject(failureDetails);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_COMPLETED });
});

test('B25 a workflow that the worker does not have ends as FAILED', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created({ name: 'Nobody' });
  const errorType = 'OrchestratorNotRegisteredError';
  await worker.play(id, [fail(1, { errorType, errorMessage: "no workflow 'Nobody'", stackTrace: 'at 1' })]);
  const state = await bench.hub.untilEnded(id);
  expect(state.workflowStatus).toBe(Status.ORCHESTRATION_STATUS_FAILED);
  expect(state.failureDetails).toMatchObject({ errorType, errorMessage: "no workflow 'Nobody'", stackTrace: 'at 1' });
});

test('B26 a second result of an activity is dropped before a turn has brought the first', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1), scheduleTask(2)]);
  const [one, two] = [await worker.task(id), await worker.task(id)];
  await worker.finish(one, { result: '"first"', completionToken: '' });
  const held = await worker.turn(id);
  await worker.finish(two, { result: '"first"', completionToken: '' });
  await worker.finish(two, { result: '"second"', completionToken: '' });
  await worker.answer(held, []);
  const next = await worker.turn(id);
  expect(kinds(next.newEvents)).toEqual(['workflowStarted', 'taskCompleted']);
  expect(onlyOf(next.newEvents, 'taskCompleted')).toMatchObject({ taskScheduledId: two.taskId, result: '"first"' });
});

test('B26 a second result of an activity is dropped after a turn has brought the first', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  const task = await worker.task(id);
  await worker.finish(task, { result: '"first"', completionToken: '' });
  await worker.play(id, []);
  await worker.finish(task, { result: '"second"', completionToken: '' });
  await bench.hub.raise(id, 'Go');
  const { newEvents } = await worker.play(id, [complete(2)]);
  expect(kinds(newEvents)).toEqual(['workflowStarted', 'eventRaised']);
  await bench.hub.untilEnded(id);
  const results = eventsOf(await bench.hub.history(id), 'taskCompleted').map(({ result }) => result);
  expect(results).toEqual(['"first"']);
});

test('B27 a result for an activity that was never scheduled is dropped', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  const task = await worker.task(id);
  await worker.finish({ ...task, taskId: 5 }, { result: '"never asked for"', completionToken: '' });
  await worker.finish(task, { result: '"asked for"' });
  const { newEvents } = await worker.play(id, [complete(2)]);
  expect(onlyOf(newEvents, 'taskCompleted')).toMatchObject({ taskScheduledId: 1, result: '"asked for"' });
  await bench.hub.untilEnded(id);
  expect(eventsOf(await bench.hub.history(id), 'taskCompleted')).toHaveLength(1);
});

test('B27 a result for an activity of an earlier generation is dropped', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  const task = await worker.task(id);
  await bench.hub.raise(id, 'Go');
  await worker.play(id, [continueAsNew(2, { input: '"again"' })]);
  await worker.play(id, []);
  await worker.finish(task, { result: '"of another life"' });
  await bench.hub.raise(id, 'Go');
  const turn = await worker.play(id, [complete(1)]);
  expect(kinds(eventsIn(turn))).toEqual(['workflowStarted', 'executionStarted', 'workflowStarted', 'eventRaised']);
  await bench.hub.untilEnded(id);
  expect(eventsOf(await bench.hub.history(id), 'taskCompleted')).toEqual([]);
});

test('B28 activities that run side by side may end in any order', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const ids = Array.from({ length: 12 }, (_, index) => index);
  await worker.play(
    id,
    ids.map((taskId) => scheduleTask(taskId)),
  );
  const tasks = await Promise.all(ids.map(() => worker.task(id)));
  expect(tasks.map(({ taskId }) => taskId).toSorted((a, b) => a - b)).toEqual(ids);
  const order = [...tasks.filter((_, index) => index % 2 === 1), ...tasks.filter((_, index) => index % 2 === 0)];
  const brought: number[] = [];
  for (const task of order) {
    await worker.finish(task, { result: String(task.taskId) });
    const { newEvents } = await worker.play(id, []);
    const completed = onlyOf(newEvents, 'taskCompleted');
    expect(completed.result).toBe(String(completed.taskScheduledId));
    brought.push(completed.taskScheduledId);
  }
  expect(brought).toEqual(order.map(({ taskId }) => taskId));
});

test('B28 the results of activities that end during a turn come together in the next one', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const ids = Array.from({ length: 12 }, (_, index) => index);
  await worker.play(
    id,
    ids.map((taskId) => scheduleTask(taskId)),
  );
  const tasks = await Promise.all(ids.map(() => worker.task(id)));
  await bench.hub.raise(id, 'Go');
  const held = await worker.turn(id);
  for (const task of tasks.toReversed()) await worker.finish(task);
  await worker.answer(held, []);
  const { newEvents } = await worker.turn(id);
  const brought = eventsOf(newEvents, 'taskCompleted').map(({ taskScheduledId }) => taskScheduledId);
  expect(brought).toEqual(tasks.toReversed().map(({ taskId }) => taskId));
});

test(
  'B27 a result of an earlier generation is dropped when the later one waits for an activity of that id',
  { meta: { differs: 'as daprd from 1.19 on; 1.18 sends no tokens and compares none' } },
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    await worker.play(id, [scheduleTask(1)]);
    const old = await worker.task(id);
    await bench.hub.raise(id, 'Go');
    await worker.play(id, [continueAsNew(2, { input: '"again"' })]);
    await worker.play(id, [scheduleTask(1)]);
    await worker.finish(old, { result: '"of another life"' });
    const task = await worker.task(id);
    expect(task.workflowInstance?.executionId).not.toBe(old.workflowInstance?.executionId);
    await worker.finish(task, { result: '"of this one"' });
    const { newEvents } = await worker.turn(id);
    expect(onlyOf(newEvents, 'taskCompleted')).toMatchObject({ taskScheduledId: 1, result: '"of this one"' });
  },
);

test(
  'B27 a late result of an earlier run is not taken for an activity of the next one that no worker has yet',
  { meta: { differs: 'as daprd from 1.19 on; 1.18 sends no tokens and compares none' } },
  async ({ bench }) => {
    const own = await bench.ownRuntime({ config: { apps: { own: { grpcPort: 0, maxConcurrentActivities: 1 } } } });
    const hub = bench.connect(own.target);
    const now = { scheduledStartTimestamp: { seconds: 1, nanos: 0 } };
    const lost = bench.worker({ target: own.target });
    await hub.start({ instanceId: 'one', ...now });
    await lost.play('one', [scheduleTask(1)]);
    const old = await lost.task('one');
    lost.drop();
    await hub.terminate('one');
    const worker = bench.worker({ target: own.target });
    await hub.start({ instanceId: 'other', ...now });
    await worker.play('other', [scheduleTask(1)]);
    const first = await worker.task('other');
    await hub.start({ instanceId: 'one', ...now });
    await worker.play('one', [scheduleTask(1)]);
    await lost.finish(old, { result: '"of the earlier run"' });
    await worker.finish(first);
    await worker.finish(await worker.task('one'), { result: '"of this one"' });
    expect(onlyOf((await worker.turn('one')).newEvents, 'taskCompleted').result).toBe('"of this one"');
  },
);
