import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, createChild, createDetached, createTimer, scheduleTask } from './actions';
import { type Bench, test } from './bench';
import { eventsOf, kinds, onlyOf } from './events';
import { refusalOf } from './task-hub';
import type { Worker } from './worker';

type Rerun = Partial<Parameters<typeof request>[1]> & { readonly eventID: number };

function request(
  source: string,
  over: {
    eventID: number;
    newInstanceID?: string;
    input?: string;
    overwriteInput?: boolean;
    newChildWorkflowInstanceID?: string;
  },
) {
  return { sourceInstanceID: source, overwriteInput: false, ...over };
}

/** Reruns without waiting for a worker to run the first turn: the answer is awaited beside it. */
async function rerun(bench: Bench, source: string, over: Rerun): Promise<string> {
  const { newInstanceID } = await bench.hub.call('rerunWorkflowFromEvent', request(source, over));
  return newInstanceID;
}

const EVENT = { task: 1, timer: 2, child: 3, detached: 4, secondTask: 5, end: 6 } as const;

/** An ended instance with an event of each kind; what each one is called stands in `EVENT`. */
async function ended(bench: Bench, worker: Worker): Promise<string> {
  const id = await bench.created({ input: '"in"' });
  const child = bench.newId('child');
  await worker.play(id, [scheduleTask(EVENT.task, { name: 'First', input: '1' })]);
  await worker.finish(await worker.task(id), { result: '"first"' });
  await worker.play(id, [createTimer(EVENT.timer, Date.now())]);
  await worker.play(id, [createChild(EVENT.child, { instanceId: child, input: '3' })]);
  await worker.play(child, [complete(1, { result: '"child"' })]);
  await worker.play(id, [
    createDetached(EVENT.detached, { instanceId: bench.newId('detached') }),
    scheduleTask(EVENT.secondTask, { name: 'Second', input: '5' }),
  ]);
  await worker.finish(await worker.task(id), { result: '"second"' });
  await worker.play(id, [complete(EVENT.end)]);
  await bench.hub.untilEnded(id);
  return id;
}

const refused: Record<string, { readonly over: Rerun; readonly code: Code }> = {
  'an event that is not there': { over: { eventID: 99 }, code: Code.NOT_FOUND },
  'the end': { over: { eventID: EVENT.end }, code: Code.NOT_FOUND },
  'a detached workflow': { over: { eventID: EVENT.detached }, code: Code.INVALID_ARGUMENT },
  'a timer with an input': {
    over: { eventID: EVENT.timer, overwriteInput: true, input: '1' },
    code: Code.INVALID_ARGUMENT,
  },
  'a timer with a child ID': {
    over: { eventID: EVENT.timer, newChildWorkflowInstanceID: 'c' },
    code: Code.INVALID_ARGUMENT,
  },
  'an activity with a child ID': {
    over: { eventID: EVENT.task, newChildWorkflowInstanceID: 'c' },
    code: Code.INVALID_ARGUMENT,
  },
};

test.for(Object.entries(refused))('B57 a rerun from %s is refused', async ([, { over, code }], { bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const newInstanceID = bench.newId('rerun');
  expect((await refusalOf(rerun(bench, id, { ...over, newInstanceID }))).code).toBe(code);
  expect(await bench.hub.state(newInstanceID)).toBeUndefined();
});

test('B57 a rerun onto its own ID, a taken ID or from nothing is refused', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const taken = await bench.created();
  await worker.play(taken, [complete(1)]);
  await bench.hub.untilEnded(taken);
  const { task: eventID } = EVENT;
  const codes = [
    await refusalOf(rerun(bench, id, { eventID, newInstanceID: id })),
    await refusalOf(rerun(bench, id, { eventID, newInstanceID: taken })),
    await refusalOf(rerun(bench, '', { eventID })),
    await refusalOf(rerun(bench, bench.newId('unknown'), { eventID })),
  ].map(({ code }) => code);
  expect(codes).toEqual([Code.INVALID_ARGUMENT, Code.ALREADY_EXISTS, Code.INVALID_ARGUMENT, Code.NOT_FOUND]);
});

