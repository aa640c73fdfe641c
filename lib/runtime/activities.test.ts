import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { again, callTask, complete } from '@/lib/testing/workflow-actions';

const DONE = { kind: 'completed', result: '"ok"' } as const;

test('B23: a task becomes an activity item and its result an event, also with action id 0', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [
    callTask(0, { name: 'Charge', version: 'v2', input: '{"n":1}', taskExecutionId: 'call-x' }),
  ]);
  const scheduled = { eventId: 0, name: 'Charge', version: 'v2', input: '{"n":1}', taskExecutionId: 'call-x' };
  expect((await fx.history('a')).at(-1)).toMatchObject({ kind: 'task-scheduled', ...scheduled });
  const item = await worker.activity();
  expect(item).toMatchObject({ instanceId: 'a', taskId: 0, name: 'Charge', version: 'v2', input: '{"n":1}' });
  expect(item.taskExecutionId).toBe('call-x');
  await worker.finish(item);
  const turn = await worker.turn();
  expect(turn.fresh[1]).toMatchObject({
    ...{ kind: 'task-completed', eventId: -1, taskId: 0, result: '"ok"', taskExecutionId: 'call-x' },
  });
});

test.each([undefined, '', 'null'])('B23: the result %j arrives as it was given', async (result) => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  await worker.finish(await worker.activity(), { outcome: { kind: 'completed', result } });
  const event = (await worker.turn()).fresh[1];
  expect(event?.kind === 'task-completed' && event.result).toBe(result);
});

test('B24, B25: a failure keeps type, message, stack, cause and whether a retry makes sense', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const inner = { type: 'IOError', message: 'no route', nonRetriable: false };
  const failure = { type: 'Boom', message: 'it broke', stack: 'at x\nat y', inner, nonRetriable: true };
  await worker.finish(await worker.activity(), { outcome: { kind: 'failed', failure } });
  const turn = await worker.turn();
  expect(turn.fresh[1]).toMatchObject({ kind: 'task-failed', taskId: 1, failure });
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'running', lastError: 'it broke' });
  await fx.restart();
  expect((await fx.worker().turn()).fresh[1]).toMatchObject({ failure });
});

test('B26: the second result of a task is dropped, whenever it comes and whatever it is', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  const late = {
    token: '',
    outcome: { kind: 'failed', failure: { type: 'T', message: 'm', nonRetriable: false } },
  } as const;
  await Promise.all([worker.finish(item), worker.finish(item, late)]);
  const turn = await worker.turn();
  expect(turn.fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
  await worker.answer(turn, []);
  await worker.finish(item, late);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect((await fx.kinds('a')).filter((kind) => kind.startsWith('task-'))).toEqual([
    'task-scheduled',
    'task-completed',
  ]);
});

test('B27: a result for a task that was never scheduled is not stored', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  await worker.finish({ ...item, taskId: 7, token: '' });
  await worker.finish({ ...item, instanceId: 'unknown', token: '' });
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await fx.kinds('a')).not.toContain('task-completed');
  expect(await fx.runtime.get(refOf('unknown'))).toBeUndefined();
});

test('B27: a result of an older generation does not count for the same task of a newer one', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const old = await worker.activity();
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  await worker.answer(await worker.turn(), [again(2)]);
  await worker.answer(await worker.turn(), [callTask(1)]);
  await worker.finish(old);
  const fresh = await worker.activity();
  expect(fresh.executionId).not.toBe(old.executionId);
  expect(await fx.kinds('a')).not.toContain('task-completed');
  await worker.finish(fresh);
  expect((await worker.turn()).fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
});

test('B28: parallel tasks complete in any order, and many in one turn', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(
    await worker.turn(),
    [1, 2, 3, 4].map((id) => callTask(id)),
  );
  const items = [await worker.activity(), await worker.activity(), await worker.activity(), await worker.activity()];
  const [one, two, three, four] = items;
  if (one === undefined || two === undefined || three === undefined || four === undefined)
    throw new Error('four items');
  await worker.finish(three);
  const turn = await worker.turn();
  await worker.finish(one);
  await worker.finish(four);
  await worker.finish(two);
  await worker.answer(turn, []);
  const next = await worker.turn();
  expect(next.fresh.flatMap((event) => ('taskId' in event ? [event.taskId] : []))).toEqual([1, 4, 2]);
  await worker.answer(next, [complete(5)]);
  expect((await fx.history('a')).filter((event) => event.kind === 'task-completed')).toHaveLength(4);
});

test('a result counts although the runtime was restarted after it had handed the activity out', async () => {
  const fx = await openRuntime();
  const before = fx.worker();
  await fx.start('a');
  await before.answer(await before.turn(), [callTask(1)]);
  const item = await before.activity();
  await fx.restart();
  await fx.runtime.completeActivity({ ref: refOf('a'), taskId: 1, token: item.token, outcome: DONE });
  const worker = fx.worker();
  expect((await worker.turn()).fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
  expect(worker.activities).toEqual([]);
});

test('an activity for another app goes to that app, and its result back', async () => {
  const fx = await openRuntime();
  const [worker, other] = [fx.worker(), fx.worker(undefined, 'billing')];
  await fx.start('a');
  const router = { sourceAppId: '', targetAppId: 'billing' };
  await worker.answer(await worker.turn(), [callTask(1, { router })]);
  await other.finish(await other.activity());
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', taskId: 1 });
});

test('two apps whose instances have one id may ask a third for tasks of the same number: one after the other', async () => {
  const fx = await openRuntime();
  const [shop, depot] = [fx.worker(), fx.worker(undefined, 'depot')];
  const third = fx.worker(undefined, 'billing');
  const router = { sourceAppId: '', targetAppId: 'billing' };
  await fx.start('a');
  await fx.start('a', { ref: refOf('a', 'depot') });
  await shop.answer(await shop.turn(), [callTask(1, { router, input: 'of shop' })]);
  await depot.answer(await depot.turn(), [callTask(1, { router, input: 'of depot' })]);
  const first = await third.activity();
  await fx.settled();
  expect(third.hasMore).toBe(false);
  await third.finish(first, { outcome: { kind: 'completed', result: 'for shop' } });
  const second = await third.activity();
  expect([first.input, second.input]).toEqual(['of shop', 'of depot']);
  await third.finish(second, { outcome: { kind: 'completed', result: 'for depot' } });
  expect((await shop.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', result: 'for shop' });
  expect((await depot.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', result: 'for depot' });
});
