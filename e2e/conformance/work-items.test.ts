import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, scheduleTask, unknownAction } from './actions';
import { test } from './bench';
import { eventsIn, eventsOf, kinds, onlyOf } from './events';
import { millis } from './time';
import { turnOfAny } from './worker';

const tokens = { meta: { differs: 'as daprd from 1.19 on; 1.18 sends no tokens and compares none' } };

test('B10 the first turn brings no past, then its start, the instance and what was raised before', async ({
  bench,
}) => {
  const id = await bench.created({ input: '1' });
  await bench.hub.raise(id, 'First', '"a"');
  await bench.hub.raise(id, 'Second', '"b"');
  const worker = bench.worker();
  const turn = await worker.turn(id);
  expect(turn.pastEvents).toEqual([]);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'executionStarted', 'eventRaised', 'eventRaised']);
  expect(turn.newEvents.map(({ eventId }) => eventId)).toEqual([-1, -1, -1, -1]);
  expect(onlyOf(turn.newEvents, 'executionStarted')).toMatchObject({ name: 'Flow', input: '1' });
  const raised = eventsOf(turn.newEvents, 'eventRaised').map(({ name, input }) => [name, input]);
  expect(raised).toEqual([
    ['First', '"a"'],
    ['Second', '"b"'],
  ]);
  expect(turn.requiresHistoryStreaming).toBe(false);
});

test('B10 the start names the app as its source, which SDKs copy into what they ask for', async ({ bench }) => {
  const id = await bench.created();
  const { newEvents } = await bench.worker().turn(id);
  expect(onlyOf(newEvents, 'executionStarted').router).toMatchObject({ sourceAppID: bench.target.appId });
});

test('B11 a later turn brings the history as the past, and a start of its own with its time', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  await worker.finish(await worker.task(id));
  for (const round of [2, 3, 4]) {
    const turn = await worker.turn(id);
    expect(turn.pastEvents).toEqual(await bench.hub.history(id));
    expect(kinds(turn.newEvents)[0]).toBe('workflowStarted');
    const began = millis(onlyOf(turn.newEvents, 'workflowStarted').timestamp);
    const past = turn.pastEvents.map(({ timestamp }) => millis(timestamp));
    expect(began).toBeGreaterThan(Math.max(...past));
    expect(began).toBeLessThan(Date.now() + 1);
    await worker.answer(turn, [scheduleTask(round)]);
    await worker.finish(await worker.task(id));
  }
});

test('B12 a turn brings at least one new event besides its start, and without any no turn comes', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  const other = await bench.created();
  await worker.play(other, [complete(1)]);
  await bench.hub.untilEnded(other);
  expect(worker.waiting(id)).toEqual([]);
  await bench.hub.raise(id, 'Go');
  await worker.play(id, [complete(1)]);
  expect(worker.turnsOf(id).map((turn) => kinds(turn.newEvents))).toEqual([
    ['workflowStarted', 'executionStarted'],
    ['workflowStarted', 'eventRaised'],
  ]);
});

test('B12 two turns of one instance are never with workers at the same time', async ({ bench }) => {
  const workers = [await bench.worker().ready(), await bench.worker().ready()];
  const id = await bench.created();
  const first = await turnOfAny(workers, id);
  for (const input of ['1', '2', '3']) await bench.hub.raise(id, 'Go', input);
  for (let round = 0; round < 6; round++) await turnOfAny(workers, await bench.created());
  expect(workers.flatMap((worker) => worker.turnsOf(id))).toHaveLength(1);
  await first.worker.answer(first.turn, []);
  const { turn } = await turnOfAny(workers, id);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'eventRaised', 'eventRaised', 'eventRaised']);
});

test('B13 events that arrive during a turn come with the next one, in the order they arrived', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  const inputs = Array.from({ length: 20 }, (_, index) => String(index));
  for (const input of inputs) await bench.hub.raise(id, `Event${input}`, input);
  await worker.answer(turn, []);
  const next = await worker.turn(id);
  expect(kinds(next.newEvents)[0]).toBe('workflowStarted');
  const raised = eventsOf(next.newEvents, 'eventRaised');
  expect(raised.map(({ name, input }) => [name, input])).toEqual(inputs.map((input) => [`Event${input}`, input]));
  const times = raised.map(({ timestamp }) => millis(timestamp));
  expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? Infinity))).toBe(true);
});

