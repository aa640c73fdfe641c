import { expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTimer, complete } from '@/lib/testing/workflow-actions';
import type { PurgeFilter, PurgeHow } from './runtime-port';

type Purge = Partial<PurgeFilter & PurgeHow> & { readonly signal?: AbortSignal };

function purge(fx: RuntimeFixture, { signal = new AbortController().signal, ...asked }: Purge) {
  const all = { appId: 'shop', statuses: undefined, createdFrom: undefined, createdTo: undefined };
  return fx.runtime.purgeMatching({ ...all, ...asked }, { recursive: false, force: false, ...asked }, signal);
}

const ids = (fx: RuntimeFixture) => fx.runtime.listIds('shop', undefined, 3_000);

/** Instances that have ended, started one millisecond after the other. */
async function ended(fx: RuntimeFixture, count: number): Promise<void> {
  const worker = fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  const starts: Promise<unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    starts.push(fx.start(`i-${index}`));
    fx.clock.advance(1);
  }
  await Promise.all(starts);
  await Promise.all(Array.from({ length: count }, (_, index) => fx.ended(`i-${index}`)));
  worker.drop();
}

test('2,000 ended instances go with one call, and other instances go on meanwhile', async () => {
  const fx = await openRuntime();
  await ended(fx, 2_000);
  await fx.start('runs');
  const purged = purge(fx, {});
  const worker = fx.worker();
  await worker.answer(await worker.turn(), [callTimer(1, fx.clock.now() + 60_000)]);
  expect(await fx.status('runs')).toBe('running');
  expect(await ids(fx)).not.toHaveLength(1);
  expect(await purged).toEqual({ deleted: 2_000, complete: true });
  expect(await ids(fx)).toEqual(['runs']);
  const console = await fx.openConsole();
  expect((await console.countInstances(NO_FILTER)).total.count).toBe(1);
  await console.close();
  expect(await purge(fx, {})).toEqual({ deleted: 0, complete: true });
});

test('the span has both ends, and what is outside it stays', async () => {
  const fx = await openRuntime();
  const t0 = fx.clock.now();
  await ended(fx, 5);
  expect(await purge(fx, { createdFrom: t0 + 1, createdTo: t0 + 3 })).toEqual({ deleted: 3, complete: true });
  expect(await ids(fx)).toEqual(['i-0', 'i-4']);
});

test.each<[readonly InstanceStatus[] | undefined, boolean, readonly string[]]>([
  [undefined, false, ['runs', 'waits']],
  [['failed'], false, ['done', 'runs', 'waits']],
  [['running', 'completed'], false, ['failed', 'runs', 'waits']],
  [['running', 'completed'], true, ['failed', 'waits']],
  [[], true, ['done', 'failed', 'runs', 'waits']],
  [undefined, true, []],
])('of the statuses %j, forced: %s, it leaves %j', async (statuses, force, left) => {
  const fx = await openRuntime();
  const worker = fx.worker();
  for (const id of ['done', 'failed', 'runs']) await fx.start(id);
  await worker.answer(await worker.turn('done'), [complete(1)]);
  await worker.answer(await worker.turn('failed'), [complete(1, { status: 'failed' })]);
  await worker.answer(await worker.turn('runs'), [callTimer(1, fx.clock.now() + 60_000)]);
  await fx.start('waits');
  const stranger = fx.worker({ workflows: { Other: () => [complete(1)] } }, 'billing');
  await fx.start('theirs', { ref: refOf('theirs', 'billing'), name: 'Other' });
  await fx.ended(refOf('theirs', 'billing'));
  stranger.drop();
  const { deleted, complete: isComplete } = await purge(fx, { statuses, force });
  expect(await ids(fx)).toEqual(left);
  expect({ deleted, isComplete }).toEqual({ deleted: 4 - left.length, isComplete: true });
  expect(await fx.runtime.listIds('billing', undefined, 9)).toEqual(['theirs']);
});

test('recursive: each of a tree counts once, whether the filter covers it too or not', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  for (const id of ['p', 'q']) {
    await fx.start(id);
    await worker.answer(await worker.turn(id), [callChild(1, { instanceId: `${id}-c` }), complete(2)]);
    await worker.answer(await worker.turn(`${id}-c`), [callChild(1, { instanceId: `${id}-g` }), complete(2)]);
    await worker.answer(await worker.turn(`${id}-g`), [complete(1)]);
  }
  expect(await purge(fx, { recursive: true })).toEqual({ deleted: 6, complete: true });
  expect(await ids(fx)).toEqual([]);
});

test('a tree of which a part runs refuses, and the answer says that not all is done', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' }), complete(2)]);
  await fx.start('x');
  await worker.answer(await worker.turn('x'), [complete(1)]);
  expect(await purge(fx, { recursive: true })).toEqual({ deleted: 1, complete: false });
  expect(await ids(fx)).toEqual(['c', 'p']);
  expect(await purge(fx, { recursive: true, force: true })).toEqual({ deleted: 2, complete: true });
});

test('a caller that gives up stops it between two parts, and what was counted is gone', async () => {
  const fx = await openRuntime();
  await ended(fx, 200);
  const caller = new AbortController();
  const commit = fx.holdNextCommit();
  const purged = purge(fx, { signal: caller.signal });
  await commit.reached;
  caller.abort();
  commit.release();
  const { deleted, complete: isComplete } = await purged;
  expect(isComplete).toBe(false);
  expect(deleted).toBeGreaterThan(0);
  expect(deleted).toBeLessThan(200);
  expect(await ids(fx)).toHaveLength(200 - deleted);
  expect(await purge(fx, { signal: AbortSignal.abort() })).toEqual({ deleted: 0, complete: false });
});

test('a run that starts on a found id meanwhile is kept, even by force', async () => {
  const fx = await openRuntime();
  await ended(fx, 1);
  const commit = fx.holdNextCommit();
  const started = fx.start('i-0');
  await commit.reached;
  const purged = purge(fx, { statuses: ['completed'], force: true });
  await fx.tick();
  commit.release();
  expect(await purged).toEqual({ deleted: 0, complete: true });
  await started;
  expect(await fx.status('i-0')).toBe('pending');
});
