import { expect } from 'vitest';
import { WorkerCapability } from '@/lib/protocol/generated/work';
import { complete, continueAsNew, scheduleTask } from './actions';
import { test, type Bench } from './bench';
import type { Turn } from './worker';

const keeping = { meta: { differs: 'as daprd from 1.19 on; 1.18 always sends all of it' } };
const stateful = { capabilities: [WorkerCapability.WORKER_CAPABILITY_STATEFUL_HISTORY] };

test('B22 a stream that did not ask for less always gets the whole history', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  for (const round of [1, 2, 3, 4]) {
    const turn = await worker.turn(id);
    expect(turn.cachedHistory).toBeUndefined();
    expect(turn.pastEvents).toEqual(await bench.hub.history(id));
    await worker.answer(turn, [scheduleTask(round)]);
    await worker.finish(await worker.task(id));
  }
});

test('B22 a stream that did not ask for less gets the whole history beside one that did', async ({ bench }) => {
  const cached = bench.worker(stateful);
  const id = await bench.created();
  await cached.play(id, [scheduleTask(1)]);
  await cached.finish(await cached.task(id));
  await cached.play(id, []);
  cached.drop();
  const plain = await bench.worker().ready();
  await bench.hub.raise(id, 'Go');
  const turn = await plain.turn(id);
  expect(turn.cachedHistory).toBeUndefined();
  expect(turn.pastEvents).toEqual(await bench.hub.history(id));
});

test(
  'B22 a stream that keeps history gets all of it, or no less than what it does not have',
  keeping,
  async ({ bench }) => {
    const worker = bench.worker(stateful);
    const id = await bench.created();
    let held = 0;
    for (const round of [1, 2, 3, 4]) {
      const turn = await worker.turn(id);
      held = await expectComplete(bench, turn, held);
      await worker.answer(turn, [scheduleTask(round)]);
      await worker.finish(await worker.task(id));
    }
  },
);

test(
  'B22 a stream that keeps history is never told to use that of an earlier generation',
  keeping,
  async ({ bench }) => {
    const worker = bench.worker(stateful);
    const id = await bench.created();
    await bench.hub.raise(id, 'Go');
    for (let generation = 0; generation < 3; generation++) {
      const first = await worker.turn(id);
      const held = await expectComplete(bench, first, 0);
      await worker.answer(first, [scheduleTask(1)]);
      await worker.finish(await worker.task(id));
      const second = await worker.turn(id);
      await expectComplete(bench, second, held);
      await worker.answer(second, [continueAsNew(2)]);
    }
  },
);

test(
  'B22 a stream that keeps history gets all of it when another stream held it before',
  keeping,
  async ({ bench }) => {
    const first = bench.worker(stateful);
    const id = await bench.created();
    await first.play(id, [scheduleTask(1)]);
    await first.finish(await first.task(id));
    await first.play(id, []);
    first.drop();
    const second = await bench.worker(stateful).ready();
    await bench.hub.raise(id, 'Go');
    await expectComplete(bench, await second.turn(id), 0);
  },
);

test('B22 the history asked for in the middle of a turn is what was committed before it', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1)]);
  const committed = await bench.hub.history(id);
  await worker.finish(await worker.task(id));
  const turn = await worker.turn(id);
  await bench.hub.raise(id, 'Meanwhile');
  expect(await bench.hub.history(id)).toEqual(committed);
  expect(turn.pastEvents).toEqual(committed);
  await worker.answer(turn, []);
  await worker.play(id, [complete(2)]);
});

/**
 * Checks that what the worker holds and what the turn brings are the committed history together.
 * @param held how many events of this run the stream was told before
 * @returns how many it holds now
 */
async function expectComplete(bench: Bench, turn: Turn, held: number): Promise<number> {
  const committed = await bench.hub.history(turn.instanceId);
  const left = turn.cachedHistory?.eventCount ?? 0;
  expect(left).toBeLessThan(held + 1);
  expect(turn.pastEvents).toEqual(committed.slice(left));
  return committed.length;
}

test('B22 a stream that keeps history is told the rest only, turn after turn', keeping, async ({ bench }) => {
  const own = await bench.ownRuntime();
  const hub = bench.connect(own.target);
  const worker = bench.worker({ ...stateful, target: own.target });
  const id = await hub.start({ instanceId: 'long', scheduledStartTimestamp: { seconds: 1, nanos: 0 } });
  for (const round of Array.from({ length: 10 }, (_, index) => index + 1)) {
    const turn = await worker.turn(id);
    expect(turn.pastEvents.length).toBeLessThan(4);
    const committed = await hub.history(id);
    expect(turn.pastEvents).toEqual(committed.slice(turn.cachedHistory?.eventCount ?? 0));
    await worker.answer(turn, [scheduleTask(round)]);
    await worker.finish(await worker.task(id));
  }
});