test.for(['completeWorkflowTask', 'completeOrchestratorTask'] as const)(
  'B14 a turn can be answered by %s',
  async (rpc, { bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    await worker.play(id, [complete(1, { result: `"${rpc}"` })], { rpc, customStatus: '"nearly"' });
    expect(await bench.hub.untilEnded(id)).toMatchObject({ output: `"${rpc}"`, customStatus: '"nearly"' });
  },
);

test('B15 a turn may be answered with an empty completion token', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [complete(1)], { completionToken: '' });
  expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
});

test('B15 an activity may be answered with an empty completion token', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  await worker.finish(await worker.task(id), { result: '"1"', completionToken: '' });
  const { newEvents } = await worker.turn(id);
  expect(onlyOf(newEvents, 'taskCompleted')).toMatchObject({ taskScheduledId: 1, result: '"1"' });
});

test(
  'B15 an answer to a turn with another completion token is ignored, and the turn stays open',
  tokens,
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    const turn = await worker.turn(id);
    expect(turn.token).not.toBe('');
    await worker.answer(turn, [complete(1, { result: '"stale"' })], { completionToken: 'of another time' });
    expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_PENDING });
    await worker.answer(turn, [complete(1, { result: '"right"' })]);
    expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"right"' });
    expect(worker.turnsOf(id)).toHaveLength(1);
  },
);

test(
  'B15 a result of an activity with another completion token is ignored, and it stays open',
  tokens,
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    await worker.play(id, [scheduleTask(1)]);
    const task = await worker.task(id);
    expect(task.token).not.toBe('');
    await worker.finish(task, { result: '"stale"', completionToken: 'of another time' });
    await worker.finish(task, { result: '"right"' });
    const turn = await worker.turn(id);
    expect(eventsOf(eventsIn(turn), 'taskCompleted').map(({ result }) => result)).toEqual(['"right"']);
  },
);

test('B20 a turn answered twice schedules its actions once', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  await Promise.all([
    worker.answer(turn, [scheduleTask(1)], { completionToken: '' }),
    worker.answer(turn, [scheduleTask(1)], { completionToken: '' }),
  ]);
  await worker.finish(await worker.task(id));
  await worker.play(id, [complete(2)]);
  await bench.hub.untilEnded(id);
  const history = await bench.hub.history(id);
  expect(eventsOf(history, 'taskScheduled')).toHaveLength(1);
  expect(eventsOf(history, 'taskCompleted')).toHaveLength(1);
  expect(worker.received.filter(({ request }) => request?.$case === 'activityRequest')).toHaveLength(1);
});

test('B20 a turn answered twice with nothing to do is recorded once', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  await Promise.all([1, 2, 3].map(() => worker.answer(turn, [], { completionToken: '' })));
  await bench.hub.raise(id, 'Go');
  const { pastEvents } = await worker.play(id, [complete(1)]);
  expect(kinds(pastEvents)).toEqual(['workflowStarted', 'executionStarted']);
});

test('B20 a repeated answer that comes during the next turn is not taken for its answer', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const first = await worker.play(id, [scheduleTask(1)], { completionToken: '' });
  await worker.finish(await worker.task(id));
  const second = await worker.turn(id);
  await worker.answer(first, [scheduleTask(1)], { completionToken: '' });
  expect(await bench.hub.history(id)).toEqual(second.pastEvents);
  await worker.answer(second, [complete(2)]);
  await bench.hub.untilEnded(id);
  const [taken] = eventsOf(await bench.hub.history(id), 'taskScheduled');
  expect(taken?.eventId).toBe(1);
  expect(worker.received.filter(({ request }) => request?.$case === 'activityRequest')).toHaveLength(1);
});

test('B21 an answer with an action of an unknown kind leaves the instance as it was', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  // Whether such an answer is refused or swallowed is left to the target.
  await worker.answer(turn, [scheduleTask(1), unknownAction(2)]).catch(() => undefined);
  const again = await worker.turn(id);
  expect(again.pastEvents).toEqual([]);
  expect(kinds(again.newEvents)).toEqual(['workflowStarted', 'executionStarted']);
  await worker.answer(again, [complete(1)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
  expect(eventsOf(await bench.hub.history(id), 'taskScheduled')).toEqual([]);
});
