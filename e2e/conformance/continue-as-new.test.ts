import { expect } from 'vitest';
import { carriedEvent, eventsIn, eventsOf, kinds, onlyOf } from './events';
import { complete, continueAsNew, createChild, createTimer, scheduleTask } from './actions';
import { test } from './bench';
import { millis } from './time';

test('B41 a continued instance keeps its ID and starts its history over with the new input', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created({ input: '1' });
  const first = await worker.play(id, [continueAsNew(1, { input: '2' })]);
  const turn = await worker.turn(id);
  expect(turn.pastEvents).toEqual([]);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'executionStarted']);
  expect(onlyOf(turn.newEvents, 'executionStarted')).toMatchObject({
    name: 'Flow',
    input: '2',
    workflowInstance: { instanceId: id, executionId: turn.executionId },
  });
  expect(turn.executionId).not.toBe(first.executionId);
  await worker.answer(turn, [complete(1)]);
  await bench.hub.untilEnded(id);
  expect(kinds(await bench.hub.history(id))).toEqual(['workflowStarted', 'executionStarted', 'executionCompleted']);
});

test('B41 carried events follow the start, in the order given', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const carryover = [carriedEvent('b', '1'), carriedEvent('a', '2'), carriedEvent('b', '3')];
  await worker.play(id, [continueAsNew(1, { carryover })]);
  const { newEvents } = await worker.turn(id);
  expect(kinds(newEvents).slice(0, 2)).toEqual(['workflowStarted', 'executionStarted']);
  expect(eventsOf(newEvents, 'eventRaised').map(({ name, input }) => `${name}${input ?? ''}`)).toEqual([
    ...['b1', 'a2', 'b3'],
  ]);
});

test('B41 a continued child still belongs to its parent and reports to it', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const childId = bench.newId('child');
  await worker.play(id, [createChild(3, { instanceId: childId })]);
  const first = await worker.play(childId, [continueAsNew(1, { input: '2' })]);
  const turn = await worker.turn(childId);
  const { parentInstance } = onlyOf(turn.newEvents, 'executionStarted');
  expect(parentInstance).toMatchObject({ taskScheduledId: 3, workflowInstance: { instanceId: id } });
  expect(parentInstance).toEqual(onlyOf(first.newEvents, 'executionStarted').parentInstance);
  await worker.answer(turn, [complete(1, { result: '"at last"' })]);
  const { newEvents } = await worker.turn(id);
  expect(onlyOf(newEvents, 'childWorkflowInstanceCompleted')).toMatchObject({
    ...{ taskScheduledId: 3, result: '"at last"' },
  });
});

test('B42 events that arrive in the turn that continues as new are delivered after it', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  await bench.hub.raise(id, 'First', '1');
  await bench.hub.raise(id, 'Second', '2');
  await worker.answer(turn, [continueAsNew(1, { carryover: [carriedEvent('carried')] })]);
  const next = await worker.turn(id);
  expect(eventsOf(next.newEvents, 'eventRaised').map(({ name }) => name)).toEqual(['carried', 'First', 'Second']);
});

test('B43 twenty generations in a row work, each with the input of the one before', async ({ bench }) => {
  const next = (input: number) => (input < 20 ? continueAsNew(1, { input: String(input + 1) }) : complete(1));
  const worker = bench.worker({
    workflows: { Loop: (turn) => [next(Number(onlyOf(eventsIn(turn), 'executionStarted').input))] },
  });
  const id = await bench.created({ name: 'Loop', input: '1' });
  expect(await bench.hub.untilEnded(id)).toMatchObject({ input: '20', output: '"done"' });
  expect(worker.turnsOf(id)).toHaveLength(20);
});

test('B43 two thousand generations leave the history as short as one', { timeout: 120_000 }, async ({ bench }) => {
  const last = 2_000;
  const next = (input: number) => (input < last ? continueAsNew(1, { input: String(input + 1) }) : complete(1));
  const worker = bench.worker({
    workflows: { Loop: (turn) => [next(Number(onlyOf(eventsIn(turn), 'executionStarted').input))] },
  });
  const id = await bench.created({ name: 'Loop', input: '1' });
  await bench.hub.untilEnded(id, { deadlineMs: 110_000 });
  expect(await bench.hub.history(id)).toHaveLength(3);
  const executionIds = new Set(worker.turnsOf(id).map(({ executionId }) => executionId));
  expect(executionIds.size).toBe(last);
});

test('B44 actions after continue-as-new are ignored', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const childId = bench.newId('child');
  const ignored = [scheduleTask(2), createTimer(3, Date.now()), createChild(4, { instanceId: childId })];
  await worker.play(id, [continueAsNew(1, { input: '2' }), ...ignored]);
  await worker.play(id, [scheduleTask(9, { name: 'Last' })]);
  expect(await worker.task(id)).toMatchObject({ taskId: 9, name: 'Last' });
  expect(await bench.hub.state(childId)).toBeUndefined();
  expect(kinds(await bench.hub.history(id))).toEqual(['workflowStarted', 'executionStarted', 'taskScheduled']);
});

test('B45 carried events without a time are all kept, equal ones too, and get one', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const before = Date.now();
  const zero = { seconds: 0, nanos: 0 };
  const carryover = [
    carriedEvent('item', '1'),
    carriedEvent('item', '1'),
    { ...carriedEvent('item', '1'), timestamp: zero },
  ];
  await worker.play(id, [continueAsNew(1, { carryover })]);
  const { newEvents } = await worker.turn(id);
  const raised = eventsOf(newEvents, 'eventRaised');
  expect(raised).toHaveLength(3);
  for (const { timestamp } of raised) expect(millis(timestamp)).toBeGreaterThanOrEqual(before - 1_000);
});

test(
  'B41 version and tags of the start hold for later generations',
  { meta: { differs: 'daprd drops version and tags at the start' } },
  async ({ bench }) => {
    const worker = bench.worker();
    const kept = { version: 'v2', tags: { team: 'blue' } };
    const id = await bench.created(kept);
    for (const input of ['1', '2']) await worker.play(id, [continueAsNew(1, { input })]);
    const turn = await worker.play(id, [complete(1)]);
    const started = onlyOf(turn.newEvents, 'executionStarted');
    expect(started).toMatchObject({ ...kept, input: '2', router: { sourceAppID: bench.target.appId } });
    expect(await bench.hub.untilEnded(id)).toMatchObject(kept);
  },
);
