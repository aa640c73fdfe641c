import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { again, callChild, callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

const WHY = { reason: undefined };
const END = { output: '"enough"', recurse: false };

test('B46, B67: suspended, an instance gets no turn; resumed, all that came takes effect in order', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), []);
  await fx.runtime.suspend(refOf('a'), { reason: 'lunch' });
  expect(await fx.status('a')).toBe('suspended');
  for (const name of ['One', 'Two']) await fx.runtime.raiseEvent(refOf('a'), { name, input: undefined });
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), WHY);
  expect(await fx.status('a')).toBe('running');
  const { fresh } = await worker.turn();
  expect(fresh.map((event) => (event.kind === 'event-raised' ? event.name : event.kind))).toEqual([
    ...['workflow-started', 'execution-suspended', 'One', 'Two', 'execution-resumed'],
  ]);
});

test('B67: the result of an activity under way is recorded while suspended, and a restart keeps it', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const item = await worker.activity();
  await fx.runtime.suspend(refOf('a'), WHY);
  await worker.finish(item);
  expect((await fx.runtime.get(refOf('a')))?.waitingOn.openTasks).toBe(0);
  await fx.restart();
  const after = fx.worker();
  await fx.settled();
  expect(after.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), WHY);
  expect((await after.turn()).fresh.map((event) => event.kind)).toContain('task-completed');
});

test('B67: what the turn that was under way asked for is dispatched after the resume', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await fx.runtime.suspend(refOf('a'), WHY);
  await worker.answer(turn, [callTask(1)]);
  expect(await fx.kinds('a')).toContain('task-scheduled');
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), WHY);
  expect((await worker.activity()).taskId).toBe(1);
});

test('B67: activities that nobody has yet wait for the resume', async () => {
  const fx = await openRuntime({ limits: { perStream: 1 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), callTask(2)]);
  const first = await worker.activity();
  await fx.runtime.suspend(refOf('a'), WHY);
  await worker.finish(first);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), WHY);
  await worker.answer(await worker.turn(), []);
  expect((await worker.activity()).taskId).toBe(2);
});

test('B47: asking twice changes nothing and leaves no event', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), []);
  await fx.runtime.resume(refOf('a'), WHY);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.suspend(refOf('a'), WHY);
  await fx.runtime.suspend(refOf('a'), WHY);
  await fx.runtime.resume(refOf('a'), WHY);
  await fx.runtime.resume(refOf('a'), WHY);
  const kinds = (await worker.turn()).fresh.map((event) => event.kind);
  expect(kinds).toEqual(['workflow-started', 'execution-suspended', 'execution-resumed']);
  for (const act of [fx.runtime.suspend, fx.runtime.resume]) {
    await expect(act(refOf('nobody'), WHY)).rejects.toMatchObject({ code: 'not_found' });
  }
});

test('B48: a pending instance ends without its code', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  await fx.runtime.terminate(refOf('a'), END);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', output: '"enough"' });
  const worker = fx.worker();
  await fx.settled();
  expect(worker.received).toEqual([]);
});

test('B48: a waiting instance ends, its timers and its queued activities go', async () => {
  const fx = await openRuntime({ limits: { perStream: 1 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), callTask(2), callTimer(3, fx.clock.now() + 1_000)]);
  const item = await worker.activity();
  await fx.runtime.terminate(refOf('a'), END);
  expect(await fx.status('a')).toBe('terminated');
  const before = await fx.history('a');
  await worker.finish(item);
  fx.clock.advance(2_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await fx.history('a')).toEqual(before);
});

test('B48, B67: terminate passes a suspended instance, whose received events go into its history', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  await fx.runtime.suspend(refOf('a'), WHY);
  await fx.runtime.terminate(refOf('a'), END);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', output: '"enough"' });
  expect(await fx.kinds('a')).toEqual([
    ...['workflow-started', 'execution-started', 'execution-suspended', 'execution-terminated', 'execution-completed'],
  ]);
});

test('B49: a completion of the turn that was under way wins', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  const terminated = fx.runtime.terminate(refOf('a'), END);
  await fx.settled();
  expect(await fx.status('a')).toBe('pending');
  await worker.answer(turn, [complete(1, { result: '"mine"' })]);
  await terminated;
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'completed', output: '"mine"' });
});

test('B49: over continue-as-new, and over any other answer, the terminate wins', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  for (const action of [again(1), callTask(1)]) {
    await fx.start('a');
    const turn = await worker.turn();
    const terminated = fx.runtime.terminate(refOf('a'), END);
    await fx.settled();
    await worker.answer(turn, [action]);
    await terminated;
    expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', generation: 1 });
  }
  await fx.settled();
  expect(worker.activities).toEqual([]);
});

test('B49: a terminate that meets an answer being recorded resolves only when the end is recorded', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  const [, ended] = await Promise.all([
    worker.answer(turn, []),
    fx.runtime.terminate(refOf('a'), END).then(() => fx.status('a')),
  ]);
  expect(ended).toBe('terminated');
});

test('B50: a worker that does not answer holds up a terminate for the grace period only', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  const terminated = fx.runtime.terminate(refOf('a'), END);
  await fx.settled();
  fx.clock.advance(DEFAULT_LIMITS.terminateGrace - 1);
  await fx.settled();
  expect(await fx.status('a')).toBe('pending');
  fx.clock.advance(1);
  await terminated;
  expect(await fx.status('a')).toBe('terminated');
  await worker.answer(turn, [complete(1)]);
  expect(await fx.runtime.get(refOf('a'))).toMatchObject({ status: 'terminated', output: '"enough"' });
});

test('B50: a terminate that was recorded before a restart is carried out after it', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.turn();
  const terminated = fx.runtime.terminate(refOf('a'), END);
  await fx.settled();
  await fx.restart();
  expect((await fx.ended('a')).status).toBe('terminated');
  void terminated;
});

test.each([true, false])('B51: terminate with recurse %s', async (recurse) => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [
    callChild(1, { instanceId: 'c' }),
    { kind: 'create-detached', id: 2, instanceId: 'd', name: 'Loose', tags: {} },
  ]);
  await worker.answer(await worker.turn('c'), [callChild(1, { instanceId: 'g' })]);
  await worker.answer(await worker.turn('g'), [callTask(1)]);
  await worker.answer(await worker.turn('d'), []);
  await fx.runtime.terminate(refOf('p'), { output: '"all"', recurse });
  const rest = recurse ? 'terminated' : 'running';
  expect([await fx.status('p'), await fx.status('c'), await fx.status('g')]).toEqual(['terminated', rest, rest]);
  expect(await fx.status('d')).toBe('running');
});

test('B52: terminating an ended instance changes nothing, an unknown one is refused', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [complete(1)]);
  const before = await fx.runtime.get(refOf('a'));
  await fx.runtime.terminate(refOf('a'), { output: '"late"', recurse: true });
  expect(await fx.runtime.get(refOf('a'))).toEqual(before);
  await expect(fx.runtime.terminate(refOf('nobody'), END)).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('no such instance exists') as string,
  });
});
