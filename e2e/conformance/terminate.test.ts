import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import {
  complete,
  continueAsNew,
  createChild,
  createDetached,
  createTimer,
  scheduleTask,
  versionNotAvailable,
} from './actions';
import { type Bench, test } from './bench';
import { eventsIn, kinds, onlyOf } from './events';
import { refusalOf } from './task-hub';
import type { Worker } from './worker';

const HOUR = 3_600_000;
const TERMINATED = Status.ORCHESTRATION_STATUS_TERMINATED;

/** Instances to terminate by what they are doing. */
const states: Record<string, (bench: Bench, worker: Worker) => Promise<string>> = {
  'that waits for an event': async (bench, worker) => {
    const id = await bench.created();
    await worker.play(id, []);
    return id;
  },
  'that waits for an activity, a timer and a child': async (bench, worker) => {
    const id = await bench.created();
    const child = createChild(3, { instanceId: bench.newId('child') });
    await worker.play(id, [scheduleTask(1), createTimer(2, Date.now() + HOUR), child]);
    return id;
  },
  'that is suspended': async (bench, worker) => {
    const id = await bench.created();
    await worker.play(id, []);
    await bench.hub.call('suspendInstance', { instanceId: id });
    return id;
  },
  'whose first turn no worker has taken': (bench, worker) => {
    worker.close();
    return bench.created();
  },
  'that is stalled': async (bench, worker) => {
    const id = await bench.created();
    await worker.play(id, [versionNotAvailable(1)]);
    return id;
  },
  'that is planned for later': (bench) =>
    bench.start({ scheduledStartTimestamp: { seconds: 9_000_000_000, nanos: 0 } }),
};

test.for(Object.entries(states))('B48 an instance %s can be terminated', async ([, prepare], { bench }) => {
  const worker = bench.worker();
  const id = await prepare(bench, worker);
  await bench.hub.terminate(id, { output: '"stopped"' });
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: TERMINATED, output: '"stopped"' });
  const end = onlyOf(await bench.hub.history(id), 'executionCompleted');
  expect(end).toMatchObject({ workflowStatus: TERMINATED, result: '"stopped"' });
});

test('B48 what a terminated instance had open changes nothing any more', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [scheduleTask(1), createTimer(2, Date.now() + 300)]);
  const task = await worker.task(id);
  await bench.hub.terminate(id);
  const before = await bench.hub.history(id);
  await worker.finish(task);
  const other = await bench.created();
  await worker.play(other, [createTimer(1, Date.now() + 400)]);
  await worker.play(other, [complete(2)]);
  expect(await bench.hub.history(id)).toEqual(before);
  expect(worker.waiting(id)).toEqual([]);
});

test('B49 a completion in the turn that a terminate meets wins', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  const terminated = bench.hub.terminate(id, { output: '"stopped"' });
  await bench.hub.call('hello', {});
  await worker.answer(turn, [complete(1, { result: '"finished"' })]);
  await terminated;
  expect(await bench.hub.state(id)).toMatchObject({
    workflowStatus: Status.ORCHESTRATION_STATUS_COMPLETED,
    output: '"finished"',
  });
});

test('B49 a terminate wins over continue-as-new in the turn that it meets', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  const terminated = bench.hub.terminate(id, { output: '"stopped"' });
  await bench.hub.raise(id, 'Marker');
  await worker.answer(turn, [continueAsNew(1, { input: '2' })]);
  await terminated;
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: TERMINATED, output: '"stopped"' });
});

test('B50 an instance whose worker does not heed the terminate is TERMINATED all the same', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const turn = await worker.turn(id);
  const terminated = bench.hub.terminate(id, { output: '"stopped"' });
  await bench.hub.raise(id, 'Marker');
  await worker.answer(turn, [scheduleTask(1), createTimer(2, Date.now())]);
  await terminated;
  expect(await bench.hub.untilEnded(id)).toMatchObject({ workflowStatus: TERMINATED, output: '"stopped"' });
  expect(worker.waiting(id)).toEqual([]);
});

