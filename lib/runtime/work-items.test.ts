import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { callTask, complete } from '@/lib/testing/workflow-actions';
import { DEFAULT_LIMITS } from './limits';

test('B10, B11: the first turn has no past, each later one has the committed history', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  const first = await worker.turn();
  expect(first.past).toEqual([]);
  await worker.answer(first, [callTask(1)]);
  const before = await fx.history('a');
  await worker.finish(await worker.activity());
  await fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined });
  const second = await worker.turn();
  expect(second.past).toEqual(before);
  expect(second.fresh.filter((event) => event.kind === 'workflow-started')).toHaveLength(1);
  expect(second.fresh[0]?.kind).toBe('workflow-started');
});

test('B22: history read while a turn is out is the committed prefix', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  expect(await fx.history('a')).toEqual(turn.past);
  await worker.answer(turn, [callTask(1)]);
  expect(await fx.kinds('a')).toEqual(['workflow-started', 'execution-started', 'task-scheduled']);
});

test('B12, B13: what arrives while a turn is out comes with the next one, in order', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const first = await worker.turn();
  for (const name of ['One', 'Two', 'Three']) await fx.runtime.raiseEvent(refOf('a'), { name, input: undefined });
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await worker.answer(first, []);
  const second = await worker.turn();
  expect(second.fresh.map((event) => (event.kind === 'event-raised' ? event.name : event.kind))).toEqual([
    ...['workflow-started', 'One', 'Two', 'Three'],
  ]);
  await worker.answer(second, []);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
});

test('B15: an empty token is taken, another one is ignored and the item stays open', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await worker.answer(turn, [callTask(1)], { token: 'another' });
  expect(await fx.status('a')).toBe('pending');
  await worker.answer(turn, [callTask(1)], { token: '' });
  const item = await worker.activity();
  await worker.finish(item, { token: 'another' });
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await worker.finish(item, { token: '' });
  expect((await worker.turn()).fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
});

test('B16: what a dropped stream had goes to another worker at once, and its late answers are ignored', async () => {
  const fx = await openRuntime();
  const lost = fx.worker();
  await fx.start('a');
  await fx.start('b');
  await lost.answer(await lost.turn('b'), [callTask(1)]);
  const [turn, item] = [await lost.turn('a'), await lost.activity('b')];
  const other = fx.worker();
  lost.drop();
  const again = await other.turn('a');
  expect(again.token).not.toBe(turn.token);
  expect({ ...again, token: '' }).toEqual({ ...turn, token: '' });
  expect((await other.activity('b')).taskId).toBe(item.taskId);
  await lost.answer(turn, [complete(1)]);
  expect(await fx.status('a')).toBe('pending');
  await other.answer(again, [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
});

test('B17: two workers of one app share the items, each goes to one of them', async () => {
  const fx = await openRuntime();
  const workers = [fx.worker(), fx.worker()];
  await Promise.all(Array.from({ length: 10 }, (_, index) => fx.start(`i${index}`)));
  await fx.settled();
  const shares = workers.map((worker) => worker.turns.map((turn) => turn.instanceId));
  expect(shares.map((share) => share.length)).toEqual([5, 5]);
  expect(new Set(shares.flat()).size).toBe(10);
});

test('B17: when both are idle, two workers take items in turns', async () => {
  const fx = await openRuntime();
  const play = { workflows: { Scripted: () => [complete(1)] } };
  const workers = [fx.worker(play), fx.worker(play)];
  for (let index = 0; index < 10; index += 1) {
    await fx.start(`i${index}`);
    await fx.ended(`i${index}`);
  }
  expect(workers.map((worker) => worker.turns.length)).toEqual([5, 5]);
});

test('what a lost worker had is handed out again, however many results came meanwhile', async () => {
  const fx = await openRuntime();
  const lost = fx.worker();
  await fx.start('a');
  await lost.answer(await lost.turn(), [callTask(1), callTask(2), callTask(3)]);
  await lost.finish(await lost.activity());
  await lost.activity();
  const other = fx.worker();
  lost.drop();
  const items = [await other.activity(), await other.activity()];
  expect(items.map((item) => item.taskId).sort()).toEqual([2, 3]);
});

test('what was held back by a suspend is handed out after the resume', async () => {
  const fx = await openRuntime({ limits: { perStream: 1 } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), callTask(2)]);
  const item = await worker.activity();
  await fx.runtime.suspend(refOf('a'), { reason: undefined });
  await worker.finish(item);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), { reason: undefined });
  await worker.answer(await worker.turn(), []);
  expect((await worker.activity()).taskId).toBe(2);
});

test('a worker gets nothing of another app', async () => {
  const fx = await openRuntime();
  const stranger = fx.worker(undefined, 'billing');
  await fx.start('a');
  await fx.settled();
  expect(stranger.received).toEqual([]);
});

