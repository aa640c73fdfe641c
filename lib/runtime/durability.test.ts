import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/app-error';
import { randomSource } from '@/lib/testing/seed/random-source';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import type { Play } from '@/lib/testing/worker-double';
import { callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

const DISK_FULL = new AppError('unavailable', 'the disk is full');
const END = { output: undefined, recurse: false };
const go = { name: 'Go', input: undefined };

/** Two activities, a child, a timer, two activities. */
const PLAY: Play = {
  workflows: {
    Scripted: {
      stages: [
        { kind: 'activities', count: 2 },
        { kind: 'child' },
        { kind: 'timers', delays: [1] },
        { kind: 'activities', count: 2 },
      ],
      end: 'completed',
    },
    Child: { stages: [{ kind: 'activities', count: 1 }], end: 'completed' },
  },
};

test('a start whose commit fails is rejected and leaves nothing; the next one works', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  fx.failNextCommit(DISK_FULL);
  await expect(fx.start('a')).rejects.toBe(DISK_FULL);
  expect(await fx.runtime.get(refOf('a'))).toBeUndefined();
  await fx.start('a');
  expect((await worker.turn()).instanceId).toBe('a');
});

test('everything decided on top of a lost commit is lost with it', async () => {
  const fx = await openRuntime();
  fx.failNextCommit(DISK_FULL);
  const [start, event] = await Promise.allSettled([fx.start('a'), fx.runtime.raiseEvent(refOf('a'), go)]);
  expect([start.status, event.status]).toEqual(['rejected', 'rejected']);
  expect(await fx.runtime.history(refOf('a'))).toBeUndefined();
});

test('no start is refused for another one on the same id that is then lost', async () => {
  const fx = await openRuntime();
  fx.failNextCommit(DISK_FULL);
  const [first, second] = await Promise.allSettled([fx.start('a'), fx.start('a')]);
  expect(first).toMatchObject({ status: 'rejected', reason: DISK_FULL });
  expect(second, 'not "already exists"').toMatchObject({ status: 'rejected', reason: DISK_FULL });
  expect(await fx.runtime.get(refOf('a'))).toBeUndefined();
});

test('a turn whose commit fails is rejected, half of it is not applied, and it is offered again', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  fx.failNextCommit(DISK_FULL);
  const actions = [callTask(1), { kind: 'create-child', id: 2, instanceId: 'c', name: 'Child' }, complete(3)] as const;
  await expect(worker.answer(turn, actions)).rejects.toBe(DISK_FULL);
  expect(await fx.history('a')).toEqual([]);
  expect(await fx.runtime.get(refOf('c'))).toBeUndefined();
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  await worker.answer(await worker.turn('a'), actions);
  expect(await fx.status('a')).toBe('completed');
  expect(await fx.status('c')).toBe('pending');
});

test('an activity result whose commit fails is rejected, and the activity is offered again', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  fx.failNextCommit(DISK_FULL);
  await expect(worker.finish(item)).rejects.toBe(DISK_FULL);
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  await worker.finish(await worker.activity());
  expect((await worker.turn()).fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
});

test('a timer whose commit fails fires a little later', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTimer(1, fx.clock.now() + 10)]);
  fx.failNextCommit(DISK_FULL);
  fx.clock.advance(10);
  await fx.complained('due timers');
  fx.clock.advance(1_000);
  expect((await worker.turn()).fresh.map((event) => event.kind)).toEqual(['workflow-started', 'timer-fired']);
});

test('an end whose commit fails after the grace period is tried again', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.turn();
  const terminated = fx.runtime.terminate(refOf('a'), END);
  await fx.settled();
  fx.failNextCommit(DISK_FULL);
  fx.clock.advance(DEFAULT_LIMITS.terminateGrace);
  await fx.complained('ending an instance');
  expect(await fx.status('a')).toBe('pending');
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  await terminated;
  expect(await fx.status('a')).toBe('terminated');
});

