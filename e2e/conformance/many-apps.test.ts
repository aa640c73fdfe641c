import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import type { WorkflowAction } from '@/lib/protocol/generated/actions';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, createChild, scheduleTask } from './actions';
import { type Bench, test } from './bench';
import { eventsOf, kinds, onlyOf } from './events';
import type { OwnRuntime } from './own-runtime';
import type { Target } from './target';
import { refusalOf } from './task-hub';

const NOW = { scheduledStartTimestamp: { seconds: 1, nanos: 0 } };

/** The same action for another app. */
function inApp(targetAppID: string, action: WorkflowAction): WorkflowAction {
  return { ...action, router: { sourceAppID: '', targetAppID } };
}

/** One runtime for the apps `orders` and `billing`. */
async function twoApps(bench: Bench): Promise<readonly [Target, Target]> {
  return both(await bench.ownRuntime({ apps: ['orders', 'billing'] }));
}

function both({ targets: [orders, billing] }: OwnRuntime): readonly [Target, Target] {
  if (orders === undefined || billing === undefined) throw new Error('two apps were asked for');
  return [orders, billing];
}

test('an activity of another app goes to a worker of that app, and its result comes back', async ({ bench }) => {
  const [orders, billing] = await twoApps(bench);
  const [worker, other] = [bench.worker({ target: orders }), bench.worker({ target: billing })];
  await bench.connect(orders).start({ instanceId: 'order', ...NOW });
  await worker.play('order', [inApp('billing', scheduleTask(1, { name: 'Charge', input: '5' }))]);
  const task = await other.task('order');
  expect(task).toMatchObject({ name: 'Charge', input: '5', taskId: 1 });
  await other.finish(task, { result: '"paid"' });
  const turn = await worker.turn('order');
  expect(onlyOf(turn.pastEvents, 'taskScheduled').router).toMatchObject({
    ...{ sourceAppID: 'orders', targetAppID: 'billing' },
  });
  expect(onlyOf(turn.newEvents, 'taskCompleted')).toMatchObject({ taskScheduledId: 1, result: '"paid"' });
});

test('a child of another app is an instance of that app, knows its parent and reports to it', async ({ bench }) => {
  const [orders, billing] = await twoApps(bench);
  const [worker, other] = [bench.worker({ target: orders }), bench.worker({ target: billing })];
  await bench.connect(orders).start({ instanceId: 'order', ...NOW });
  await worker.play('order', [inApp('billing', createChild(1, { input: '"x"' }))]);
  const turn = await other.turn('order:0001');
  const { parentInstance, input } = onlyOf(turn.newEvents, 'executionStarted');
  expect(input).toBe('"x"');
  expect(parentInstance).toMatchObject({
    appID: 'orders',
    taskScheduledId: 1,
    workflowInstance: { instanceId: 'order' },
  });
  expect(await bench.connect(orders).state('order:0001')).toBeUndefined();
  expect(await bench.connect(billing).state('order:0001')).toMatchObject({ parentAppId: 'orders' });
  await other.answer(turn, [complete(1, { result: '"sent"' })]);
  const { newEvents } = await worker.turn('order');
  expect(onlyOf(newEvents, 'childWorkflowInstanceCompleted')).toMatchObject({ taskScheduledId: 1, result: '"sent"' });
});

test('a terminate and a purge with the children reach those in other apps', async ({ bench }) => {
  const [orders, billing] = await twoApps(bench);
  const [worker, other] = [bench.worker({ target: orders }), bench.worker({ target: billing })];
  const [here, there] = [bench.connect(orders), bench.connect(billing)];
  await here.start({ instanceId: 'order', ...NOW });
  await worker.play('order', [inApp('billing', createChild(1))]);
  await other.play('order:0001', []);
  await here.terminate('order', { recursive: true });
  expect(await there.untilEnded('order:0001')).toMatchObject({
    workflowStatus: Status.ORCHESTRATION_STATUS_TERMINATED,
  });
  expect(await here.purge('order', { recursive: true })).toBe(2);
  expect(await there.state('order:0001')).toBeUndefined();
});

test('work for an app without a worker waits through a kill and goes on when one comes', async ({ bench }) => {
  const own = await bench.ownRuntime({ apps: ['orders', 'billing'], config: { timeouts: { unknownApp: '100ms' } } });
  const [orders, billing] = both(own);
  const before = bench.worker({ target: orders });
  await bench.connect(orders).start({ instanceId: 'order', ...NOW });
  await before.play('order', [inApp('billing', scheduleTask(1)), inApp('billing', createChild(2))]);
  await own.stop('SIGKILL');
  await own.restart();
  const worker = bench.worker({ target: orders });
  const hub = bench.connect(orders);
  await hub.start({ instanceId: 'other', ...NOW });
  await worker.play('other', [complete(1)]);
  expect(kinds(await hub.history('order'))).toEqual([
    ...['workflowStarted', 'executionStarted', 'taskScheduled', 'childWorkflowInstanceCreated'],
  ]);
  const other = bench.worker({ target: billing });
  await other.finish(await other.task('order'));
  await worker.play('order', []);
  await other.play('order:0002', [complete(1)]);
  const turn = await worker.play('order', [complete(3)]);
  expect(onlyOf(turn.newEvents, 'childWorkflowInstanceCompleted').taskScheduledId).toBe(2);
  expect(await hub.untilEnded('order')).toMatchObject({ output: '"done"' });
});

