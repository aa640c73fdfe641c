import { expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTask, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

const { terminateGrace } = DEFAULT_LIMITS;
const TREE = { output: '"stop"', recurse: true };
const FORCE = { recursive: false, force: true };
const purged = { code: 'not_found', message: expect.stringContaining('was purged') as string };

function signal(): AbortSignal {
  return new AbortController().signal;
}

test('a terminate whose instance is purged meanwhile ends with that news, for every caller', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.turn('a');
  const callers = [1, 2].map(() => fx.runtime.terminate(refOf('a'), TREE));
  const refusals = callers.map((caller) => expect(caller).rejects.toMatchObject(purged));
  await fx.settled();
  await fx.runtime.purge(refOf('a'), FORCE);
  await Promise.all(refusals);
});

test('a terminate and a purge in the same moment leave nobody waiting', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  for (const id of ['a', 'b', 'c']) {
    await fx.start(id);
    await worker.turn(id);
    const both = [fx.runtime.terminate(refOf(id), TREE), fx.runtime.purge(refOf(id), FORCE)];
    const [terminated, deleted] = await Promise.allSettled(both);
    expect(terminated).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    expect(deleted).toMatchObject({ status: 'fulfilled' });
  }
});

test('a wait for the end of an instance is told when it is purged; B55: one for an unknown instance waits on', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  const waits = (['started', 'ended'] as const).map((goal) => fx.runtime.waitFor(refOf('a'), goal, signal()));
  const refusals = waits.map((wait) => expect(wait).rejects.toMatchObject(purged));
  const unknown = fx.runtime.waitFor(refOf('b'), 'ended', signal());
  await fx.settled();
  await fx.runtime.purge(refOf('a'), FORCE);
  await Promise.all(refusals);
  const afterwards = fx.runtime.waitFor(refOf('a'), 'ended', signal());
  const worker = fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  await fx.start('a');
  await fx.start('b');
  expect(await Promise.all([afterwards, unknown])).toMatchObject([{ status: 'completed' }, { status: 'completed' }]);
  worker.drop();
});

/** A parent with a child and a grandchild whose turns a silent worker has. */
async function aSilentTree(fx: RuntimeFixture) {
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' })]);
  await worker.answer(await worker.turn('c'), [callChild(1, { instanceId: 'g' })]);
  const grandchild = await worker.turn('g');
  await fx.runtime.raiseEvent(refOf('c'), { name: 'Go', input: undefined });
  const child = await worker.turn('c');
  return { worker, child, grandchild };
}

test('B50, B51: the grace of a recursive terminate holds for children and grandchildren, too', async () => {
  const fx = await openRuntime();
  const { worker, grandchild } = await aSilentTree(fx);
  await fx.runtime.terminate(refOf('p'), TREE);
  expect(await fx.status('p')).toBe('terminated');
  fx.clock.advance(terminateGrace - 1);
  await fx.settled();
  expect(await fx.status('c')).toBe('running');
  fx.clock.advance(1);
  expect(await fx.ended('c')).toMatchObject({ status: 'terminated', output: '"stop"' });
  expect(await fx.status('g')).toBe('pending');
  fx.clock.advance(terminateGrace);
  expect(await fx.ended('g')).toMatchObject({ status: 'terminated', output: '"stop"' });
  expect(worker.ended).toBeUndefined();
  await worker.answer(grandchild, [callTask(1)]);
  expect(await fx.kinds('g')).not.toContain('task-scheduled');
});

test('B49: a completion of a child within its grace wins, and the grandchild is left alone', async () => {
  const fx = await openRuntime();
  const { worker, child, grandchild } = await aSilentTree(fx);
  await fx.runtime.terminate(refOf('p'), TREE);
  fx.clock.advance(terminateGrace - 1);
  await worker.answer(child, [complete(2)]);
  expect(await fx.status('c')).toBe('completed');
  fx.clock.advance(terminateGrace);
  await fx.settled();
  await worker.answer(grandchild, [complete(1)]);
  expect(await fx.status('g')).toBe('completed');
});

test('an answer for an earlier turn does not use up the grace', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const first = await worker.turn();
  await worker.answer(first, [callTask(1)]);
  await worker.finish(await worker.activity());
  await worker.turn();
  const ended = fx.runtime.terminate(refOf('a'), TREE);
  await fx.settled();
  await worker.answer({ ...first, token: '' }, [callTask(1)]);
  expect(await fx.status('a')).toBe('running');
  fx.clock.advance(terminateGrace);
  await ended;
  expect(await fx.status('a')).toBe('terminated');
});
