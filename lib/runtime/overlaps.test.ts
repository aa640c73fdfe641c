import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

const FORCE = { recursive: false, force: true };

test('a run that is started on an id while its old run is purged is handed out, with a worker there or later', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  await Promise.all([fx.runtime.purge(refOf('a'), FORCE), fx.start('a')]);
  const worker = fx.worker();
  const old = await worker.turn();
  await Promise.all([fx.runtime.purge(refOf('a'), FORCE), fx.start('a')]);
  await worker.answer(await worker.turn(), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
  await worker.answer(old, []);
  expect(fx.runtime.workers()[0]?.outstanding).toBe(0);
});

test('a stall that is recorded together with a purge holds no later run on the id', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await Promise.all([
    worker.answer(turn, [{ kind: 'version-not-available', id: 1 }]),
    fx.runtime.purge(refOf('a'), FORCE),
  ]);
  await fx.start('a');
  await worker.answer(await worker.turn(), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
});

test('nothing that the clock was asked for happens once the runtime is closed', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.turn();
  const terminated = fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  terminated.catch(() => undefined);
  await fx.settled();
  fx.failNextCommit(new Error('the disk is full'));
  fx.clock.advance(DEFAULT_LIMITS.terminateGrace);
  await fx.complained('ending an instance failed');
  await fx.close();
  const complaints = fx.complaints.length;
  fx.clock.advance(60_000);
  await fx.open();
  await fx.settled();
  expect(fx.complaints.slice(complaints)).toEqual([]);
});

test('an unknown app whose worker connects while an instance that waits for it is read is not given up', async () => {
  const fx = await openRuntime({ limits: { cachedInstances: 0 }, policies: { knows: (appId) => appId === 'shop' } });
  const worker = fx.worker();
  await fx.start('a');
  const router = { sourceAppId: 'shop', targetAppId: 'stranger' };
  await worker.answer(await worker.turn(), [callTask(1, { router })]);
  await fx.settled();
  fx.clock.advance(DEFAULT_LIMITS.unknownAppTimeout);
  const stranger = fx.worker(undefined, 'stranger');
  await stranger.finish(await stranger.activity());
  const [, result] = (await worker.turn()).fresh;
  expect(result).toMatchObject({ kind: 'task-completed' });
});

test('a turn that is handed out while the end of its run is on its way to disk holds up no later run', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  const hold = fx.holdNextCommit();
  const terminated = fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  await hold.reached;
  const worker = fx.worker();
  const old = await worker.turn();
  hold.release();
  await terminated;
  await fx.start('a');
  const turn = await worker.turn();
  await worker.answer(old, [complete(1)]);
  expect(await fx.status('a')).toBe('pending');
  await worker.answer(turn, [callTask(1)]);
  await worker.finish(await worker.activity());
  await worker.answer(await worker.turn(), [complete(2)]);
  expect(await fx.status('a')).toBe('completed');
  expect(fx.complaints).toEqual([]);
});