test('B18: a silent worker holds up nobody else and loses its stream after the time-out', async () => {
  const fx = await openRuntime();
  const silent = fx.worker();
  await fx.start('a');
  const turn = await silent.turn('a');
  const other = fx.worker({ workflows: { Scripted: () => [complete(1)] } });
  await fx.start('b');
  expect((await fx.ended('b')).status).toBe('completed');
  fx.clock.advance(DEFAULT_LIMITS.turnTimeout - 1);
  await fx.settled();
  expect(silent.ended).toBeUndefined();
  fx.clock.advance(1);
  await silent.untilEnded();
  expect(silent.ended).toContain('a');
  expect((await fx.ended('a')).status).toBe('completed');
  expect(other.turns.map((item) => item.instanceId)).toEqual(['b', 'a']);
  await silent.answer(turn, [callTask(1)]);
  expect(await fx.kinds('a')).not.toContain('task-scheduled');
  expect(fx.runtime.workers()).toHaveLength(1);
});

test('B20: the same answer twice schedules nothing twice, at the same time or later', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await Promise.all([worker.answer(turn, [callTask(1)]), worker.answer(turn, [callTask(1)])]);
  await worker.answer(turn, [callTask(1)]);
  const item = await worker.activity();
  await worker.finish(item);
  const second = await worker.turn();
  await worker.answer({ ...turn, token: '' }, [callTask(1)]);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await fx.kinds('a')).toEqual(['workflow-started', 'execution-started', 'task-scheduled']);
  await worker.answer(second, [complete(2)]);
  expect(await fx.status('a')).toBe('completed');
});

test('B20: the same answer twice at the same time is recorded once, also when it asks for nothing', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn();
  await Promise.all([worker.answer(turn, []), worker.answer(turn, [])]);
  expect(await fx.kinds('a')).toEqual(['workflow-started', 'execution-started']);
});

test('B20: a repeated answer whose worker goes away meanwhile does not keep the turn', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const first = await worker.turn();
  await worker.answer(first, [callTask(1)]);
  await worker.finish(await worker.activity());
  await worker.turn();
  const repeated = worker.answer({ ...first, token: '' }, [callTask(1)]);
  worker.drop();
  await repeated;
  const other = fx.worker();
  expect((await other.turn()).fresh.map((event) => event.kind)).toEqual(['workflow-started', 'task-completed']);
});

test('B21: an answer with an unknown action leaves the instance unharmed; the turn is offered again later', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1), { kind: 'unknown', id: 2 }]);
  expect(await fx.history('a')).toEqual([]);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(DEFAULT_LIMITS.retryDelay);
  await worker.answer(await worker.turn(), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
});

test('B60: a stalled instance waits for another worker, also when its id was used again meanwhile', async () => {
  const fx = await openRuntime();
  const old = fx.worker();
  await fx.start('a');
  await old.answer(await old.turn(), [{ kind: 'version-not-available', id: 1 }]);
  expect(await fx.status('a')).toBe('stalled');
  await expect(fx.runtime.raiseEvent(refOf('a'), { name: 'Go', input: undefined })).rejects.toMatchObject({
    code: 'precondition',
    message: expect.stringContaining('workflow is stalled') as string,
  });
  await fx.settled();
  expect(old.hasMore).toBe(false);
  const newer = fx.worker();
  await newer.answer(await newer.turn(), [{ kind: 'version-not-available', id: 1 }]);
  expect((await fx.kinds('a')).filter((kind) => kind === 'execution-stalled')).toHaveLength(1);
  await fx.runtime.terminate(refOf('a'), { output: undefined, recurse: false });
  await fx.start('a');
  const turns = [old, newer].map((worker) => worker.turn());
  expect((await Promise.race(turns)).fresh).toHaveLength(2);
});

test('a stream never has more than its share, and all activities run once', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const tasks = Array.from({ length: 500 }, (_, index) => callTask(index + 1));
  await worker.answer(await worker.turn(), tasks);
  for (let done = 0; done < 500; done += 1) await worker.finish(await worker.activity());
  expect(worker.mostOutstanding).toBe(DEFAULT_LIMITS.perStream);
  expect(worker.activities).toHaveLength(500);
  expect(new Set(worker.activities.map((item) => item.taskId)).size).toBe(500);
  expect(fx.runtime.workers()[0]?.outstanding).toBe(1);
});

test('a turn that a purge takes away makes room for the next one as soon as its worker is done with it', async () => {
  const fx = await openRuntime({ limits: { perStream: 1 } });
  const worker = fx.worker();
  await fx.start('a');
  const turn = await worker.turn('a');
  await fx.start('b');
  await fx.runtime.purge(refOf('a'), { recursive: false, force: true });
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await worker.answer(turn, []);
  expect((await worker.turn()).instanceId).toBe('b');
});
