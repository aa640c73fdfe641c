import { expect, test } from 'vitest';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { callChild, complete } from '@/lib/testing/workflow-actions';

test('B29: a child has its default id and knows its parent', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p', { version: 'v1' });
  const turn = await worker.turn();
  await worker.answer(turn, [callChild(26, { input: '5' })]);
  const child = await worker.turn('p:001a');
  expect(child.fresh[1]).toMatchObject({
    ...{ kind: 'execution-started', name: 'Child', input: '5', instanceId: 'p:001a' },
    parent: { taskId: 26, name: 'Scripted', instanceId: 'p', executionId: turn.executionId, appId: 'shop' },
  });
  expect(await fx.runtime.get(refOf('p:001a'))).toMatchObject({ parent: refOf('p') });
});

test('B30: a child that completes gives its parent the result', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn(), [callChild(1, { instanceId: 'c' })]);
  await worker.answer(await worker.turn('c'), [complete(1, { result: '42' })]);
  expect((await worker.turn('p')).fresh[1]).toMatchObject({ kind: 'child-completed', taskId: 1, result: '42' });
});

test('B30: a child that fails gives its parent the failure', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn(), [callChild(1, { instanceId: 'c' })]);
  const failure = { type: 'Boom', message: 'no', nonRetriable: false };
  await worker.answer(await worker.turn('c'), [complete(1, { status: 'failed', failure })]);
  expect((await worker.turn('p')).fresh[1]).toMatchObject({ kind: 'child-failed', taskId: 1, failure });
});

test('B30: a child that is terminated fails for its parent', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn(), [callChild(1, { instanceId: 'c' })]);
  await worker.answer(await worker.turn('c'), []);
  await fx.runtime.terminate(refOf('c'), { output: undefined, recurse: false });
  const told = (await worker.turn('p')).fresh[1];
  expect(told).toMatchObject({ kind: 'child-failed', taskId: 1, failure: { type: 'WorkflowTerminated' } });
});

test('B31: a child whose id another active workflow has fails, and that workflow is untouched', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('c', { input: '"mine"' });
  await worker.answer(await worker.turn('c'), []);
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' })]);
  const told = (await worker.turn('p')).fresh[1];
  expect(told).toMatchObject({
    ...{ kind: 'child-failed', taskId: 1 },
    failure: { type: 'WorkflowInstanceAlreadyExists', message: expect.stringContaining("'c'") as string },
  });
  expect(await fx.runtime.get(refOf('c'))).toMatchObject({ input: '"mine"', status: 'running', parent: undefined });
});

test('B31: the same parent asking for the same child again is told nothing new', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  const turn = await worker.turn('p');
  const ask = [callChild(1, { instanceId: 'c' })];
  await Promise.all([worker.answer(turn, ask), worker.answer(turn, ask)]);
  await worker.answer({ ...turn, token: '' }, ask);
  await worker.answer(await worker.turn('c'), [complete(1)]);
  const told = (await worker.turn('p')).fresh;
  expect(told.map((event) => event.kind)).toEqual(['workflow-started', 'child-completed']);
  expect(worker.turns.filter((item) => item.instanceId === 'c')).toHaveLength(1);
});

test('a child may take the id of a run that has ended', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('c');
  await worker.answer(await worker.turn('c'), [complete(1)]);
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' })]);
  const child = await worker.turn('c');
  expect(child.past).toEqual([]);
  await worker.answer(child, [complete(1)]);
  expect((await worker.turn('p')).fresh[1]?.kind).toBe('child-completed');
});

test('B32: the end of a child is not told to a parent that was purged and started again', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'c' })]);
  const child = await worker.turn('c');
  await fx.runtime.purge(refOf('p'), { recursive: false, force: true });
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [callChild(1, { instanceId: 'd' })]);
  await worker.answer(child, [complete(1)]);
  await worker.turn('d');
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect(await fx.kinds('p')).not.toContain('child-completed');
});

test('a child of another app runs there and reports back', async () => {
  const fx = await openRuntime();
  const [worker, other] = [fx.worker(), fx.worker(undefined, 'billing')];
  await fx.start('p');
  const router = { sourceAppId: '', targetAppId: 'billing' };
  await worker.answer(await worker.turn(), [callChild(1, { router })]);
  const child = await other.turn('p:0001');
  await other.answer(child, [complete(1)]);
  expect(await fx.status(refOf('p:0001', 'billing'))).toBe('completed');
  expect((await worker.turn('p')).fresh[1]?.kind).toBe('child-completed');
});

const detached: WorkflowAction = { kind: 'create-detached', id: 1, instanceId: 'd', name: 'Loose', tags: {} };

test('B33: a detached workflow has no parent and lives on when its creator is terminated and purged', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [detached]);
  const turn = await worker.turn('d');
  expect(turn.fresh[1]).toMatchObject({ kind: 'execution-started', name: 'Loose' });
  expect(turn.fresh[1]).not.toHaveProperty('parent');
  await fx.runtime.terminate(refOf('p'), { output: undefined, recurse: true });
  expect(await fx.runtime.purge(refOf('p'), { recursive: true, force: false })).toBe(1);
  await worker.answer(turn, [complete(1)]);
  expect(await fx.runtime.get(refOf('d'))).toMatchObject({ status: 'completed', parent: undefined });
});

test('B33: a detached workflow without an id is refused with its whole turn', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [{ ...detached, instanceId: '' }]);
  expect(await fx.history('p')).toEqual([]);
});

test('B33: a detached workflow whose id is taken is not started, and its creator goes on', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('d', { input: '"mine"' });
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [detached]);
  expect(await fx.kinds('p')).toContain('detached-created');
  expect(await fx.runtime.get(refOf('d'))).toMatchObject({ name: 'Scripted', input: '"mine"' });
  expect(fx.complaints.join()).toContain('detached workflow not started');
});

test('B34: an event that a workflow sends reaches its target, and an unknown target harms nobody', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('t');
  await worker.answer(await worker.turn('t'), []);
  await fx.start('p');
  await worker.answer(await worker.turn('p'), [
    { kind: 'send-event', id: 1, instanceId: 't', name: 'Go', input: '7' },
    { kind: 'send-event', id: 2, instanceId: 'nobody', name: 'Go' },
    complete(3),
  ]);
  expect((await worker.turn('t')).fresh[1]).toMatchObject({ kind: 'event-raised', name: 'Go', input: '7' });
  expect((await fx.kinds('p')).slice(2)).toEqual(['event-sent', 'event-sent', 'execution-completed']);
  expect(await fx.status('nobody')).toBeUndefined();
});
