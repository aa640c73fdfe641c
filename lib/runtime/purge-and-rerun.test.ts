import { expect, test } from 'vitest';
import { openRuntime, refOf, type RuntimeFixture } from '@/lib/testing/runtime-fixture';
import { callChild, callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import type { RerunRequest } from './runtime-port';

const GENTLE = { recursive: false, force: false };

test('B53: a running instance is not purged, an ended one is, once', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  await expect(fx.runtime.purge(refOf('a'), GENTLE)).rejects.toMatchObject({
    code: 'precondition',
    message: expect.stringContaining('orchestration has not yet completed') as string,
  });
  await worker.finish(await worker.activity());
  await worker.answer(await worker.turn(), [complete(2)]);
  expect(await fx.runtime.purge(refOf('a'), GENTLE)).toBe(1);
  expect(await fx.runtime.get(refOf('a'))).toBeUndefined();
  await expect(fx.runtime.purge(refOf('a'), GENTLE)).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('no such instance exists') as string,
  });
  await fx.restart();
  expect(await fx.runtime.listIds('shop', undefined, 10)).toEqual([]);
});

test('B53: a recursive purge takes the whole tree, or nothing while a part of it runs', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' }), callChild(2, { instanceId: 'e' })]);
  await worker.answer(await worker.turn('c'), [callChild(1, { instanceId: 'g' }), complete(2)]);
  await worker.answer(await worker.turn('e'), [complete(1)]);
  await worker.answer(await worker.turn('p'), [complete(3)]);
  const tree = { recursive: true, force: false };
  await expect(fx.runtime.purge(refOf('p'), tree)).rejects.toMatchObject({ code: 'precondition' });
  expect(await fx.runtime.listIds('shop', undefined, 10)).toHaveLength(4);
  await worker.answer(await worker.turn('g'), [complete(1)]);
  expect(await fx.runtime.purge(refOf('p'), tree)).toBe(4);
  expect(await fx.runtime.listIds('shop', undefined, 10)).toEqual([]);
});

test('B54: a forced purge takes a running instance with its timers and items; late answers change nothing', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), callTimer(2, fx.clock.now() + 1_000)]);
  const item = await worker.activity();
  await fx.start('b');
  const turn = await worker.turn('b');
  const force = { recursive: false, force: true };
  expect(await fx.runtime.purge(refOf('a'), force)).toBe(1);
  expect(await fx.runtime.purge(refOf('b'), force)).toBe(1);
  await worker.finish(item);
  await worker.answer(turn, [callTask(1)]);
  fx.clock.advance(5_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await fx.runtime.listIds('shop', undefined, 10)).toEqual([]);
  expect(fx.runtime.workers()[0]?.outstanding).toBe(0);
});

test('B54: a run on the id of a purged one is not touched by what the old one left behind', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const old = await worker.activity();
  await fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  await worker.finish(old);
  expect(await fx.kinds('a')).not.toContain('task-completed');
  await worker.finish(await worker.activity(), { outcome: { kind: 'completed', result: '"new"' } });
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'task-completed', result: '"new"' });
});

/** An ended instance `s`: activity 1, timer 2, child 3 (`c`), detached 4 (`d`). */
async function anEnded(fx: RuntimeFixture): Promise<void> {
  const worker = fx.worker();
  await fx.start('s', { input: '"in"' });
  await worker.answer(await worker.turn('s'), [callTask(1, { input: '"old"' })]);
  await worker.finish(await worker.activity(), { outcome: { kind: 'completed', result: '"one"' } });
  await worker.answer(await worker.turn('s'), [callTimer(2, fx.clock.now())]);
  await worker.answer(await worker.turn('s'), [
    callChild(3, { instanceId: 'c', input: '"ci"' }),
    { kind: 'create-detached', id: 4, instanceId: 'd', name: 'Loose', tags: {} },
  ]);
  await worker.answer(await worker.turn('c'), [complete(1)]);
  await worker.answer(await worker.turn('d'), [complete(1)]);
  await worker.answer(await worker.turn('s'), [complete(5)]);
  worker.drop();
}

function fromStep(eventId: number, over: Partial<RerunRequest> = {}): RerunRequest {
  const none = { overwrite: undefined, newChildInstanceId: undefined };
  return { source: refOf('s'), eventId, newInstanceId: 'n', ...none, ...over };
}