test(
  'work for an app that nobody declared fails with a clear reason after the time of the policy',
  { meta: { differs: 'daprd goes on trying, as it does for an app that is down' } },
  async ({ bench }) => {
    const patience = 400;
    const own = await bench.ownRuntime({ config: { timeouts: { unknownApp: patience } } });
    const worker = bench.worker({ target: own.target });
    const hub = bench.connect(own.target);
    await hub.start({ instanceId: 'order', ...NOW });
    const asked = Date.now();
    await worker.play('order', [inApp('nowhere', scheduleTask(1)), inApp('nowhere', createChild(2))]);
    let turn = await worker.turn('order');
    expect(Date.now() - asked).toBeGreaterThanOrEqual(patience);
    while (turn.pastEvents.length + turn.newEvents.length < 8) {
      await worker.answer(turn, []);
      turn = await worker.turn('order');
    }
    const events = [...turn.pastEvents, ...turn.newEvents];
    const failures = [onlyOf(events, 'taskFailed'), onlyOf(events, 'childWorkflowInstanceFailed')];
    for (const { failureDetails } of failures) {
      expect(failureDetails).toMatchObject({ errorType: 'AppNotFound', isNonRetriable: true });
      expect(failureDetails?.errorMessage).toContain("'nowhere'");
    }
    await worker.answer(turn, [complete(3)]);
    expect(await hub.untilEnded('order')).toMatchObject({ output: '"done"' });
  },
);

const routed = { meta: { differs: 'as daprd from 1.19 on; 1.18 does not read the router of a client call' } };

test('a client reaches instances of another app by the router of its calls', routed, async ({ bench }) => {
  const [orders, billing] = await twoApps(bench);
  const hub = bench.connect(orders);
  const worker = bench.worker({ target: billing });
  const router = { sourceAppID: '', targetAppID: 'billing' };
  const there = { instanceId: 'invoice', router };
  const started = hub.start({ ...there, name: 'Invoice', input: '"x"' });
  await worker.play('invoice', [scheduleTask(1)]);
  expect(await started).toBe('invoice');
  expect(await hub.state('invoice')).toBeUndefined();
  const whole = { ...there, getInputsAndOutputs: true };
  expect((await hub.call('getInstance', whole)).workflowState).toMatchObject({ name: 'Invoice', input: '"x"' });
  expect((await hub.call('waitForInstanceStart', whole)).exists).toBe(true);
  await hub.call('suspendInstance', there);
  await hub.call('raiseEvent', { ...there, name: 'Go', input: '1' });
  await hub.call('resumeInstance', there);
  const turn = await worker.turn('invoice');
  expect(eventsOf(turn.newEvents, 'eventRaised')).toMatchObject([{ name: 'Go', input: '1' }]);
  await worker.answer(turn, []);
  await hub.call('terminateInstance', { ...there, output: '"stop"', recursive: false });
  expect((await hub.call('waitForInstanceCompletion', whole)).workflowState).toMatchObject({
    ...{ workflowStatus: Status.ORCHESTRATION_STATUS_TERMINATED, output: '"stop"' },
  });
  const rerun = { sourceInstanceID: 'invoice', eventID: 1, newInstanceID: 'again', overwriteInput: false, router };
  const answered = hub.call('rerunWorkflowFromEvent', rerun);
  await worker.task('invoice');
  await worker.finish(await worker.task('again'));
  await worker.play('again', [complete(2)]);
  expect(await answered).toEqual({ newInstanceID: 'again' });
  const request = { $case: 'instanceId', value: 'invoice' } as const;
  expect(await hub.call('purgeInstances', { request, recursive: false, router })).toMatchObject({
    deletedInstanceCount: 1,
  });
  expect(await bench.connect(billing).state('invoice')).toBeUndefined();
  expect(await bench.connect(billing).state('again')).toMatchObject({ output: '"done"' });
});

test('a router leads to no app whose token the caller does not have', routed, async ({ bench }) => {
  const config = { apps: { orders: { grpcPort: 0 }, billing: { grpcPort: 0, apiTokens: ['billing-secret'] } } };
  const own = await bench.ownRuntime({ apps: [], config });
  const hub = bench.connect(own.target);
  const router = { sourceAppID: '', targetAppID: 'billing' };
  expect((await refusalOf(hub.start({ instanceId: 'one', router, ...NOW }))).code).toBe(Code.UNAUTHENTICATED);
  const asked = hub.call('getInstance', { instanceId: 'one', getInputsAndOutputs: false, router });
  expect((await refusalOf(asked)).code).toBe(Code.UNAUTHENTICATED);
});