test('B57 a rerun of a running instance, or of a child, is refused', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const child = bench.newId('child');
  await worker.play(id, [createChild(1, { instanceId: child })]);
  await worker.play(child, [scheduleTask(1)]);
  expect((await refusalOf(rerun(bench, id, { eventID: 1 }))).code).toBe(Code.INVALID_ARGUMENT);
  await worker.finish(await worker.task(child));
  await worker.play(child, [complete(2)]);
  await bench.hub.untilEnded(child);
  expect((await refusalOf(rerun(bench, child, { eventID: 1 }))).code).toBe(Code.INVALID_ARGUMENT);
});

test('B57 a rerun without an ID gets a fresh one and names its source', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const answered = rerun(bench, id, { eventID: EVENT.secondTask });
  const task = await worker.task();
  expect(task).toMatchObject({ name: 'Second', input: '5', taskId: EVENT.secondTask });
  await worker.finish(task);
  await worker.play(task.instanceId, [complete(EVENT.end)]);
  expect(await answered).toBe(task.instanceId);
  expect(task.instanceId).not.toBe(id);
  const scheduled = eventsOf(await bench.hub.history(task.instanceId), 'taskScheduled');
  expect(scheduled.map(({ rerunParentInstanceInfo }) => rerunParentInstanceInfo?.instanceID)).toEqual([undefined, id]);
  await bench.hub.purge(task.instanceId, { force: true });
});

test('B57 a rerun from a timer sets it again', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: EVENT.timer, newInstanceID });
  const turn = await worker.turn(newInstanceID);
  expect(onlyOf([...turn.pastEvents, ...turn.newEvents], 'timerFired').timerId).toBe(EVENT.timer);
  await worker.answer(turn, [complete(9)]);
  expect(await answered).toBe(newInstanceID);
});

test('B57 a rerun from a child creates another one, under the given ID and with the new input', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const [newInstanceID, child] = [bench.newId('rerun'), bench.newId('child')];
  const over = { newInstanceID, newChildWorkflowInstanceID: child, overwriteInput: true, input: '"new"' };
  const answered = rerun(bench, id, { eventID: EVENT.child, ...over });
  const turn = await worker.play(child, [complete(1, { result: '"again"' })]);
  expect(onlyOf(turn.newEvents, 'executionStarted')).toMatchObject({
    input: '"new"',
    parentInstance: { taskScheduledId: EVENT.child, workflowInstance: { instanceId: newInstanceID } },
  });
  const { newEvents } = await worker.play(newInstanceID, [complete(9)]);
  expect(onlyOf(newEvents, 'childWorkflowInstanceCompleted').result).toBe('"again"');
  expect(await answered).toBe(newInstanceID);
});

test('B58 a rerun keeps results before its target, runs it once with the new input, and leaves the source', async ({
  bench,
}) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const before = await bench.hub.history(id);
  const newInstanceID = bench.newId('rerun');
  const over = { newInstanceID, overwriteInput: true, input: '"other"' };
  const answered = rerun(bench, id, { eventID: EVENT.secondTask, ...over });
  const task = await worker.task(newInstanceID);
  expect(task).toMatchObject({ name: 'Second', input: '"other"' });
  await worker.finish(task, { result: '"redone"' });
  const turn = await worker.turn(newInstanceID);
  const completed = eventsOf([...turn.pastEvents, ...turn.newEvents], 'taskCompleted');
  expect(completed.map(({ result }) => result)).toEqual(['"first"', '"redone"']);
  await worker.answer(turn, [complete(EVENT.end)]);
  await answered;
  expect(await bench.hub.untilEnded(newInstanceID)).toMatchObject({
    workflowStatus: Status.ORCHESTRATION_STATUS_COMPLETED,
    input: '"in"',
  });
  expect(worker.waiting(newInstanceID)).toEqual([]);
  expect(await bench.hub.history(id)).toEqual(before);
  expect(kinds(await bench.hub.history(newInstanceID)).filter((kind) => kind === 'taskScheduled')).toHaveLength(2);
});