test.each<[string, string, RerunRequest]>([
  ['an unknown source', 'not_found', fromStep(1, { source: refOf('x') })],
  ['an empty source', 'invalid', fromStep(1, { source: refOf('') })],
  ['its own id', 'invalid', fromStep(1, { newInstanceId: 's' })],
  ['an id in use', 'conflict', fromStep(1, { newInstanceId: 'd' })],
  ['a child workflow', 'invalid', fromStep(1, { source: refOf('c') })],
  ['a step that does not exist', 'not_found', fromStep(9)],
  ['the end', 'not_found', fromStep(5)],
  ['a detached workflow', 'invalid', fromStep(4)],
  ['a timer with an input', 'invalid', fromStep(2, { overwrite: { input: '1' } })],
  ['a timer with a child id', 'invalid', fromStep(2, { newChildInstanceId: 'x' })],
  ['an activity with a child id', 'invalid', fromStep(1, { newChildInstanceId: 'x' })],
])('B57: a rerun from %s is refused (%s) and creates nothing', async (_, code, request) => {
  const fx = await openRuntime();
  await anEnded(fx);
  await expect(fx.runtime.rerun(request)).rejects.toMatchObject({ code });
  expect(await fx.runtime.listIds('shop', undefined, 10)).toHaveLength(3);
});

test('B57: a rerun of a running instance is refused', async () => {
  const fx = await openRuntime();
  await fx.start('s');
  await expect(fx.runtime.rerun(fromStep(1))).rejects.toMatchObject({ code: 'invalid' });
});

test('B58: a rerun from an activity runs it once, with its own input or a new one, through to the end', async () => {
  const fx = await openRuntime();
  await anEnded(fx);
  const worker = fx.worker();
  expect(await fx.runtime.rerun(fromStep(1))).toEqual(refOf('n'));
  expect((await worker.activity('n')).input).toBe('"old"');
  const ref = await fx.runtime.rerun(fromStep(1, { newInstanceId: undefined, overwrite: { input: '"new"' } }));
  const item = await worker.activity(ref.instanceId);
  expect(item).toMatchObject({ taskId: 1, input: '"new"' });
  await worker.finish(item, { outcome: { kind: 'completed', result: '"two"' } });
  const turn = await worker.turn(ref.instanceId);
  expect(turn.fresh[1]).toMatchObject({ kind: 'task-completed', taskId: 1, result: '"two"' });
  await worker.answer(turn, [complete(2)]);
  expect(await fx.runtime.get(ref)).toMatchObject({ status: 'completed', rerunOf: 's', input: '"in"' });
  expect(await fx.runtime.get(refOf('s'))).toMatchObject({ status: 'completed', input: '"in"' });
});

test('B58: a rerun from the child keeps earlier results and does not run those steps again', async () => {
  const fx = await openRuntime();
  await anEnded(fx);
  await fx.runtime.rerun(fromStep(3, { overwrite: { input: undefined }, newChildInstanceId: 'c2' }));
  const worker = fx.worker();
  const child = await worker.turn('c2');
  const started = child.fresh.find((event) => event.kind === 'execution-started');
  expect(started).toMatchObject({ name: 'Child', parent: { instanceId: 'n', taskId: 3 } });
  expect(started?.input).toBeUndefined();
  await worker.answer(child, [complete(1)]);
  const turn = await worker.turn('n');
  expect(turn.past.map((event) => event.kind)).toEqual(expect.arrayContaining(['task-completed', 'timer-fired']));
  expect(turn.fresh[1]).toMatchObject({ kind: 'child-completed', taskId: 3 });
  await worker.answer(turn, [complete(4)]);
  expect(await fx.status('n')).toBe('completed');
  expect(worker.activities).toEqual([]);
});

test('B58: a rerun from a timer that has passed goes on at once, also after a restart', async () => {
  const fx = await openRuntime();
  await anEnded(fx);
  await fx.runtime.rerun(fromStep(2));
  await fx.restart();
  const worker = fx.worker();
  const turn = await worker.turn('n');
  expect(turn.past.at(-1)).toMatchObject({ kind: 'timer-created', eventId: 2, rerunOf: 's' });
  expect(turn.fresh[1]).toMatchObject({ kind: 'timer-fired', timerId: 2 });
});

test('B54: a start on an ID that is being purged in the same commit gets its turn, and its answer counts', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const purged = fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  const started = fx.start('a');
  expect(await purged).toBe(1);
  await started;
  await worker.answer(await worker.turn('a'), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
});
