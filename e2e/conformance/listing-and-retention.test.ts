import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, createChild, createTimer, fail, scheduleTask, versionNotAvailable } from './actions';
import { test } from './bench';
import { kinds } from './events';
import { refusalOf, type TaskHub } from './task-hub';
import { millis, timestamp } from './time';

/** All ids of the target's app, page by page, and the token of each page. */
async function pages(hub: TaskHub, pageSize: number): Promise<{ ids: string[]; tokens: (string | undefined)[] }> {
  const ids: string[] = [];
  const tokens: (string | undefined)[] = [];
  let continuationToken: string | undefined;
  do {
    const page = await hub.call('listInstanceIDs', { pageSize, continuationToken });
    expect(page.instanceIds.length).toBeLessThanOrEqual(pageSize);
    ids.push(...page.instanceIds);
    tokens.push(page.continuationToken);
    continuationToken = page.continuationToken;
  } while (continuationToken !== undefined);
  return { ids, tokens };
}

test('B62 the list pages through all instances once, whatever their state, children included', async ({ bench }) => {
  const worker = bench.worker();
  const [parent, child, failed, stalled, suspended, terminated] = [
    await bench.created(),
    bench.newId('child'),
    await bench.created(),
    await bench.created(),
    await bench.created(),
    await bench.created(),
  ];
  const pending = await bench.start({ scheduledStartTimestamp: timestamp(Date.now() + 3_600_000) });
  await worker.play(parent, [createChild(1, { instanceId: child })]);
  await worker.play(child, [complete(1)]);
  await worker.play(failed, [fail(1)]);
  await worker.play(stalled, [versionNotAvailable(1)]);
  await worker.play(suspended, []);
  await bench.hub.call('suspendInstance', { instanceId: suspended });
  await worker.play(terminated, []);
  await bench.hub.terminate(terminated);
  await bench.hub.untilEnded(child);
  const { ids, tokens } = await pages(bench.hub, 2);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining([parent, child, failed, stalled, suspended, terminated, pending]));
  expect(tokens.at(-1)).toBeUndefined();
});

test('B62 a list that fits its page exactly has no token, and an app without instances an empty page', async ({
  bench,
}) => {
  const own = await bench.ownRuntime();
  const hub = bench.connect(own.target);
  expect(await hub.call('listInstanceIDs', {})).toMatchObject({ instanceIds: [], continuationToken: undefined });
  for (const id of ['a', 'b', 'c', 'd']) {
    await hub.start({ instanceId: id, scheduledStartTimestamp: timestamp(1_000) });
  }
  expect((await pages(hub, 2)).tokens).toEqual([expect.any(String), undefined]);
  expect((await pages(hub, 4)).ids.toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('B63 the history is that of the turns, in order, and NotFound for an unknown instance', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const first = await worker.play(id, [scheduleTask(1)]);
  await worker.finish(await worker.task(id));
  const second = await worker.play(id, [complete(2)]);
  await bench.hub.untilEnded(id);
  const history = await bench.hub.history(id);
  expect(history.slice(0, first.newEvents.length)).toEqual(first.newEvents);
  expect(history.slice(0, second.pastEvents.length)).toEqual(second.pastEvents);
  expect(history.slice(second.pastEvents.length, -1)).toEqual(second.newEvents);
  expect(kinds(history)).toEqual([
    ...['workflowStarted', 'executionStarted', 'taskScheduled'],
    ...['workflowStarted', 'taskCompleted', 'executionCompleted'],
  ]);
  expect((await refusalOf(bench.hub.history(bench.newId('unknown')))).code).toBe(Code.NOT_FOUND);
});

async function untilGone(hub: TaskHub, instanceId: string): Promise<void> {
  while ((await hub.state(instanceId)) !== undefined) await hub.call('hello', {});
}

test('B64 an ended instance is deleted when its time has passed, by its status', async ({ bench }) => {
  const own = await bench.ownRuntime({ config: { retention: { completed: '1ms', failed: '1h' } } });
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  for (const [id, action] of Object.entries({ short: complete(1), long: fail(1) })) {
    await hub.start({ instanceId: id, scheduledStartTimestamp: timestamp(1_000) });
    await worker.play(id, [action]);
  }
  await untilGone(hub, 'short');
  expect(await hub.state('long')).toBeDefined();
});

test('B64 an ID that was used again before its time has passed keeps its new run', async ({ bench }) => {
  const own = await bench.ownRuntime({ config: { retention: { anyTerminal: '1s' } } });
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  const planned = { scheduledStartTimestamp: timestamp(1_000) };
  await hub.start({ ...planned, instanceId: 'reused' });
  await worker.play('reused', [complete(1)]);
  await hub.untilEnded('reused');
  await hub.start({ ...planned, instanceId: 'reused', input: '"again"' });
  await worker.play('reused', []);
  await hub.start({ ...planned, instanceId: 'witness' });
  await worker.play('witness', [complete(1)]);
  await untilGone(hub, 'witness');
  expect(await hub.state('reused')).toMatchObject({
    ...{ workflowStatus: Status.ORCHESTRATION_STATUS_RUNNING, input: '"again"' },
  });
});

test('B64 the time counts from the end of an instance, and holds through a restart', async ({ bench }) => {
  const keep = 1_500;
  const own = await bench.ownRuntime({ config: { retention: { completed: keep } } });
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  const planned = { scheduledStartTimestamp: timestamp(1_000) };
  await hub.start({ ...planned, instanceId: 'slow' });
  await worker.play('slow', [createTimer(1, Date.now() + keep)]);
  await worker.play('slow', [complete(2)]);
  const end = millis((await hub.untilEnded('slow')).completedTimestamp);
  await own.stop('SIGKILL');
  await own.restart();
  await untilGone(bench.connect(own.target), 'slow');
  expect(Date.now()).toBeGreaterThanOrEqual(Math.floor(end) + keep);
});
