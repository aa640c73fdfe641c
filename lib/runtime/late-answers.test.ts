import { describe, expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { again, callTask, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

test('a result with the token of an earlier run is not taken for the next one, also after a restart', async () => {
  const fx = await openRuntime();
  const before = fx.worker();
  await fx.start('a');
  await before.answer(await before.turn(), [callTask(1)]);
  const old = await before.activity();
  await fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  await fx.start('a');
  await before.answer(await before.turn(), [callTask(1)]);
  await fx.restart();
  await fx.runtime.completeActivity({
    ref: refOf('a'),
    taskId: 1,
    token: old.token,
    outcome: { kind: 'completed', result: '"of the earlier run"' },
  });
  const after = fx.worker();
  expect((await after.activity()).token).not.toBe(old.token);
  expect(await fx.kinds('a')).not.toContain('task-completed');
});

test('a result with the token of its own run counts after a restart, though nobody was handed the task since', async () => {
  const fx = await openRuntime();
  const before = fx.worker();
  await fx.start('a');
  await before.answer(await before.turn(), [callTask(1)]);
  const { token } = await before.activity();
  await fx.restart();
  const outcome = { kind: 'completed', result: '"in time"' } as const;
  await fx.runtime.completeActivity({ ref: refOf('a'), taskId: 1, token, outcome });
  const after = fx.worker();
  const turn = await after.turn();
  expect(turn.fresh.at(-1)).toMatchObject({ kind: 'task-completed', result: '"in time"' });
  await fx.settled();
  expect(after.activities).toEqual([]);
});

test('a result with the token of an earlier generation is not taken for the same task of the next', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), callTask(2)]);
  const [first, second] = [await worker.activity(), await worker.activity()];
  await worker.finish(first);
  await worker.answer(await worker.turn(), [again(3)]);
  await worker.answer(await worker.turn(), [callTask(2)]);
  await worker.finish(second, { outcome: { kind: 'completed', result: '"of the first generation"' } });
  const retold = await worker.activity();
  await worker.finish(retold, { outcome: { kind: 'completed', result: '"of the second"' } });
  expect((await worker.turn()).fresh.at(-1)).toMatchObject({ kind: 'task-completed', result: '"of the second"' });
});

test('a turn that a terminate does not wait for keeps its place on the stream until its worker is done', async () => {
  const fx = await openRuntime({ limits: { perStream: 1, terminateGrace: 10 } });
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn('a');
  await fx.start('b');
  const terminated = fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  await fx.drive(['a']);
  await terminated;
  expect(await fx.status('a')).toBe('terminated');
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await worker.answer({ ...turn, instanceId: 'another' }, []);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await worker.answer(turn, [complete(1)], { token: '' });
  expect((await worker.turn()).instanceId).toBe('b');
  expect(await fx.status('a')).toBe('terminated');
});

