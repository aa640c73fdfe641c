import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import type { TurnItem } from './runtime-port';
import type { WorkerDouble } from '@/lib/testing/worker-double';
import { callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

const DISK_FULL = new AppError('unavailable', 'the disk is full');
const RIDE = { rideTime: 10 };

/** The time that a workflow takes for now. */
function timeOf(turn: TurnItem): number | undefined {
  return turn.fresh.find(({ kind }) => kind === 'workflow-started')?.at;
}

/** An instance whose first turn has called an activity that a worker has, while the disk will not take the turn. */
async function handedOutAndLost() {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  fx.failNextCommit(DISK_FULL);
  const answered = worker.answer(turn, [callTask(1)]);
  return { fx, worker, turn, answered, item: await worker.activity() };
}

/** Answers a first turn with one activity, which rides, and goes on from its result to the end. */
async function playToEnd(worker: WorkerDouble, turn: TurnItem): Promise<void> {
  const answered = worker.answer(turn, [callTask(1)]);
  await worker.finish(await worker.activity());
  await answered;
  await worker.answer(await worker.turn(), [complete(2)]);
}

async function storedKinds(fx: RuntimeFixture, id: string): Promise<readonly string[]> {
  return ((await fx.stored(refOf(id)))?.history ?? []).map(({ kind }) => kind);
}

test('the outcome of a turn is acted on at once and goes to disk with the next commit, or soon', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const first = worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  expect(await storedKinds(fx, 'a')).toEqual([]);
  await Promise.all([first, worker.finish(item)]);
  expect(await storedKinds(fx, 'a')).toEqual(['workflow-started', 'execution-started', 'task-scheduled']);
  const second = worker.answer(await worker.turn(), [callTask(2)]);
  await worker.activity();
  expect(await storedKinds(fx, 'a')).toHaveLength(3);
  fx.clock.advance(RIDE.rideTime);
  await second;
  expect(await storedKinds(fx, 'a')).toHaveLength(6);
});

test('whoever reads an instance is shown what rides, and only once it is on disk', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const answered = worker.answer(await worker.turn(), [callTask(1)]);
  await worker.activity();
  expect(await fx.kinds('a')).toContain('task-scheduled');
  await answered;
  expect(await storedKinds(fx, 'a')).toContain('task-scheduled');
});

test('an end, a timer, a child and an event for another instance are on disk before anything comes of them', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  const outcomes = {
    timer: [callTimer(1, fx.clock.now() + 10)],
    child: [{ kind: 'create-child', id: 1, instanceId: 'c', name: 'Child' }],
    event: [{ kind: 'send-event', id: 1, instanceId: 'b', name: 'Go', input: undefined }],
    end: [complete(1)],
  } as const;
  for (const [id, actions] of Object.entries(outcomes)) {
    await fx.start(id);
    await worker.answer(await worker.turn(id), actions);
    expect((await storedKinds(fx, id)).length, id).toBeGreaterThan(2);
  }
});

test('a turn during which something has arrived waits for the disk: offered again it would be another', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  await worker.answer(turn, [callTask(1)]);
  expect(await storedKinds(fx, 'a')).toContain('task-scheduled');
});

test('a wait for the start ends as soon as the first turn is answered', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const started = fx.runtime.waitFor(refOf('a'), 'started', new AbortController().signal);
  await fx.settled();
  await worker.answer(await worker.turn(), [callTask(1)]);
  expect((await started).status).toBe('running');
});

test('what rode and was lost is decided again from the same turn, with its time', async () => {
  const { fx, worker, turn, answered, item } = await handedOutAndLost();
  const finished = worker.finish(item);
  await expect(answered).rejects.toBe(DISK_FULL);
  await expect(finished).rejects.toBe(DISK_FULL);
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  const again = await worker.turn();
  expect(timeOf(again)).toBe(timeOf(turn));
  await playToEnd(worker, again);
  expect(await fx.status('a')).toBe('completed');
});

test('the result of an activity whose scheduling was lost is refused, not acknowledged and forgotten', async () => {
  const { fx, worker, answered, item } = await handedOutAndLost();
  fx.clock.advance(RIDE.rideTime);
  await expect(answered).rejects.toBe(DISK_FULL);
  await expect(worker.finish(item)).rejects.toMatchObject({ code: 'unavailable' });
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  await playToEnd(worker, await worker.turn());
  expect(await fx.kinds('a')).toContain('task-completed');
});

test('after a crash the result of an activity whose scheduling was lost with it is refused as well', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const answered = worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  const crashed = fx.copyAfterCrash();
  await crashed.open();
  const other = crashed.worker();
  await expect(other.finish(item)).rejects.toMatchObject({ code: 'unavailable' });
  await playToEnd(other, await other.turn());
  expect(await crashed.status('a')).toBe('completed');
  fx.clock.advance(RIDE.rideTime);
  await answered;
});

test('after a crash the same turn is opened at the same time, however long it took to start again', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  fx.clock.advance(3);
  const first = await worker.turn();
  const answered = worker.answer(first, [callTask(1)]);
  await worker.activity();
  const crashed = fx.copyAfterCrash();
  crashed.clock.advance(3_600_000);
  await crashed.open();
  const again = await crashed.worker().turn();
  expect([again.past, timeOf(again)]).toEqual([[], timeOf(first)]);
  fx.clock.advance(RIDE.rideTime);
  await answered;
});

test('without a worker at hand a turn is opened when it is handed out', async () => {
  const fx = await openRuntime({ limits: RIDE });
  await fx.start('a');
  fx.clock.advance(60_000);
  expect(timeOf(await fx.worker().turn())).toBe(fx.clock.now());
});

test('a turn that its worker kept for long waits for the disk', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  fx.clock.advance(5_000);
  await worker.answer(turn, [callTask(1)]);
  expect(await storedKinds(fx, 'a')).toContain('task-scheduled');
});

test('nothing rides for a worker with much in hand: it takes new items only once its answers are acknowledged', async () => {
  const fx = await openRuntime({ limits: RIDE });
  const worker = fx.worker();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await fx.start(id);
  const first = await worker.turn('a');
  for (const id of ['b', 'c', 'd', 'e']) await worker.turn(id);
  await worker.answer(first, [callTask(1)]);
  expect(await storedKinds(fx, 'a')).toContain('task-scheduled');
});
