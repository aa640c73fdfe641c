import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, continueAsNew, createTimer, scheduleTask } from './actions';
import { type Bench, test } from './bench';
import { eventsIn, eventsOf, kinds } from './events';

function suspend(bench: Bench, instanceId: string, reason = 'a break'): Promise<unknown> {
  return bench.hub.call('suspendInstance', { instanceId, reason });
}

function resume(bench: Bench, instanceId: string, reason = 'go on'): Promise<unknown> {
  return bench.hub.call('resumeInstance', { instanceId, reason });
}

const barrierCode = { workflows: { Barrier: () => [complete(1)] } };

/** Runs a whole other instance: whatever was to be handed out before has been by then. */
async function barrier(bench: Bench): Promise<void> {
  await bench.hub.untilEnded(await bench.created({ name: 'Barrier' }));
}

test('B46 suspend shows SUSPENDED, resume RUNNING, and events of the time between take effect in order', async ({
  bench,
}) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  await suspend(bench, id);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_SUSPENDED });
  await bench.hub.raise(id, 'A', '1');
  await bench.hub.raise(id, 'B', '2');
  await resume(bench, id);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_RUNNING });
  const turn = await worker.turn(id);
  expect(kinds(eventsIn(turn)).filter((kind) => /Suspended|Resumed|Raised/.test(kind ?? ''))).toEqual([
    ...['executionSuspended', 'eventRaised', 'eventRaised', 'executionResumed'],
  ]);
  expect(eventsOf(eventsIn(turn), 'eventRaised').map(({ name }) => name)).toEqual(['A', 'B']);
  expect(eventsOf(eventsIn(turn), 'executionSuspended')).toMatchObject([{ input: 'a break' }]);
  expect(eventsOf(eventsIn(turn), 'executionResumed')).toMatchObject([{ input: 'go on' }]);
});

test('B47 suspending twice succeeds and is recorded once', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  await suspend(bench, id);
  await suspend(bench, id);
  await resume(bench, id);
  const turn = await worker.turn(id);
  expect(eventsOf(eventsIn(turn), 'executionSuspended')).toHaveLength(1);
});

test(
  'B47 resuming what is not suspended succeeds and leaves no event',
  { meta: { differs: 'daprd records the redundant event, which fails a workflow of the Python SDK' } },
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.created();
    await worker.play(id, []);
    await resume(bench, id);
    await suspend(bench, id);
    await resume(bench, id);
    await resume(bench, id);
    await bench.hub.raise(id, 'Go');
    await worker.play(id, [complete(1)]);
    await bench.hub.untilEnded(id);
    expect(eventsOf(await bench.hub.history(id), 'executionResumed')).toHaveLength(1);
  },
);

test(
  'B67 a suspended instance gets no turn, whatever arrives for it, until it is resumed',
  { meta: { differs: 'daprd goes on handing out turns and leaves holding to the SDK, which not every SDK does' } },
  async ({ bench }) => {
    const worker = bench.worker(barrierCode);
    const id = await bench.created();
    await worker.play(id, [scheduleTask(1), createTimer(2, Date.now() + 200)]);
    const task = await worker.task(id);
    await suspend(bench, id);
    await worker.finish(task, { result: '"while held"' });
    await bench.hub.raise(id, 'Go');
    const timer = await bench.created();
    await worker.play(timer, [createTimer(1, Date.now() + 400)]);
    await worker.play(timer, [complete(2)]);
    await barrier(bench);
    expect(worker.waiting(id)).toEqual([]);
    expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_SUSPENDED });
    await resume(bench, id);
    const turn = await worker.turn(id);
    expect(kinds(turn.newEvents).toSorted()).toEqual([
      ...['eventRaised', 'executionResumed', 'executionSuspended', 'taskCompleted', 'timerFired', 'workflowStarted'],
    ]);
  },
);

test(
  'B67 activities that a turn asks for while the instance is being suspended are handed out after resume',
  { meta: { differs: 'daprd dispatches them at once' } },
  async ({ bench }) => {
    const worker = bench.worker(barrierCode);
    const id = await bench.created();
    const turn = await worker.turn(id);
    await suspend(bench, id);
    await worker.answer(turn, [scheduleTask(1)]);
    await barrier(bench);
    expect(worker.waiting(id)).toEqual([]);
    expect(kinds(await bench.hub.history(id))).toContain('taskScheduled');
    await resume(bench, id);
    expect(await worker.task(id)).toMatchObject({ taskId: 1 });
  },
);

test('B67 a terminate passes a suspended instance', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  await suspend(bench, id);
  await bench.hub.terminate(id, { output: '"enough"' });
  expect(await bench.hub.untilEnded(id)).toMatchObject({
    workflowStatus: Status.ORCHESTRATION_STATUS_TERMINATED,
    output: '"enough"',
  });
});

test('B67 an instance that is suspended when the runtime is killed is still held by the next one', async ({
  bench,
}) => {
  const own = await bench.ownRuntime();
  const before = bench.worker({ target: own.target });
  const hub = bench.connect(own.target);
  const now = { scheduledStartTimestamp: { seconds: 1, nanos: 0 } };
  await hub.start({ instanceId: 'held', ...now });
  await before.play('held', [createTimer(1, Date.now() + 200)]);
  await hub.call('suspendInstance', { instanceId: 'held' });
  await hub.raise('held', 'Go');
  await own.stop('SIGKILL');
  await own.restart();
  const again = bench.connect(own.target);
  const worker = bench.worker({ target: own.target });
  await again.start({ instanceId: 'witness', ...now });
  await worker.play('witness', [createTimer(1, Date.now() + 300)]);
  await worker.play('witness', [complete(2)]);
  expect(worker.waiting('held')).toEqual([]);
  expect(await again.state('held')).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_SUSPENDED });
  await again.call('resumeInstance', { instanceId: 'held' });
  const turn = await worker.turn('held');
  expect(kinds(turn.newEvents)).toEqual(expect.arrayContaining(['eventRaised', 'timerFired', 'executionResumed']));
});

test(
  'B67 a suspend that arrives in the turn that continues as new holds the next generation',
  { meta: { differs: 'daprd goes on handing out turns and leaves holding to the SDK, which not every SDK does' } },
  async ({ bench }) => {
    const worker = bench.worker(barrierCode);
    const id = await bench.created();
    const turn = await worker.turn(id);
    await suspend(bench, id);
    await worker.answer(turn, [continueAsNew(1, { input: '2' })]);
    await barrier(bench);
    expect(worker.waiting(id)).toEqual([]);
    expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_SUSPENDED });
    await resume(bench, id);
    const { newEvents } = await worker.turn(id);
    expect(kinds(newEvents)).toEqual([
      ...['workflowStarted', 'executionStarted', 'executionSuspended', 'executionResumed'],
    ]);
  },
);
