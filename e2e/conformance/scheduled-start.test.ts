import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete } from './actions';
import { test } from './bench';
import { eventsOf, kinds, onlyOf } from './events';
import { millis, timestamp } from './time';

const LATER = 2_500;
const HOUR = 3_600_000;
const early = { meta: { differs: 'daprd starts a scheduled instance as soon as anything arrives for it' } };

test('B3 a start with a later time answers at once and runs at that time', async ({ bench }) => {
  const worker = bench.worker();
  const due = Date.now() + LATER;
  const id = await bench.start({ instanceId: bench.newId(), scheduledStartTimestamp: timestamp(due) });
  expect(Date.now()).toBeLessThan(due);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_PENDING });
  const turn = await worker.play(id, [complete(1)]);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'executionStarted']);
  expect(millis(onlyOf(turn.newEvents, 'workflowStarted').timestamp)).toBeGreaterThanOrEqual(due);
  expect(millis(onlyOf(turn.newEvents, 'executionStarted').scheduledStartTimestamp)).toBe(due);
});

test(
  'B3 an event that arrives before the scheduled time does not start the instance early',
  {
    meta: { differs: 'daprd starts a scheduled instance early when an event arrives; the time asked for is kept here' },
  },
  async ({ bench }) => {
    const worker = bench.worker();
    const due = Date.now() + LATER;
    const id = await bench.start({ scheduledStartTimestamp: timestamp(due) });
    await bench.hub.raise(id, 'Early', '1');
    const other = await bench.created();
    await worker.play(other, [complete(1)]);
    await bench.hub.untilEnded(other);
    expect(Date.now()).toBeLessThan(due);
    expect(worker.turnsOf(id)).toEqual([]);
    const turn = await worker.play(id, [complete(1)]);
    expect(millis(onlyOf(turn.newEvents, 'workflowStarted').timestamp)).toBeGreaterThanOrEqual(due);
    expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'executionStarted', 'eventRaised']);
    expect(eventsOf(turn.newEvents, 'eventRaised')).toMatchObject([{ name: 'Early', input: '1' }]);
  },
);

test(
  'B3 a terminate before the scheduled time ends the instance without running its code',
  {
    meta: { differs: 'daprd hands the start and the terminate to a worker at once; no code runs before its time here' },
  },
  async ({ bench }) => {
    const worker = bench.worker();
    const id = await bench.start({ scheduledStartTimestamp: timestamp(Date.now() + HOUR) });
    await bench.hub.terminate(id, { output: '"never mind"' });
    expect(await bench.hub.untilEnded(id)).toMatchObject({
      workflowStatus: Status.ORCHESTRATION_STATUS_TERMINATED,
      output: '"never mind"',
    });
    const other = await bench.created();
    await worker.play(other, [complete(1)]);
    expect(worker.turnsOf(id)).toEqual([]);
  },
);

test('B3 a start with a time in the past runs now', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.start({ scheduledStartTimestamp: timestamp(Date.now() - HOUR) });
  await worker.play(id, [complete(1)]);
  await bench.hub.untilEnded(id);
});

test('B3 an instance that is held and released before its time does not start early', early, async ({ bench }) => {
  const worker = bench.worker();
  const due = Date.now() + LATER;
  const id = await bench.start({ scheduledStartTimestamp: timestamp(due) });
  await bench.hub.call('suspendInstance', { instanceId: id });
  await bench.hub.call('resumeInstance', { instanceId: id });
  const turn = await worker.play(id, [complete(1)]);
  expect(millis(onlyOf(turn.newEvents, 'workflowStarted').timestamp)).toBeGreaterThanOrEqual(due);
});
