import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, createChild } from './actions';
import { test } from './bench';
import { eventsIn, onlyOf } from './events';
import { millis, timestamp } from './time';

const meta = (differs: string) => ({ meta: { differs } });

test('the version and tags of a start are kept', meta('daprd drops both'), async ({ bench }) => {
  const worker = bench.worker();
  const tags = { team: 'blue', größe: '' };
  const id = await bench.created({ version: 'v2', tags });
  const turn = await worker.turn(id);
  expect(onlyOf(turn.newEvents, 'executionStarted')).toMatchObject({ version: 'v2', tags });
  await worker.answer(turn, [complete(1)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ version: 'v2', tags });
});

test(
  'an instance that has not run yet tells its name, its input and when it was created and is due',
  meta('daprd tells an empty name and the year 1, and never when a scheduled instance is due'),
  async ({ bench }) => {
    const [before, due] = [Date.now(), Date.now() + 3_600_000];
    const id = await bench.start({ name: 'Order', input: '1', scheduledStartTimestamp: timestamp(due) });
    const state = await bench.hub.state(id);
    expect(state).toMatchObject({
      ...{ instanceId: id, name: 'Order', input: '1', workflowStatus: Status.ORCHESTRATION_STATUS_PENDING },
      ...{ completedTimestamp: undefined, startedAt: undefined },
    });
    expect(millis(state?.createdTimestamp)).toBeGreaterThanOrEqual(before);
    expect(millis(state?.createdTimestamp)).toBeLessThan(Date.now() + 1);
    expect(millis(state?.scheduledStartTimestamp)).toBe(due);
  },
);

test(
  'an ended instance tells its execution ID, and when it started and ended',
  meta('daprd leaves the execution ID and the time of the end out'),
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    const turn = await worker.play(id, [complete(1)]);
    const state = await bench.hub.untilEnded(id);
    const history = await bench.hub.history(id);
    expect(state.executionId).toBe(turn.executionId);
    expect(state.startedAt).toEqual(onlyOf(eventsIn(turn), 'workflowStarted').timestamp);
    expect(state.completedTimestamp).toEqual(onlyOf(history, 'executionCompleted').timestamp);
    expect(await bench.hub.state(id)).toEqual(state);
  },
);

test(
  'a child tells whose child it is',
  meta('daprd tells the parent only in the answer of a wait'),
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    await worker.play(id, [createChild(1)]);
    await worker.play(`${id}:0001`, []);
    const parent = { parentInstanceId: id, parentAppId: bench.target.appId };
    expect(await bench.hub.untilStarted(`${id}:0001`)).toMatchObject(parent);
    expect(await bench.hub.state(`${id}:0001`)).toMatchObject(parent);
    const own = await bench.hub.state(id);
    expect([own?.parentInstanceId, own?.parentAppId]).toEqual([undefined, undefined]);
  },
);

test(
  'ended instances of a span of time and a status can be purged together',
  meta('daprd refuses to purge by a filter, although SDKs offer it'),
  async ({ bench }) => {
    const worker = bench.worker({ workflows: { Flow: () => [complete(1)] } });
    const earlier = await bench.start();
    const [first, last] = [await bench.start(), await bench.start()];
    const waiting = await bench.created({ name: 'Waiting' });
    await worker.play(waiting, []);
    const states = await Promise.all([first, last, waiting].map((id) => bench.hub.untilStarted(id)));
    const [from, , to] = states.map(({ createdTimestamp }) => createdTimestamp);
    const runtimeStatus = [Status.ORCHESTRATION_STATUS_COMPLETED, Status.ORCHESTRATION_STATUS_RUNNING];
    const purgeInstanceFilter = { createdTimeFrom: from, createdTimeTo: to, runtimeStatus };
    const request = { $case: 'purgeInstanceFilter', value: purgeInstanceFilter } as const;
    const answer = await bench.hub.call('purgeInstances', { request, recursive: false });
    expect(answer).toEqual({ deletedInstanceCount: 2, isComplete: true });
    const left = await Promise.all([earlier, first, last, waiting].map((id) => bench.hub.state(id)));
    expect(left.map((state) => state !== undefined)).toEqual([true, false, false, true]);
  },
);

test(
  'a purge by a filter takes children along, and running ones when it is forced, and counts each once',
  meta('daprd refuses to purge by a filter, although SDKs offer it'),
  async ({ bench }) => {
    const own = await bench.ownRuntime();
    const hub = bench.connect(own.target);
    const worker = bench.worker({ target: own.target });
    const planned = { scheduledStartTimestamp: timestamp(1_000) };
    const purge = (over: { recursive: boolean; force?: boolean }) => {
      const request = { $case: 'purgeInstanceFilter', value: { runtimeStatus: [] as Status[] } } as const;
      return hub.call('purgeInstances', { request, ...over });
    };
    for (const instanceId of ['ended', 'running', 'parent']) await hub.start({ ...planned, instanceId });
    await worker.play('ended', [complete(1)]);
    await worker.play('running', []);
    await worker.play('parent', [createChild(1, { instanceId: 'child' }), complete(2)]);
    await worker.play('child', []);
    expect(await purge({ recursive: true })).toEqual({ deletedInstanceCount: 1, isComplete: false });
    expect((await hub.call('listInstanceIDs', {})).instanceIds).toEqual(['child', 'parent', 'running']);
    expect(await purge({ recursive: true, force: true })).toEqual({ deletedInstanceCount: 3, isComplete: true });
    expect((await hub.call('listInstanceIDs', {})).instanceIds).toEqual([]);
    expect(await purge({ recursive: true, force: true })).toEqual({ deletedInstanceCount: 0, isComplete: true });
  },
);
