import { expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTask, complete } from '@/lib/testing/workflow-actions';
import { NO_APP_POLICIES, type AppPolicies } from '../policies';

const DAY = 86_400_000;
/** What is due within a second is deleted at its end. */
const SECOND = 1_000;

/** A runtime that keeps ended runs of `shop` for so long, and those of other apps for ever. */
function keeping(retention: AppPolicies['retention']): Promise<RuntimeFixture> {
  const of = (appId: string): AppPolicies => (appId === 'shop' ? { ...NO_APP_POLICIES, retention } : NO_APP_POLICIES);
  return openRuntime({ policies: { of } });
}

async function finished(fx: RuntimeFixture, id: string, status: 'completed' | 'failed' = 'completed'): Promise<void> {
  const worker = fx.worker();
  await fx.start(id);
  await worker.answer(await worker.turn(id), [complete(1, { status })]);
  worker.drop();
}

function gone(fx: RuntimeFixture, id: string): Promise<void> {
  return fx.until(async () => (await fx.runtime.get(refOf(id))) === undefined);
}

test('B64: an ended run is deleted after its time, each status by its own, others are kept for ever', async () => {
  const fx = await keeping({ completed: DAY, failed: 2 * DAY });
  await finished(fx, 'done');
  await finished(fx, 'failed', 'failed');
  await fx.start('terminated');
  await fx.runtime.terminate(refOf('terminated'), { output: undefined, recurse: false });
  await fx.start('runs');
  fx.clock.advance(DAY - 1);
  await fx.settled();
  expect(await fx.status('done')).toBe('completed');
  fx.clock.advance(SECOND + 1);
  await gone(fx, 'done');
  expect(await fx.status('failed')).toBe('failed');
  fx.clock.advance(DAY);
  await gone(fx, 'failed');
  fx.clock.advance(100 * DAY);
  await fx.settled();
  expect(await fx.runtime.listIds('shop', undefined, 9)).toEqual(['runs', 'terminated']);
});

test('another app is not touched', async () => {
  const fx = await keeping({ completed: DAY });
  await finished(fx, 'ours');
  const stranger = fx.worker({ workflows: { Other: () => [complete(1)] } }, 'billing');
  await fx.start('theirs', { ref: refOf('theirs', 'billing'), name: 'Other' });
  await fx.ended(refOf('theirs', 'billing'));
  stranger.drop();
  fx.clock.advance(2 * DAY);
  await gone(fx, 'ours');
  expect((await fx.runtime.get(refOf('theirs', 'billing')))?.status).toBe('completed');
});

test('B64: time goes on while the runtime is down, and counters and the change feed learn of the deletion', async () => {
  const fx = await keeping({ completed: DAY });
  await finished(fx, 'a');
  const console = await fx.openConsole();
  const before = await console.latestRevision();
  await fx.close();
  fx.clock.advance(3 * DAY);
  await fx.open();
  await gone(fx, 'a');
  expect((await console.countInstances(NO_FILTER)).total.count).toBe(0);
  expect((await console.changesSince(before, 10)).purged).toEqual([refOf('a')]);
  await console.close();
});

test('B64: a new run on the id lives by its own clock', async () => {
  const fx = await keeping({ completed: DAY });
  await finished(fx, 'a');
  fx.clock.advance(DAY / 2);
  await finished(fx, 'a');
  fx.clock.advance(DAY / 2 + SECOND);
  await fx.settled();
  expect(await fx.status('a')).toBe('completed');
  fx.clock.advance(DAY / 2);
  await gone(fx, 'a');
});

test('B64: a run that starts on the id while the old one is being deleted is kept', async () => {
  const fx = await keeping({ completed: DAY });
  await finished(fx, 'a');
  fx.clock.advance(DAY - 1);
  await fx.settled();
  const commit = fx.holdNextCommit();
  const started = fx.start('a', { input: '"new"' });
  await commit.reached;
  fx.clock.advance(SECOND);
  await fx.tick();
  commit.release();
  await started;
  await fx.settled();
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'pending', input: '"new"' });
});

test('a parent goes without its children, and a child that still runs is not harmed', async () => {
  const fx = await keeping({ completed: DAY });
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' }), complete(2)]);
  await worker.answer(await worker.turn('c'), [callTask(1)]);
  const item = await worker.activity('c');
  fx.clock.advance(DAY + SECOND);
  await gone(fx, 'p');
  await worker.finish(item);
  await worker.answer(await worker.turn('c'), [complete(2)]);
  expect(await fx.status('c')).toBe('completed');
  fx.clock.advance(DAY + SECOND);
  await gone(fx, 'c');
});

test('very many go in the background, in parts, while instances go on', async () => {
  const fx = await keeping({ completed: DAY });
  const worker = fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  const ids = Array.from({ length: 120 }, (_, index) => `old-${index}`);
  await Promise.all(ids.map((id) => fx.start(id)));
  await Promise.all(ids.map((id) => fx.ended(id)));
  fx.clock.advance(DAY + SECOND);
  await fx.start('new');
  await fx.ended('new');
  await fx.until(async () => (await fx.runtime.listIds('shop', undefined, 9)).length === 1);
  expect(await fx.runtime.listIds('shop', undefined, 9)).toEqual(['new']);
  worker.drop();
});

test('a disk that fails meanwhile is tried again', async () => {
  const fx = await keeping({ completed: DAY });
  await finished(fx, 'a');
  fx.failNextCommit(new Error('disk full'));
  fx.clock.advance(DAY + SECOND);
  await fx.complained('deleting old runs failed');
  expect(await fx.status('a')).toBe('completed');
  fx.clock.advance(1_000);
  await gone(fx, 'a');
});