test('a request that changes nothing is not refused for a commit that failed before it', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  fx.failNextCommit(DISK_FULL);
  await expect(fx.runtime.raiseEvent(refOf('a'), go)).rejects.toBe(DISK_FULL);
  await fx.runtime.resume(refOf('a'), { reason: undefined });
  expect(await fx.status('a')).toBe('pending');
});

test('after a restart in mid-flight everything finishes', async () => {
  const fx = await openRuntime();
  const ids = Array.from({ length: 20 }, (_, index) => `i${index}`);
  fx.worker(PLAY);
  await Promise.all(ids.map((id) => fx.start(id)));
  for (let restarts = 0; restarts < 3; restarts += 1) {
    await fx.nextCommit();
    await fx.restart();
    fx.worker(PLAY);
    fx.clock.advance(1);
  }
  await fx.drive(ids);
  for (const id of ids) expect(await results(fx, id)).toEqual([1, 2, 5, 6]);
});

test.each([1, 2, 3])('after a crash everything acknowledged is there and finishes (seed %i)', async (seed) => {
  const random = randomSource(seed);
  const fx = await openRuntime();
  fx.worker(PLAY);
  const acknowledged: string[] = [];
  const starts = Array.from({ length: 15 }, (_, index) =>
    fx.start(`i${index}`).then(({ instanceId }) => acknowledged.push(instanceId)),
  );
  for (let commits = random.between(0, 12); commits > 0; commits -= 1) {
    await fx.nextCommit();
    fx.clock.advance(random.between(0, 1));
  }
  const known = [...acknowledged];
  const before = await Promise.all(known.map((id) => fx.history(id)));
  const crashed = fx.copyAfterCrash();
  await Promise.all(starts);
  await crashed.open();
  for (const [index, id] of known.entries()) {
    const recorded = before[index] ?? [];
    expect((await crashed.history(id)).slice(0, recorded.length)).toEqual(recorded);
  }
  crashed.worker(PLAY);
  await crashed.drive(known);
  for (const id of known) expect(await results(crashed, id)).toEqual([1, 2, 5, 6]);
});

test('fifty running instances work with room for three in memory', async () => {
  const fx = await openRuntime({ limits: { cachedInstances: 3 } });
  const ids = Array.from({ length: 50 }, (_, index) => `i${index}`);
  await Promise.all(ids.map((id) => fx.start(id)));
  for (const status of await Promise.all(ids.map((id) => fx.status(id)))) expect(status).toBe('pending');
  fx.worker(PLAY);
  await fx.drive(ids);
  for (const id of ids) expect(await results(fx, id)).toEqual([1, 2, 5, 6]);
});

test('instances come back from disk at a start, more of them than fit in memory', async () => {
  const fx = await openRuntime({ limits: { cachedInstances: 3 } });
  const ids = Array.from({ length: 30 }, (_, index) => `i${index}`);
  await Promise.all(ids.map((id) => fx.start(id)));
  await fx.restart();
  fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  for (const id of ids) expect((await fx.ended(id)).status).toBe('completed');
});

async function results(fx: { history: (id: string) => Promise<readonly object[]> }, id: string): Promise<unknown> {
  const tasks = (await fx.history(id)).filter((event) => 'kind' in event && event.kind === 'task-completed');
  return tasks.map((event) => ('taskId' in event ? event.taskId : undefined)).sort();
}

test('while too much is on its way to disk, clients are refused and change nothing; then they are served again', async () => {
  const fx = await openRuntime({ limits: { waitingChangeSets: 2 } });
  await fx.start('a');
  const held = fx.holdNextCommit();
  const taken = [fx.start('b'), fx.start('c')];
  await held.reached;
  const refusal = { code: 'unavailable', message: expect.stringContaining('2 changes wait') as string };
  await expect(fx.start('d')).rejects.toMatchObject(refusal);
  await expect(fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined })).rejects.toMatchObject(refusal);
  held.release();
  await Promise.all(taken);
  await fx.start('d');
  expect(await fx.runtime.listIds('shop', undefined, 9)).toEqual(['a', 'b', 'c', 'd']);
});
