import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import type { WorkerDouble } from '@/lib/testing/worker-double';
import { callTask } from '@/lib/testing/workflow-actions';

test('results gather for as long as the last turn took, while other activities are with workers', async () => {
  const { fx, worker, finish } = await fannedOut({ width: 4, took: 50 });
  await finish(1);
  await finish(2);
  fx.clock.advance(49);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(1);
  expect(resultsOf(await worker.turn())).toEqual([1, 2]);
});

test('a rest is never longer than a tenth of a second', async () => {
  const { fx, worker, finish } = await fannedOut({ width: 4, took: 30_000 });
  await finish(1);
  fx.clock.advance(99);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(1);
  expect(resultsOf(await worker.turn())).toEqual([1]);
});

test('a clock that is set back makes no rest longer', async () => {
  const { fx, worker, finish } = await fannedOut({ width: 4, took: 50 });
  fx.clock.advance(-3_600_000);
  await finish(1);
  fx.clock.advance(100);
  expect(resultsOf(await worker.turn())).toEqual([1]);
});

test('the last result is not held back', async () => {
  const { worker, finish } = await fannedOut({ width: 3, took: 50 });
  for (const taskId of [1, 2, 3]) await finish(taskId);
  expect(resultsOf(await worker.turn())).toEqual([1, 2, 3]);
});

test('an event goes out at once, with the results that waited', async () => {
  const { fx, worker, finish } = await fannedOut({ width: 3, took: 50 });
  await finish(1);
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  const { fresh } = await worker.turn();
  expect(fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed', 'event-raised']);
});

test('a rest that is over holds nothing back', async () => {
  const { fx, worker, finish } = await fannedOut({ width: 3, took: 50 });
  fx.clock.advance(50);
  await finish(1);
  expect(resultsOf(await worker.turn())).toEqual([1]);
});

test('an instance whose other activities have no worker does not wait for them', async () => {
  const { worker, finish } = await fannedOut({ width: 1, took: 50, elsewhere: 2 });
  await finish(1);
  expect(resultsOf(await worker.turn())).toEqual([1]);
});

test('no other instance is held up by one that rests', async () => {
  const { fx, worker, finish } = await fannedOut({ width: 3, took: 50 });
  await finish(1);
  await fx.start('b');
  expect((await worker.turn()).instanceId).toBe('b');
});

/** Instance `a` after a turn that took so long and asked for activities, of this app and of one without workers. */
async function fannedOut({ width, took, elsewhere = 0 }: { width: number; took: number; elsewhere?: number }) {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  fx.clock.advance(took);
  const tasks = Array.from({ length: width }, (_, index) => callTask(index + 1));
  const router = { sourceAppId: 'shop', targetAppId: 'nobody' };
  const others = Array.from({ length: elsewhere }, (_, index) => callTask(width + index + 1, { router }));
  await worker.answer(turn, [...tasks, ...others]);
  const items = new Map<number, Awaited<ReturnType<WorkerDouble['activity']>>>();
  for (let count = 0; count < width; count += 1) {
    const item = await worker.activity();
    items.set(item.taskId, item);
  }
  const finish = async (taskId: number): Promise<void> => {
    const item = items.get(taskId);
    if (item === undefined) throw new Error(`activity ${taskId} is not with the worker`);
    await worker.finish(item);
  };
  return { fx, worker, finish };
}

function resultsOf({ fresh }: Awaited<ReturnType<WorkerDouble['turn']>>): readonly number[] {
  return fresh.flatMap((event) => (event.kind === 'task-completed' ? [event.taskId] : []));
}
