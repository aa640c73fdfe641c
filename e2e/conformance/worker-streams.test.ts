import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { complete, scheduleTask } from './actions';
import { test } from './bench';
import { kinds, onlyOf } from './events';
import { turnOfAny } from './worker';

const tokens = { meta: { differs: 'as daprd from 1.19 on; 1.18 sends no tokens and compares none' } };

/** Nothing that holds an item for long is waited for: far less than any lease. */
const PROMPT = 5_000;

/** A start that does not wait for its first turn. */
const NOW = { scheduledStartTimestamp: { seconds: 1, nanos: 0 } };

test('B16 a turn of a dropped stream comes to another stream at once', async ({ bench }) => {
  const lost = bench.worker();
  const id = await bench.created();
  const turn = await lost.turn(id);
  const next = await bench.worker().ready();
  const dropped = Date.now();
  lost.drop();
  const again = await next.turn(id);
  expect(Date.now() - dropped).toBeLessThan(PROMPT);
  expect(again.executionId).toBe(turn.executionId);
  expect(kinds(again.newEvents)).toEqual(['workflowStarted', 'executionStarted']);
  await next.answer(again, [complete(1)]);
  await bench.hub.untilEnded(id);
});

test('B16 an activity of a dropped stream comes to another stream at once', async ({ bench }) => {
  const lost = bench.worker();
  const id = await bench.created();
  await lost.play(id, [scheduleTask(1, { input: '"x"' })]);
  const task = await lost.task(id);
  const next = await bench.worker().ready();
  const dropped = Date.now();
  lost.drop();
  const again = await next.task(id);
  expect(Date.now() - dropped).toBeLessThan(PROMPT);
  expect({ ...again, token: '' }).toEqual({ ...task, token: '' });
  await next.finish(again, { result: '"second"' });
  const { newEvents } = await next.turn(id);
  expect(onlyOf(newEvents, 'taskCompleted')).toMatchObject({ taskScheduledId: 1, result: '"second"' });
});

test(
  'B16 an answer that belongs to a dropped stream is ignored once the item is with another',
  tokens,
  async ({ bench }) => {
    const lost = bench.worker();
    const id = await bench.created();
    const turn = await lost.turn(id);
    lost.drop();
    const next = bench.worker();
    const again = await next.turn(id);
    expect(again.token).not.toBe(turn.token);
    await lost.answer(turn, [complete(1, { result: '"late"' })]);
    await next.answer(again, [complete(1, { result: '"right"' })]);
    expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"right"' });
  },
);

test('B17 two workers share items, and each item goes to one of them', async ({ bench }) => {
  const done = { Flow: () => [complete(1)] };
  const workers = [await bench.worker({ workflows: done }).ready(), await bench.worker({ workflows: done }).ready()];
  const ids = await Promise.all(Array.from({ length: 60 }, () => bench.start()));
  const [one = [], two = []] = workers.map((worker) => ids.filter((id) => worker.turnsOf(id).length > 0));
  expect(one.length).toBeGreaterThan(0);
  expect(two.length).toBeGreaterThan(0);
  expect([...one, ...two].toSorted()).toEqual(ids.toSorted());
  for (const worker of workers) for (const id of ids) expect(worker.turnsOf(id).length).toBeLessThan(2);
});

test('B17 two workers that are equally quick share activities within 60 to 40', async ({ bench }) => {
  const quick = { activities: { Work: () => '"ok"' } };
  const workers = [await bench.worker(quick).ready(), await bench.worker(quick).ready()];
  const width = 100;
  const actions = Array.from({ length: width }, (_, id) => scheduleTask(id));
  for (let round = 0; round < 4; round++) {
    const id = await bench.created();
    const { worker, turn } = await turnOfAny(workers, id);
    await worker.answer(turn, actions);
  }
  const shares = () =>
    workers.map(({ received }) => received.filter(({ request }) => request?.$case === 'activityRequest').length);
  await expect.poll(() => shares().reduce((sum, share) => sum + share, 0), { timeout: 10_000 }).toBe(4 * width);
  expect(Math.max(...shares())).toBeLessThanOrEqual(0.6 * 4 * width);
});

test('B18 a turn that a worker never answers holds up no other instance', async ({ bench }) => {
  const worker = bench.worker();
  const silent = await bench.created();
  await worker.turn(silent);
  for (let round = 0; round < 20; round++) {
    const id = await bench.created();
    await worker.play(id, [scheduleTask(1)]);
    await worker.finish(await worker.task(id));
    await worker.play(id, [complete(2)]);
    await bench.hub.untilEnded(id);
  }
  expect(worker.turnsOf(silent)).toHaveLength(1);
});

