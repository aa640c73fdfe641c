import { expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import type { WorkerDouble } from '@/lib/testing/worker-double';
import { again, callTask, complete } from '@/lib/testing/workflow-actions';

test('B22: a turn leaves out what its worker was given with the turn before, and together it is all', async () => {
  const { fx, worker } = await opened();
  for (let step = 1; step <= 4; step += 1) {
    const turn = await worker.turn();
    const committed = await fx.history('a');
    expect(await worker.wholePast(turn)).toEqual(committed);
    expect(turn.omitted + turn.past.length).toBe(committed.length);
    await worker.answer(turn, [callTask(step)]);
    await worker.finish(await worker.activity());
  }
  expect(worker.turns.map((turn) => turn.omitted).slice(0, 4)).toEqual([0, 0, 3, 6]);
  expect(worker.keeper.misses).toBe(0);
});

test('B22: a worker that does not say it keeps history is always sent all of it', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  for (let step = 1; step <= 4; step += 1) await takeStep(worker, step);
  expect((await worker.turn()).past).toEqual(await fx.history('a'));
  expect(worker.turns.every((turn) => turn.omitted === 0)).toBe(true);
});

test('turns go to the worker that keeps the history, while it has room', async () => {
  const { fx, worker } = await opened({ perStream: 2 });
  for (let step = 1; step <= 2; step += 1) await takeStep(worker, step);
  const other = fx.keepingWorker();
  await worker.answer(await worker.turn('a'), [callTask(3)]);
  await other.finish(await other.activity('a'));
  const here = await worker.turn('a');
  expect(here.omitted).toBeGreaterThan(0);
  await worker.answer(here, [callTask(4), callTask(5)]);
  for (const id of ['b', 'c', 'd']) await fx.start(id);
  await fx.settled();
  const items = [...worker.activities, ...other.activities].filter((item) => item.taskId >= 4);
  expect(items.length).toBeGreaterThan(0);
  for (const busy of [worker, other]) expect(busy.mostOutstanding).toBeLessThanOrEqual(2);
});

test('a keeper without room is passed over: another worker gets the whole history', async () => {
  const { fx, worker } = await opened({ perStream: 1 });
  await takeStep(worker, 1);
  await worker.answer(await worker.turn('a'), [callTask(2)]);
  const item = await worker.activity('a');
  await fx.start('b');
  const other = fx.keepingWorker();
  await other.answer(await other.turn('b'), []);
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  const turn = await other.turn('a');
  expect(turn).toMatchObject({ omitted: 0, past: await fx.history('a') });
  await other.answer(turn, []);
  await worker.finish(item);
  expect(await other.wholePast(await other.turn('a'))).toEqual(await fx.history('a'));
});

test('a stream that comes back keeps nothing', async () => {
  const { fx, worker } = await opened();
  for (let step = 1; step <= 2; step += 1) await takeStep(worker, step);
  worker.drop();
  worker.connect();
  const [lost, again] = [await worker.turn(), await worker.turn()];
  expect(again.token).not.toBe(lost.token);
  expect(again).toMatchObject({ omitted: 0, past: await fx.history('a') });
});

test('a new generation starts with nothing kept', async () => {
  const { fx, worker } = await opened();
  for (let step = 1; step <= 2; step += 1) await takeStep(worker, step);
  await worker.answer(await worker.turn(), [again(3)]);
  const first = await worker.turn();
  expect(first).toMatchObject({ omitted: 0, past: [] });
  await worker.answer(first, [callTask(1)]);
  await worker.finish(await worker.activity());
  expect(await worker.turn()).toMatchObject({ omitted: 0, past: await fx.history('a') });
});

test('so does a new run on the same id, after a purge as well', async () => {
  const { fx, worker } = await opened();
  for (let step = 1; step <= 2; step += 1) await takeStep(worker, step);
  await worker.answer(await worker.turn(), [complete(3)]);
  await fx.start('a');
  await takeStep(worker, 1);
  expect(await worker.turn()).toMatchObject({ omitted: 0, past: await fx.history('a') });
  await fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  await fx.start('a');
  expect(await worker.turn()).toMatchObject({ omitted: 0, past: [] });
});

test('a worker that answers a turn of a purged run late is not believed to keep the new one', async () => {
  const { fx, worker } = await opened();
  await takeStep(worker, 1);
  const late = await worker.turn();
  await worker.wholePast(late);
  await fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  await fx.start('a');
  await takeStep(worker, 1);
  await takeStep(worker, 2);
  await worker.answer(late, []);
  const turn = await worker.turn();
  expect(await worker.wholePast(turn)).toEqual(await fx.history('a'));
  await worker.answer(turn, [callTask(3)]);
  await worker.finish(await worker.activity());
  expect((await worker.turn()).omitted).toBe(turn.past.length);
});

test('after an answer that could not be applied the whole history goes out', async () => {
  const { fx, worker } = await opened();
  for (let step = 1; step <= 2; step += 1) await takeStep(worker, step);
  const before = await worker.turn();
  expect(before.omitted).toBeGreaterThan(0);
  await worker.answer(before, [{ kind: 'unknown', id: 3 }]);
  fx.clock.advance(1_000);
  expect((await worker.turn()).omitted).toBe(before.omitted);
});

test('a worker that keeps less than is believed fetches the history', async () => {
  const { fx, worker } = await opened();
  for (let step = 1; step <= 2; step += 1) await takeStep(worker, step);
  worker.keeper.forgetAll();
  expect(await worker.wholePast(await worker.turn())).toEqual(await fx.history('a'));
  expect(worker.keeper.misses).toBe(1);
});

async function opened(limits = {}): Promise<{ fx: RuntimeFixture; worker: WorkerDouble }> {
  const fx = await openRuntime({ limits });
  const worker = fx.keepingWorker();
  await fx.start('a');
  return { fx, worker };
}

/** One turn that asks for one activity, and its result. */
async function takeStep(worker: WorkerDouble, step: number): Promise<void> {
  const turn = await worker.turn();
  await worker.wholePast(turn);
  await worker.answer(turn, [callTask(step)]);
  await worker.finish(await worker.activity());
}
