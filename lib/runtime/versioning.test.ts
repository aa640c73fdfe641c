import { expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import type { WorkerDouble } from '@/lib/testing/worker-double';
import { callTask, complete } from '@/lib/testing/workflow-actions';

const MISSING: WorkflowAction = { kind: 'version-not-available', id: 2 };
const V1 = { version: { name: 'v1', patches: ['p1'] } };
const END = { output: '"stop"', recurse: false };

/** An instance that ran its first turn as version v1 with patch p1 and whose second turn stalled on another worker. */
async function aStalled(fx: RuntimeFixture): Promise<WorkerDouble> {
  const first = fx.worker();
  await fx.start('a');
  await first.answer(await first.turn(), [callTask(1)], V1);
  const item = await first.activity();
  await first.finish(item);
  first.drop();
  const unfit = fx.worker();
  await unfit.answer(await unfit.turn(), [MISSING]);
  expect(await fx.status('a')).toBe('stalled');
  return unfit;
}

test('B60: a stalled instance keeps what it received, tells why, and goes on with a worker that fits', async () => {
  const fx = await openRuntime();
  const unfit = await aStalled(fx);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({
    version: 'v1',
    lastError: 'version v1 of Scripted is not available on the worker',
  });
  expect((await fx.history('a')).at(-1)).toMatchObject({ kind: 'execution-stalled', reason: 'version-not-available' });
  await fx.settled();
  expect(unfit.hasMore).toBe(false);
  const fitting = fx.worker();
  const turn = await fitting.turn();
  expect(turn.past.at(-1)?.kind).toBe('execution-stalled');
  expect(turn.fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
  await fitting.answer(turn, [complete(2)], V1);
  expect(await fx.status('a')).toBe('completed');
});

test('B59: a worker that is connected already gets the turn at once when another one does not fit', async () => {
  const fx = await openRuntime();
  const old = fx.worker();
  await fx.start('a');
  await old.answer(await old.turn(), [callTask(1)], V1);
  const item = await old.activity();
  const newer = fx.worker();
  await old.finish(item);
  const turns = [old, newer].map(async (worker) => ({ worker, turn: await worker.turn() }));
  const { worker, turn } = await Promise.race(turns);
  await worker.answer(turn, [callTask(2)], { version: { name: 'v1', patches: ['x'] } });
  expect(await fx.status('a')).toBe('stalled');
  const other = worker === old ? newer : old;
  await fx.settled();
  const again = other.turns.at(-1);
  if (again === undefined) throw new Error('the other worker gets the turn');
  await other.answer(again, [complete(2)], V1);
  expect(await fx.status('a')).toBe('completed');
  expect((await fx.kinds('a')).filter((kind) => kind === 'execution-stalled')).toHaveLength(1);
});

test('B59: workers of two wrong kinds leave one stall event each, however often they come', async () => {
  const fx = await openRuntime();
  await aStalled(fx);
  for (let round = 0; round < 3; round += 1) {
    const mismatched = fx.worker();
    await mismatched.answer(await mismatched.turn(), [complete(2)], { version: { patches: ['x'] } });
    mismatched.drop();
    const without = fx.worker();
    await without.answer(await without.turn(), [MISSING]);
    without.drop();
  }
  const stalls = (await fx.history('a')).flatMap((event) => (event.kind === 'execution-stalled' ? [event.reason] : []));
  expect(stalls).toEqual(['version-not-available', 'patch-mismatch']);
});

test('B60: a stall survives a restart, and is tried again after it', async () => {
  const fx = await openRuntime();
  await aStalled(fx);
  await fx.restart();
  expect(await fx.status('a')).toBe('stalled');
  const fitting = fx.worker();
  await fitting.answer(await fitting.turn(), [complete(2)], V1);
  expect(await fx.status('a')).toBe('completed');
});

test('2.7: a stalled instance refuses events and a purge, by force it goes', async () => {
  const fx = await openRuntime();
  await aStalled(fx);
  await expect(fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined })).rejects.toMatchObject({
    code: 'precondition',
    message: expect.stringContaining('workflow is stalled') as string,
  });
  await expect(fx.runtime.purge(refOf('a'), { recursive: false, force: false })).rejects.toMatchObject({
    code: 'precondition',
    message: expect.stringContaining('orchestration has not yet completed') as string,
  });
  expect(await fx.runtime.purge(refOf('a'), { recursive: false, force: true })).toBe(1);
});

test('2.7: a stalled instance takes a suspend and a resume for later, and a terminate at once', async () => {
  const fx = await openRuntime();
  await aStalled(fx);
  await fx.runtime.suspend(refOf('a'), { reason: 'wait' });
  const fitting = fx.worker();
  await fx.settled();
  expect(fitting.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), { reason: undefined });
  const turn = await fitting.turn();
  expect(turn.fresh.map((event) => event.kind)).toEqual([
    ...['workflow-started', 'task-completed', 'execution-suspended', 'execution-resumed'],
  ]);
  await fitting.answer(turn, [MISSING]);
  expect(await fx.status('a')).toBe('stalled');
  await fx.runtime.terminate(refOf('a'), END);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', output: '"stop"' });
});

test('B60: a first turn can stall, too: nothing of it is recorded but the stall', async () => {
  const fx = await openRuntime();
  const unfit = fx.worker();
  await fx.start('a');
  await unfit.answer(await unfit.turn(), [callTask(1), complete(2, { status: 'stalled' })]);
  expect(await fx.status('a')).toBe('stalled');
  expect(await fx.kinds('a')).toEqual(['execution-stalled']);
  await fx.settled();
  expect(unfit.activities).toEqual([]);
  const fitting = fx.worker();
  await fitting.answer(await fitting.turn(), [complete(1)]);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'completed', output: '"done"' });
});