test('B18 an activity that a worker never answers holds up no other activity', async ({ bench }) => {
  const worker = bench.worker();
  const silent = await bench.created();
  await worker.play(silent, [scheduleTask(1), scheduleTask(2)]);
  const [, answered] = [await worker.task(silent), await worker.task(silent)];
  await worker.finish(answered);
  const { newEvents } = await worker.turn(silent);
  expect(onlyOf(newEvents, 'taskCompleted').taskScheduledId).toBe(answered.taskId);
});

test('B18 a turn that a worker does not answer in time is offered again, to another worker', async ({ bench }) => {
  const own = await bench.ownRuntime({ config: { timeouts: { turn: '500ms' } } });
  const silent = bench.worker({ target: own.target });
  const id = await bench.connect(own.target).start({ instanceId: 'order-1', ...NOW });
  const lost = await silent.turn(id);
  const next = bench.worker({ target: own.target });
  const again = await next.turn(id);
  expect(kinds(again.newEvents)).toEqual(kinds(lost.newEvents));
  await silent.answer(lost, [complete(1, { result: '"late"' })]);
  await next.answer(again, [complete(1, { result: '"right"' })]);
  expect(await bench.connect(own.target).untilEnded(id)).toMatchObject({ output: '"right"' });
});

test(
  'B18 an activity that a worker does not answer in time is offered again, to another worker',
  { meta: { differs: 'daprd waits for an activity for ever; here an operator may set for how long' } },
  async ({ bench }) => {
    const own = await bench.ownRuntime({ config: { timeouts: { activity: '500ms' } } });
    const silent = bench.worker({ target: own.target });
    const id = await bench.connect(own.target).start({ instanceId: 'order-1', ...NOW });
    await silent.play(id, [scheduleTask(1)]);
    const lost = await silent.task(id);
    const next = bench.worker({ target: own.target });
    const again = await next.task(id);
    expect({ ...again, token: '' }).toEqual({ ...lost, token: '' });
    await next.finish(again, { result: '"right"' });
    const { newEvents } = await next.turn(id);
    expect(onlyOf(newEvents, 'taskCompleted').result).toBe('"right"');
  },
);

test('B19 a stop of the server ends streams with OK or Canceled', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const worker = await bench.worker({ target: own.target }).ready();
  const [{ code }] = await Promise.all([worker.ended, own.stop()]);
  expect([Code.OK, Code.CANCELLED]).toContain(code);
});

test('B19 a worker that comes back after a restart gets what was outstanding and goes on', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const hub = bench.connect(own.target);
  const before = bench.worker({ target: own.target });
  const id = await hub.start({ instanceId: 'order-1', ...NOW });
  await before.play(id, [scheduleTask(1)]);
  const task = await before.task(id);
  await own.stop();
  await own.restart();
  const after = bench.worker({ target: own.target });
  const again = await after.task(id);
  expect({ ...again, token: '' }).toEqual({ ...task, token: '' });
  await after.finish(again);
  await after.play(id, [complete(2)]);
  expect(await bench.connect(own.target).untilEnded(id)).toMatchObject({ output: '"done"' });
});

test('B16 everything that a dropped stream held comes to another, turns and activities alike, once', async ({
  bench,
}) => {
  const lost = bench.worker();
  const ids = await Promise.all([1, 2, 3].map(() => bench.created()));
  for (const id of ids) {
    await lost.play(id, [scheduleTask(1), scheduleTask(2)]);
    await bench.hub.raise(id, 'Go');
    await lost.turn(id);
    await Promise.all([lost.task(id), lost.task(id)]);
  }
  const next = await bench.worker().ready();
  lost.drop();
  for (const id of ids) {
    const turn = await next.turn(id);
    expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'eventRaised']);
    const tasks = [await next.task(id), await next.task(id)];
    expect(tasks.map(({ taskId }) => taskId).toSorted()).toEqual([1, 2]);
    await next.answer(turn, [complete(3)]);
    await bench.hub.untilEnded(id);
    expect(next.waiting(id)).toEqual([]);
  }
});

test('B19 a turn that was with a worker when the runtime was killed comes again, whole', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const hub = bench.connect(own.target);
  const before = bench.worker({ target: own.target });
  const id = await hub.start({ instanceId: 'order-1', ...NOW, input: '"x"' });
  await before.play(id, [scheduleTask(1)]);
  await before.finish(await before.task(id), { result: '"kept"' });
  const lost = await before.turn(id);
  await own.stop('SIGKILL');
  await own.restart();
  const after = bench.worker({ target: own.target });
  const again = await after.turn(id);
  expect(again.pastEvents).toEqual(lost.pastEvents);
  expect(again.executionId).toBe(lost.executionId);
  expect(kinds(again.newEvents)).toEqual(['workflowStarted', 'taskCompleted']);
  expect(onlyOf(again.newEvents, 'taskCompleted').result).toBe('"kept"');
});