test('B58 a rerun may take the input away', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: EVENT.task, newInstanceID, overwriteInput: true });
  const task = await worker.task(newInstanceID);
  expect(task.input).toBeUndefined();
  await worker.finish(task);
  await worker.play(newInstanceID, [complete(9)]);
  await answered;
});

test('B57 a rerun from a child without a child ID derives one, and lineage stands at the target alone', async ({
  bench,
}) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: EVENT.child, newInstanceID });
  const turn = await worker.play(`${newInstanceID}:0003`, [complete(1)]);
  expect(onlyOf(turn.newEvents, 'executionStarted').input).toBe('3');
  await worker.play(newInstanceID, [complete(9)]);
  await answered;
  const history = await bench.hub.history(newInstanceID);
  const [created] = eventsOf(history, 'childWorkflowInstanceCreated');
  expect(created).toMatchObject({ rerunParentInstanceInfo: { instanceID: id } });
  expect(onlyOf(history, 'taskScheduled').rerunParentInstanceInfo).toBeUndefined();
});

test('B57 a rerun from a timer names its source there', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: EVENT.timer, newInstanceID });
  await worker.play(newInstanceID, [complete(9)]);
  await answered;
  const created = onlyOf(await bench.hub.history(newInstanceID), 'timerCreated');
  expect(created).toMatchObject({ eventId: EVENT.timer, rerunParentInstanceInfo: { instanceID: id } });
});

test('B58 an input without the wish to overwrite it does not count', async ({ bench }) => {
  const worker = bench.worker();
  const id = await ended(bench, worker);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: EVENT.task, newInstanceID, input: '"ignored"' });
  const task = await worker.task(newInstanceID);
  expect(task).toMatchObject({ taskId: EVENT.task, input: '1' });
  await worker.finish(task);
  await worker.play(newInstanceID, [complete(9)]);
  await answered;
});

test('B58 what was open beside the target when the source ended is handed out again', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1, { name: 'Open' }), scheduleTask(2, { name: 'Target' })]);
  const tasks = [await worker.task(id), await worker.task(id)];
  for (const task of tasks.filter(({ name }) => name === 'Target')) await worker.finish(task);
  await worker.play(id, [complete(3)]);
  await bench.hub.untilEnded(id);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: 2, newInstanceID });
  const again = [await worker.task(newInstanceID), await worker.task(newInstanceID)];
  expect(again.map(({ name }) => name).toSorted()).toEqual(['Open', 'Target']);
  for (const task of again) await worker.finish(task);
  await worker.play(newInstanceID, [complete(9)]);
  await answered;
});

test('B58 a child and a timer that were open beside the target start again', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const child = bench.newId('child');
  const open = [createChild(1, { instanceId: child, input: '"x"' }), createTimer(2, Date.now() + 600)];
  await worker.play(id, [...open, scheduleTask(3)]);
  await worker.finish(await worker.task(id));
  await worker.play(id, [complete(4)]);
  await bench.hub.untilEnded(id);
  const newInstanceID = bench.newId('rerun');
  const answered = rerun(bench, id, { eventID: 3, newInstanceID });
  const turn = await worker.play(`${newInstanceID}:0001`, [complete(1)]);
  expect(onlyOf(turn.newEvents, 'executionStarted')).toMatchObject({
    ...{ input: '"x"', parentInstance: { taskScheduledId: 1, workflowInstance: { instanceId: newInstanceID } } },
  });
  await worker.finish(await worker.task(newInstanceID));
  const brought = new Set<unknown>();
  while (brought.size < 3) {
    const { newEvents } = await worker.play(newInstanceID, []);
    for (const kind of kinds(newEvents).filter((kind) => kind !== 'workflowStarted')) brought.add(kind);
  }
  expect([...brought].toSorted()).toEqual(['childWorkflowInstanceCompleted', 'taskCompleted', 'timerFired']);
  await answered;
});
