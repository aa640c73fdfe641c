import { describe, expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';
import { NO_APP_POLICIES, type AppPolicies } from './policies';

function limited(policies: Partial<AppPolicies>): Promise<RuntimeFixture> {
  return openRuntime({ policies: { of: () => ({ ...NO_APP_POLICIES, ...policies }) } });
}

const force = { recursive: false, force: true };

describe('limits over all streams of an app', () => {
  test('turns: the next goes out when one is answered, over two workers', async () => {
    const fx = await limited({ maxWorkflows: 2 });
    const workers = [fx.worker(), fx.worker()] as const;
    for (const id of ['a', 'b', 'c']) await fx.start(id);
    await fx.settled();
    const got = (): string[] => workers.flatMap((worker) => worker.turns.map((turn) => turn.instanceId));
    expect(got().sort()).toEqual(['a', 'b']);
    const [first] = workers[0].turns;
    if (first === undefined) throw new Error('each worker has one');
    await workers[0].answer(first, [complete(1)]);
    await fx.settled();
    expect(got().sort()).toEqual(['a', 'b', 'c']);
  });

  test('turns of one workflow wait while those of others pass them', async () => {
    const fx = await limited({ maxPerWorkflow: new Map([['Slow', 1]]) });
    const worker = fx.worker();
    await fx.start('s1', { name: 'Slow' });
    await fx.start('s2', { name: 'Slow' });
    await fx.start('quick', { name: 'Quick' });
    const slow = await worker.turn('s1');
    await worker.answer(await worker.turn('quick'), [complete(1)]);
    await fx.settled();
    expect(worker.hasMore).toBe(false);
    await worker.answer(slow, [complete(1)]);
    expect((await worker.turn()).instanceId).toBe('s2');
  });

  test('activities: in all and by name, and turns go on meanwhile', async () => {
    const fx = await limited({ maxActivities: 3, maxPerActivity: new Map([['Pay', 1]]) });
    const worker = fx.worker();
    await fx.start('a');
    const calls = ['Pay', 'Pay', 'Ship', 'Ship', 'Ship'].map((name, id) => callTask(id, { name }));
    await worker.answer(await worker.turn('a'), calls);
    const items = await Promise.all([worker.activity(), worker.activity(), worker.activity()]);
    expect(items.map((item) => item.name).sort()).toEqual(['Pay', 'Ship', 'Ship']);
    await fx.settled();
    expect(worker.hasMore).toBe(false);
    await fx.start('b');
    await worker.answer(await worker.turn('b'), [complete(1)]);
    const ship = items.find((item) => item.name === 'Ship');
    const pay = items.find((item) => item.name === 'Pay');
    if (ship === undefined || pay === undefined) throw new Error('both are there');
    await worker.finish(ship);
    expect((await worker.activity()).name).toBe('Ship');
    await worker.finish(pay);
    expect((await worker.activity()).name).toBe('Pay');
  });

  test('activities of another app are counted where they run', async () => {
    const fx = await openRuntime({
      policies: { of: (appId) => (appId === 'billing' ? { ...NO_APP_POLICIES, maxActivities: 1 } : NO_APP_POLICIES) },
    });
    const ours = fx.worker();
    const theirs = fx.worker(undefined, 'billing');
    await fx.start('a');
    const router = { sourceAppId: '', targetAppId: 'billing' };
    await ours.answer(await ours.turn(), [1, 2].map((id) => callTask(id, { router })).concat(callTask(3), callTask(4)));
    await Promise.all([ours.activity(), ours.activity()]);
    await theirs.activity();
    await fx.settled();
    expect(theirs.hasMore).toBe(false);
  });
});

test('two apps that ask a third for tasks of the same key before it is there get both done', async () => {
  const fx = await openRuntime();
  const callers = ['shop', 'sales'].map((appId) => fx.worker(undefined, appId));
  const router = { sourceAppId: '', targetAppId: 'billing' };
  for (const [index, appId] of ['shop', 'sales'].entries()) {
    await fx.start('x', { ref: refOf('x', appId) });
    const caller = callers[index];
    await caller?.answer(await caller.turn(), [callTask(1, { router, input: appId })]);
  }
  const billing = fx.worker(undefined, 'billing');
  const inputs: unknown[] = [];
  for (let count = 0; count < 2; count += 1) {
    const item = await billing.activity();
    inputs.push(item.input);
    await billing.finish(item, { token: item.token });
  }
  expect(inputs.sort()).toEqual(['sales', 'shop']);
  for (const caller of callers) expect((await caller.turn()).fresh[1]?.kind).toBe('task-completed');
});

describe('room comes back', () => {
  test('when the worker is lost, also for items that wait behind the lost ones', async () => {
    const fx = await limited({ maxActivities: 1, maxWorkflows: 1 });
    const lost = fx.worker();
    await fx.start('a');
    await lost.answer(await lost.turn('a'), [callTask(1), callTask(2)]);
    await lost.activity();
    const other = fx.worker();
    lost.drop();
    await other.finish(await other.activity());
    await other.finish(await other.activity());
    await other.answer(await other.turn('a'), [complete(3)]);
    expect(await fx.status('a')).toBe('completed');
  });

  test('when the worker answers a turn that a purge or a terminate took away, and not before', async () => {
    const fx = await limited({ maxWorkflows: 1 });
    const worker = fx.worker();
    for (const id of ['a', 'b', 'c']) await fx.start(id);
    const purged = await worker.turn('a');
    await fx.runtime.purge(refOf('a'), force);
    await fx.settled();
    expect(worker.hasMore).toBe(false);
    await worker.answer(purged, [complete(1)]);
    const givenUp = await worker.turn('b');
    const ended = fx.runtime.terminate(refOf('b'), { output: undefined, recurse: false });
    await fx.settled();
    fx.clock.advance(5_000);
    await ended;
    expect(worker.hasMore).toBe(false);
    await worker.answer(givenUp, [complete(1)]);
    expect((await worker.turn()).instanceId).toBe('c');
  });

  test('when the one activity that is out belongs to an instance that has ended', async () => {
    const fx = await limited({ maxActivities: 1 });
    const worker = fx.worker();
    await fx.start('a');
    await fx.start('b');
    await worker.answer(await worker.turn('a'), [callTask(1)]);
    const late = await worker.activity('a');
    await worker.answer(await worker.turn('b'), [callTask(1)]);
    await fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
    await fx.settled();
    expect(worker.hasMore).toBe(false);
    await worker.finish(late);
    expect((await worker.activity()).instanceId).toBe('b');
  });

  test('when an answer is refused, and when a commit fails', async () => {
    const fx = await limited({ maxActivities: 1, maxWorkflows: 1 });
    const worker = fx.worker();
    await fx.start('a');
    await worker.answer(await worker.turn(), [{ kind: 'unknown', id: 1 }]);
    fx.clock.advance(1_000);
    await worker.answer(await worker.turn(), [callTask(1)]);
    const item = await worker.activity();
    fx.failNextCommit(new Error('disk full'));
    await expect(worker.finish(item)).rejects.toThrow('disk full');
    await fx.settled();
    fx.clock.advance(1_000);
    await worker.finish(await worker.activity());
    await worker.answer(await worker.turn(), [complete(2)]);
    expect(await fx.status('a')).toBe('completed');
  });

  test('all work is done in the end, within the limits all the way, though streams break', async () => {
    const fx = await limited({ maxWorkflows: 3, maxActivities: 4, maxPerActivity: new Map([['Work1', 2]]) });
    let most = 0;
    let breaks = 0;
    const play = {
      workflows: {
        Scripted: (events: readonly { readonly kind: string }[]) => {
          const done = events.filter((event) => event.kind === 'task-completed').length;
          if (events.every((event) => event.kind !== 'task-scheduled')) return [1, 2, 3].map((id) => callTask(id));
          return done === 3 ? [complete(4)] : [];
        },
      },
      treat: () => ((breaks += 1) % 17 === 0 ? ('drop the stream' as const) : ('answer' as const)),
    };
    const workers = [fx.worker(play), fx.worker(play)];
    const ids = Array.from({ length: 40 }, (_, index) => `i${index}`);
    const measure = (): void => {
      const all = fx.runtime.workers().reduce((sum, worker) => sum + worker.outstanding, 0);
      most = Math.max(most, all);
    };
    await Promise.all(ids.map((id) => fx.start(id)));
    const ended = Promise.all(ids.map((id) => fx.ended(id)));
    await fx.until(async () => {
      measure();
      return (await Promise.all(ids.map((id) => fx.status(id)))).every((status) => status === 'completed');
    });
    await ended;
    expect(most).toBeGreaterThan(3);
    expect(most).toBeLessThanOrEqual(7);
    workers.forEach((worker) => worker.drop());
  });
});

describe('time-outs', () => {
  test('B18: an activity that is not answered in time goes to another worker, and a late answer is ignored', async () => {
    const fx = await openRuntime({ limits: { activityTimeout: 30_000 } });
    const silent = fx.worker();
    await fx.start('a');
    await silent.answer(await silent.turn(), [callTask(1)]);
    const item = await silent.activity();
    const other = fx.worker();
    fx.clock.advance(29_999);
    await fx.settled();
    expect(silent.ended).toBeUndefined();
    fx.clock.advance(1);
    await silent.untilEnded();
    expect(silent.ended).toBe('activity Work1 of a was not answered within 30 s');
    const again = await other.activity();
    expect(again.token).not.toBe(item.token);
    await silent.finish(item, { outcome: { kind: 'completed', result: '"late"' } });
    expect(await fx.kinds('a')).not.toContain('task-completed');
    await other.finish(again, { outcome: { kind: 'completed', result: '"in time"' } });
    expect((await other.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', result: '"in time"' });
  });

  test('B18: with one item overdue all that the stream had is offered again, an answer in time stops the clock', async () => {
    const fx = await openRuntime({ limits: { activityTimeout: 30_000, turnTimeout: 60_000 } });
    const silent = fx.worker();
    await fx.start('a');
    await silent.answer(await silent.turn('a'), [callTask(1), callTask(2)]);
    await silent.finish(await silent.activity());
    await silent.activity();
    await silent.turn('a');
    fx.clock.advance(30_000);
    await silent.untilEnded();
    const other = fx.worker();
    expect((await other.turn()).instanceId).toBe('a');
    expect((await other.activity()).taskId).toBe(2);
    expect(other.activities).toHaveLength(1);
  });

  test('an activity may take for ever when no time-out is set', async () => {
    const fx = await openRuntime();
    const worker = fx.worker();
    await fx.start('a');
    await worker.answer(await worker.turn(), [callTask(1)]);
    const item = await worker.activity();
    fx.clock.advance(365 * 86_400_000);
    await fx.settled();
    expect(worker.ended).toBeUndefined();
    await worker.finish(item);
    expect((await worker.turn()).fresh[1]?.kind).toBe('task-completed');
  });
});

test('instances that are not in memory take turns with those that are, however much comes for these', async () => {
  const policies = { of: () => ({ ...NO_APP_POLICIES, maxWorkflows: 1 }) };
  const fx = await openRuntime({ policies, limits: { cachedInstances: 1 } });
  const ids = Array.from({ length: 80 }, (_, index) => `i${index}`);
  for (const id of ids) await fx.start(id);
  const worker = fx.worker();
  const served: string[] = [];
  for (let count = 0; count < 3 * ids.length; count += 1) {
    const turn = await worker.turn();
    served.push(turn.instanceId);
    await fx.runtime.raiseEvent(refOf(turn.instanceId), { name: 'More', input: undefined });
    await worker.answer(turn, []);
  }
  const counts = ids.map((id) => served.filter((one) => one === id).length);
  expect(counts).toEqual(ids.map(() => 3));
});
