import { expect, onTestFinished, test } from 'vitest';
import { openRuntime, refOf, RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTask, complete } from '@/lib/testing/workflow-actions';
import type { RuntimePolicies } from './policies';

const MANY = 200;
const large = 'x'.repeat(MANY + 1);
const policies = { maxPayloadBytes: MANY };
const result = { outcome: { kind: 'completed', result: large } } as const;

/** The runtime on the same store with other limits. */
async function reopened(fx: RuntimeFixture, limits: Partial<RuntimePolicies>) {
  await fx.close();
  return openRuntime({ path: fx.path, clock: fx.clock, policies: limits });
}

test('B61: a turn that asks for too much is not applied; another worker can do better', async () => {
  const fx = await openRuntime({ policies });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1, { input: large }), callChild(2)]);
  const description = 'the input of activity Work1 (action 1) has 201 bytes; maxPayload allows 200';
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'stalled', lastError: description });
  expect(await fx.history('a')).toMatchObject([
    { kind: 'execution-stalled', reason: 'payload-size-exceeded', description },
  ]);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  const raised = fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  await expect(raised).rejects.toMatchObject({ code: 'precondition' });
  const other = fx.worker();
  await other.answer(await other.turn('a'), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
});

test('B61: with a higher limit the same turn goes through, after a restart', async () => {
  const fx = await openRuntime({ policies });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1, { input: large })]);
  const again = await reopened(fx, { maxPayloadBytes: MANY * 2 });
  expect(await again.status('a')).toBe('stalled');
  const back = again.worker();
  await back.answer(await back.turn(), [callTask(1, { input: large })]);
  expect((await back.activity()).input).toBe(large);
  expect(await again.status('a')).toBe('running');
});

test('a result that is too large is kept: the instance stalls, and goes on under a higher limit without a second run', async () => {
  const fx = await openRuntime({ policies });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  await worker.finish(await worker.activity(), result);
  await fx.until(async () => (await fx.status('a')) === 'stalled');
  expect((await fx.runtime.get(refOf('a')))?.lastError).toBe(
    'the result of activity Work1 (action 1) has 201 bytes; maxPayload allows 200',
  );
  const another = fx.worker();
  await fx.settled();
  expect([worker.hasMore, another.hasMore]).toEqual([false, false]);
  expect((await fx.kinds('a')).filter((kind) => kind === 'execution-stalled')).toHaveLength(1);
  const again = await reopened(fx, { maxPayloadBytes: MANY * 2 });
  const back = again.worker();
  expect((await back.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', taskId: 1, result: large });
  expect(back.activities).toEqual([]);
});

test('a result that arrives while a turn is out stalls the instance when the turn is over', async () => {
  const fx = await openRuntime({ policies });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), callTask(2)]);
  await worker.finish(await worker.activity());
  const turn = await worker.turn();
  await worker.finish(await worker.activity(), result);
  await fx.settled();
  expect(await fx.status('a')).toBe('running');
  await worker.answer(turn, []);
  await fx.until(async () => (await fx.status('a')) === 'stalled');
  await fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  expect(await fx.status('a')).toBe('terminated');
});

test('B61: a history that has outgrown its limit is not handed out, at once and after a restart with the same limit', async () => {
  const fx = await openRuntime({ policies: { maxHistoryBytes: 1_000 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  for (const name of ['One', 'Two', 'Three']) await fx.runtime.raiseEvent(refOf('a'), { name, input: large });
  await worker.answer(await worker.turn(), []);
  await worker.answer(await worker.turn(), []);
  await worker.finish(item, result);
  await fx.until(async () => (await fx.status('a')) === 'stalled');
  const same = await reopened(fx, { maxHistoryBytes: 1_000 });
  const idle = same.worker();
  await same.settled();
  expect(idle.hasMore).toBe(false);
  expect((await same.kinds('a')).filter((kind) => kind === 'execution-stalled')).toHaveLength(1);
  const again = await reopened(same, { maxHistoryBytes: 100_000 });
  const back = again.worker();
  await back.answer(await back.turn(), [complete(2)]);
  expect(await again.status('a')).toBe('completed');
});

test('a stall whose commit fails is recorded a little later, and nothing is handed out meanwhile', async () => {
  const fx = await openRuntime();
  await fx.start('a', { input: large });
  await fx.close();
  const small = new RuntimeFixture({ path: fx.path, clock: fx.clock, policies });
  small.failNextCommit(new Error('the disk is full'));
  await small.open();
  onTestFinished(() => small.close());
  const worker = small.worker();
  await small.complained('stalling an instance');
  expect([await small.status('a'), worker.hasMore]).toEqual(['pending', false]);
  fx.clock.advance(1_000);
  await small.until(async () => (await small.status('a')) === 'stalled');
  expect(worker.hasMore).toBe(false);
});

test('a client is told at once what is too large, and nothing is recorded', async () => {
  const fx = await openRuntime({ policies });
  const told = (what: string) => ({ code: 'invalid', message: `${what} has 201 bytes; maxPayload allows 200` });
  await expect(fx.start('a', { input: large })).rejects.toMatchObject(told('the input of workflow Scripted'));
  expect(await fx.status('a')).toBeUndefined();
  await fx.start('b');
  const raised = fx.runtime.raiseEvent(refOf('b'), { name: 'Go', input: large });
  await expect(raised).rejects.toMatchObject(told('the payload of event Go'));
  const worker = fx.worker();
  await worker.answer(await worker.turn(), [callTask(1), complete(2)]);
  const rerun = fx.runtime.rerun({
    ...{ source: refOf('b'), eventId: 1, newInstanceId: 'c' },
    ...{ overwrite: { input: large }, newChildInstanceId: undefined },
  });
  await expect(rerun).rejects.toMatchObject(told('the new input of step 1'));
});
