import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, createDetached } from './actions';
import { test, type Bench } from './bench';
import { kinds, onlyOf } from './events';
import { millis, timestamp } from './time';
import type { Turn, Worker } from './worker';

const detached = { meta: { differs: 'as daprd from 1.19 on; 1.18 has no detached workflows' } };

test('B33 a detached instance runs without a parent, with tags and input of its own', detached, async ({ bench }) => {
  const worker = bench.worker();
  const { id, turn } = await detach(bench, worker);
  const started = onlyOf(turn.newEvents, 'executionStarted');
  expect(started).toMatchObject({ name: 'Report', input: '"x"', tags: { team: 'blue' } });
  expect(started.parentInstance).toBeUndefined();
  expect(started.workflowInstance?.executionId).toBe(turn.executionId);
  const recorded = onlyOf(await bench.hub.history(id), 'detachedWorkflowInstanceCreated');
  expect(recorded).toMatchObject({ eventId: 1, instanceId: turn.instanceId });
});

test('B33 the end of a detached instance is not told to the one that started it', detached, async ({ bench }) => {
  const worker = bench.worker();
  const { id, turn } = await detach(bench, worker);
  await worker.answer(turn, [complete(1)]);
  await bench.hub.untilEnded(turn.instanceId);
  await bench.hub.raise(id, 'Go');
  const next = await worker.turn(id);
  expect(kinds(next.newEvents)).toEqual(['workflowStarted', 'eventRaised']);
});

test(
  'B33 a detached instance goes on when its starter is terminated with its children',
  detached,
  async ({ bench }) => {
    const worker = bench.worker();
    const { id, turn } = await detach(bench, worker);
    await bench.hub.terminate(id, { recursive: true });
    expect(await bench.hub.untilEnded(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_TERMINATED });
    await worker.answer(turn, [complete(1)]);
    expect(await bench.hub.untilEnded(turn.instanceId)).toMatchObject({
      workflowStatus: Status.ORCHESTRATION_STATUS_COMPLETED,
    });
  },
);

test('B33 a detached instance is kept when its starter is purged with its children', detached, async ({ bench }) => {
  const worker = bench.worker();
  const { id, turn } = await detach(bench, worker);
  await worker.answer(turn, [complete(1)]);
  await bench.hub.untilEnded(turn.instanceId);
  await bench.hub.raise(id, 'Go');
  await worker.play(id, [complete(2)]);
  await bench.hub.untilEnded(id);
  expect(await bench.hub.purge(id, { recursive: true })).toBe(1);
  expect(await bench.hub.state(id)).toBeUndefined();
  expect(await bench.hub.state(turn.instanceId)).toMatchObject({ output: '"done"' });
});

test('B33 a detached instance may be scheduled for later', detached, async ({ bench }) => {
  const worker = bench.worker();
  const due = Date.now() + 700;
  const { turn } = await detach(bench, worker, due);
  expect(millis(onlyOf(turn.newEvents, 'workflowStarted').timestamp)).toBeGreaterThanOrEqual(due);
});

test(
  'B33 a detached instance must have an ID: an answer without one leaves the instance as it was',
  detached,
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    await worker.answer(await worker.turn(id), [createDetached(1, { instanceId: '' })]).catch(() => undefined);
    const again = await worker.turn(id);
    expect(kinds(again.newEvents)).toEqual(['workflowStarted', 'executionStarted']);
    await worker.answer(again, [complete(1)]);
    expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
  },
);

/** An instance that started another one detached, and the first turn of that one. */
async function detach(
  bench: Bench,
  worker: Worker,
  due?: number,
): Promise<{ readonly id: string; readonly turn: Turn }> {
  const id = await bench.created();
  const instanceId = bench.newId('detached');
  const scheduledStartTimestamp = due === undefined ? undefined : timestamp(due);
  const what = { name: 'Report', input: '"x"', tags: { team: 'blue' }, instanceId, scheduledStartTimestamp };
  await worker.play(id, [createDetached(1, what)]);
  return { id, turn: await worker.turn(instanceId) };
}

test(
  'B33 a detached instance whose ID is taken leaves both its starter and that instance as they were',
  detached,
  async ({ bench }) => {
    const worker = bench.worker();
    const taken = await bench.created({ input: '"mine"' });
    await worker.play(taken, []);
    const before = await bench.hub.history(taken);
    const id = await bench.created();
    await worker.play(id, [createDetached(1, { instanceId: taken, input: '"yours"' })]);
    await bench.hub.raise(id, 'Go');
    const turn = await worker.play(id, [complete(2)]);
    expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'eventRaised']);
    expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
    expect(await bench.hub.history(taken)).toEqual(before);
  },
);

test('B9 every detached instance gets an execution ID of its own', detached, async ({ bench }) => {
  const worker = bench.worker();
  const [one, two] = [await detach(bench, worker), await detach(bench, worker)];
  const executionIds = [one, two].map(({ turn }) => turn.executionId);
  expect(new Set(executionIds).size).toBe(2);
  for (const executionId of executionIds) expect(executionId).toMatch(/.{8,}/);
  expect(executionIds).not.toContain(one.id);
});