test('a worker that never answers a turn that was taken away loses its stream when the time is up', async () => {
  const fx = await openRuntime({ limits: { perStream: 1, turnTimeout: 50 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.turn('a');
  await fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  fx.clock.advance(50);
  await worker.untilEnded();
  expect(fx.runtime.workers()).toEqual([]);
});

test('activities of two instances that have the same number are handed out together, and each result finds its own', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  for (const id of ['a', 'b']) {
    await fx.start(id);
    await worker.answer(await worker.turn(id), [callTask(1)]);
  }
  const [ofA, ofB] = [await worker.activity('a'), await worker.activity('b')];
  await worker.finish(ofB, { token: '', outcome: { kind: 'completed', result: '"b"' } });
  await worker.finish(ofA, { token: '', outcome: { kind: 'completed', result: '"a"' } });
  for (const id of ['a', 'b']) {
    expect((await worker.turn(id)).fresh.at(-1)).toMatchObject({ kind: 'task-completed', result: `"${id}"` });
  }
});

test('an activity that is answered twice gives up one place on the stream, not that of its successor too', async () => {
  const fx = await openRuntime({ limits: { perStream: 1 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const first = await worker.activity();
  fx.failNextCommit(new Error('the disk is full'));
  await expect(worker.finish(first)).rejects.toThrow('the disk is full');
  // The worker tries again by itself, and so does the runtime a little later.
  await worker.finish(first);
  await worker.answer(await worker.turn(), [again(2)]);
  await worker.answer(await worker.turn(), [callTask(1), callTask(2)]);
  const second = await worker.activity();
  await fx.tick();
  fx.clock.advance(1_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await worker.finish(second);
  await worker.answer(await worker.turn(), []);
  expect((await worker.activity()).taskId).toBe(2);
});

describe('answers without a token, which do not say which offer of a turn they are to', () => {
  const GO = { name: 'Go', input: '1' };

  test('a turn that went with its stream is offered again as it was; what has come since waits for the next', async () => {
    const fx = await openRuntime();
    const lost = fx.worker();
    await fx.start('a');
    const first = await lost.turn();
    lost.drop();
    await fx.runtime.raiseEvent(refOf('a'), GO);
    fx.clock.advance(1_000);
    const other = fx.worker();
    const second = await other.turn();
    expect(second.fresh).toEqual(first.fresh);
    await lost.answer(first, [], { token: '' });
    expect((await other.turn()).fresh.map(({ kind }) => kind)).toEqual(['workflow-started', 'event-raised']);
  });

  test('a turn that was lost long ago is offered with its own time and all that has come', async () => {
    const fx = await openRuntime();
    const lost = fx.worker();
    await fx.start('a');
    const first = await lost.turn();
    lost.drop();
    await fx.runtime.raiseEvent(refOf('a'), GO);
    fx.clock.advance(DEFAULT_LIMITS.lateAnswers);
    const { fresh } = await fx.worker().turn();
    expect(fresh.map(({ kind }) => kind)).toEqual(['workflow-started', 'execution-started', 'event-raised']);
    expect(fresh[0]?.at).toBeGreaterThan(first.fresh[0]?.at ?? Infinity);
  });

  test('one to a turn before the restart is taken for the newer one, so the worker is asked again, also after the next', async () => {
    const fx = await openRuntime();
    const before = fx.worker();
    await fx.start('a');
    const first = await before.turn();
    await fx.runtime.raiseEvent(refOf('a'), GO);
    await fx.restart();
    const after = fx.worker();
    expect((await after.turn()).fresh).toHaveLength(3);
    await after.answer(first, [], { token: '' });
    await fx.settled();
    expect(after.hasMore).toBe(false);
    await fx.restart();
    const last = fx.worker();
    fx.clock.advance(DEFAULT_LIMITS.lateAnswers);
    const asked = await last.turn();
    expect(asked.past.map(({ kind }) => kind)).toEqual(['workflow-started', 'execution-started', 'event-raised']);
    expect(asked.fresh.map(({ kind }) => kind)).toEqual(['workflow-started']);
    await last.answer(asked, [complete(1)]);
    expect(await fx.status('a')).toBe('completed');
  });

  test('an instance that was asked again and has nothing to do is asked no more', async () => {
    const fx = await openRuntime();
    await fx.start('a');
    await fx.restart();
    const worker = fx.worker();
    await worker.answer(await worker.turn(), [], { token: '' });
    fx.clock.advance(DEFAULT_LIMITS.lateAnswers);
    await worker.answer(await worker.turn(), [], { token: '' });
    fx.clock.advance(2 * DEFAULT_LIMITS.lateAnswers);
    await fx.settled();
    expect(worker.hasMore).toBe(false);
  });

  test('a worker that echoes its token is never asked again', async () => {
    const fx = await openRuntime();
    await fx.start('a');
    await fx.restart();
    const worker = fx.worker();
    await worker.answer(await worker.turn(), []);
    fx.clock.advance(DEFAULT_LIMITS.lateAnswers);
    await fx.settled();
    expect(worker.hasMore).toBe(false);
  });
});
