import { expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import type { WorkerDouble } from '@/lib/testing/worker-double';
import { again, callChild, callTask, complete } from '@/lib/testing/workflow-actions';
import type { ActivityItem, TurnItem } from './runtime-port';

/** What an item tells of its callers: which runs, and how many events of each. */
function told(item: TurnItem | ActivityItem): readonly string[] | undefined {
  return item.propagated?.chunks.map(({ appId, instanceId, events }) => `${appId} ${instanceId} ${events.length}`);
}

/** A parent whose child was created with its lineage, in an app of its own. */
async function aLineage(fx: RuntimeFixture): Promise<{ worker: WorkerDouble; billing: WorkerDouble }> {
  const worker = fx.worker();
  const billing = fx.worker(undefined, 'billing');
  await fx.start('p');
  const router = { sourceAppId: '', targetAppId: 'billing' };
  const child = callChild(2, { instanceId: 'c', router, propagation: 'lineage' });
  await worker.answer(await worker.turn('p'), [callTask(1, { propagation: 'own-history' }), child, callTask(3)]);
  return { worker, billing };
}

test('2.9: activities and children are told what they asked for, and nothing else is', async () => {
  const fx = await openRuntime();
  const { worker, billing } = await aLineage(fx);
  const items = [await worker.activity(), await worker.activity()];
  const first = items.find((item) => item.taskId === 1);
  const third = items.find((item) => item.taskId === 3);
  if (first === undefined || third === undefined) throw new Error('both were scheduled');
  expect(told(first)).toEqual(['shop p 3']);
  expect(first.propagated?.scope).toBe('own-history');
  expect(first.propagated?.chunks[0]).toMatchObject({ workflowName: 'Scripted' });
  expect(third.propagated).toBeUndefined();
  expect(worker.turns[0]?.propagated).toBeUndefined();

  const turn = await billing.turn('c');
  expect(told(turn)).toEqual(['shop p 4']);
  expect(turn.propagated?.chunks[0]?.events).toEqual((await fx.history('p')).slice(0, 4));
  await billing.answer(turn, [callTask(1, { propagation: 'lineage' })]);
  expect(told(await billing.activity())).toEqual(['shop p 4', 'billing c 3']);
});

test('2.9: it survives a restart and a lost worker, and comes with every turn', async () => {
  const fx = await openRuntime();
  const { billing } = await aLineage(fx);
  const before = await billing.turn('c');
  await billing.answer(before, [callTask(1, { propagation: 'lineage' })]);
  const item = await billing.activity();
  await fx.restart();
  const other = fx.worker(undefined, 'billing');
  const repeated = await other.activity();
  expect(repeated.propagated).toEqual(item.propagated);
  await other.finish(repeated);
  expect((await other.turn('c')).propagated).toEqual(before.propagated);
});

test('2.9: continue-as-new adds the generation that ends, also over a restart', async () => {
  const fx = await openRuntime();
  const { billing } = await aLineage(fx);
  await billing.answer(await billing.turn('c'), [again(1)]);
  expect(told(await billing.turn('c'))).toEqual(['shop p 4', 'billing c 2']);
  await fx.restart();
  const other = fx.worker(undefined, 'billing');
  expect(told(await other.turn('c'))).toEqual(['shop p 4', 'billing c 2']);
});

test('2.9: a new run on the id of a child that was told something is told nothing', async () => {
  const fx = await openRuntime();
  const { billing } = await aLineage(fx);
  await billing.answer(await billing.turn('c'), [complete(1)]);
  const ref = refOf('c', 'billing');
  await fx.start('c', { ref });
  await fx.restart();
  const other = fx.worker(undefined, 'billing');
  expect((await other.turn('c')).propagated).toBeUndefined();
});

test('2.9: a rerun tells its child the history it was forked from', async () => {
  const fx = await openRuntime();
  const { worker, billing } = await aLineage(fx);
  await billing.answer(await billing.turn('c'), [complete(1)]);
  await worker.answer(await worker.turn('p'), [complete(4)]);
  const request = { source: refOf('p'), eventId: 2, newInstanceId: 'n', overwrite: undefined };
  await fx.runtime.rerun({ ...request, newChildInstanceId: 'c2' });
  expect(told(await billing.turn('c2'))).toEqual(['shop n 4']);
  worker.drop();
});