/** A parent, its child and grandchild, and an instance that the child started without a link. */
async function family(bench: Bench, worker: Worker): Promise<readonly [string, string, string, string]> {
  const root = await bench.created();
  const [child, grandchild, detached] = [bench.newId('child'), bench.newId('grandchild'), bench.newId('detached')];
  await worker.play(root, [createChild(1, { instanceId: child })]);
  const actions = [createChild(1, { instanceId: grandchild }), createDetached(2, { instanceId: detached })];
  await worker.play(child, actions);
  await worker.play(grandchild, []);
  await worker.play(detached, []);
  return [root, child, grandchild, detached];
}

test('B51 a recursive terminate reaches grandchildren and leaves detached instances alone', async ({ bench }) => {
  const worker = bench.worker();
  const [root, child, grandchild, detached] = await family(bench, worker);
  await bench.hub.terminate(root, { output: '"all of you"', recursive: true });
  for (const id of [root, child, grandchild]) {
    expect(await bench.hub.untilEnded(id)).toMatchObject({ workflowStatus: TERMINATED });
  }
  expect(await bench.hub.state(detached)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_RUNNING });
});

test('B51 a terminate that is not recursive leaves children running', async ({ bench }) => {
  const worker = bench.worker();
  const [root, child, grandchild] = await family(bench, worker);
  await bench.hub.terminate(root, { recursive: false });
  expect(await bench.hub.state(root)).toMatchObject({ workflowStatus: TERMINATED });
  for (const id of [child, grandchild]) {
    expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_RUNNING });
  }
  await bench.hub.raise(grandchild, 'Go');
  const turn = await worker.turn(grandchild);
  expect(kinds(eventsIn(turn))).toContain('eventRaised');
});

test('B52 a terminate of an instance that has ended succeeds and changes nothing', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [complete(1)]);
  const before = await bench.hub.untilEnded(id);
  await bench.hub.terminate(id, { output: '"too late"', recursive: true });
  expect(await bench.hub.state(id)).toEqual(before);
});

test('B52 a terminate of an unknown instance is refused in the words that SDKs look for', async ({ bench }) => {
  const refusal = await refusalOf(bench.hub.terminate(bench.newId('unknown')));
  expect(refusal.code).toBe(Code.UNKNOWN);
  expect(refusal.details).toContain('no such instance exists');
});

test('B48 an activity of a terminated instance that no worker has taken is handed to none', async ({ bench }) => {
  const config = { apps: { own: { grpcPort: 0, maxConcurrentActivities: 1 } } };
  const own = await bench.ownRuntime({ config });
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  const now = { scheduledStartTimestamp: { seconds: 1, nanos: 0 } };
  await hub.start({ instanceId: 'ended', ...now });
  await worker.play('ended', [scheduleTask(1), scheduleTask(2)]);
  const taken = await worker.task('ended');
  await hub.terminate('ended');
  await worker.finish(taken);
  await hub.start({ instanceId: 'other', ...now });
  await worker.play('other', [scheduleTask(1)]);
  expect((await worker.task()).instanceId).toBe('other');
  expect(worker.waiting('ended')).toEqual([]);
});

test('B50 an instance whose worker never answers its turn is TERMINATED all the same', async ({ bench }) => {
  const own = await bench.ownRuntime({ config: { timeouts: { terminateGrace: '200ms' } } });
  const hub = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  await hub.start({ instanceId: 'silent', scheduledStartTimestamp: { seconds: 1, nanos: 0 } });
  const turn = await worker.turn('silent');
  await hub.terminate('silent', { output: '"stopped"' });
  expect(await hub.untilEnded('silent')).toMatchObject({ workflowStatus: TERMINATED, output: '"stopped"' });
  const before = await hub.history('silent');
  await worker.answer(turn, [complete(1)]);
  expect(await hub.history('silent')).toEqual(before);
});
