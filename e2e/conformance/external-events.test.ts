import { status as Code } from '@grpc/grpc-js';
import { expect } from 'vitest';
import { OrchestrationStatus as Status } from '@/lib/protocol/generated/workflow';
import { complete, sendEvent, versionNotAvailable } from './actions';
import { test } from './bench';
import { eventsIn, eventsOf, kinds, onlyOf } from './events';
import { refusalOf } from './task-hub';

test(
  'B34 an event that a workflow sends is raised in its target',
  { meta: { differs: 'daprd cannot take the action and tries the turn for ever; the event is delivered here' } },
  async ({ bench }) => {
    const worker = bench.worker();
    const [from, to] = [await bench.created(), await bench.created()];
    await worker.play(to, []);
    await worker.play(from, [sendEvent(1, { to, name: 'Hello', data: '"from me"' }), complete(2)]);
    const { newEvents } = await worker.turn(to);
    expect(onlyOf(newEvents, 'eventRaised')).toMatchObject({ eventId: -1, name: 'Hello', input: '"from me"' });
    await bench.hub.untilEnded(from);
    expect(onlyOf(await bench.hub.history(from), 'eventSent')).toMatchObject({
      ...{ eventId: 1, instanceId: to, name: 'Hello', input: '"from me"' },
    });
  },
);

test('B34 an event that a workflow sends to nobody harms nobody', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [sendEvent(1, { to: bench.newId('nobody'), name: 'Hello' }), complete(2)]);
  expect(await bench.hub.untilEnded(id)).toMatchObject({ output: '"done"' });
});

test('B38 an event before the first turn is part of it', async ({ bench }) => {
  const id = await bench.created();
  await bench.hub.raise(id, 'Early', '1');
  const { newEvents } = await bench.worker().turn(id);
  expect(kinds(newEvents)).toEqual(['workflowStarted', 'executionStarted', 'eventRaised']);
});

test('B38 an event before anybody waits for it is delivered and stays in history', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  await bench.hub.raise(id, 'Early', '1');
  await worker.play(id, []);
  await bench.hub.raise(id, 'Late', '2');
  const turn = await worker.turn(id);
  expect(eventsOf(turn.pastEvents, 'eventRaised')).toMatchObject([{ name: 'Early', input: '1' }]);
  expect(eventsOf(turn.newEvents, 'eventRaised')).toMatchObject([{ name: 'Late', input: '2' }]);
});

test('B38 equal events are all delivered, each once and in order', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  for (const input of ['1', '1', '2', '1']) await bench.hub.raise(id, 'Item', input);
  await bench.hub.raise(id, 'End');
  let turn = await worker.turn(id);
  while (!eventsOf(turn.newEvents, 'eventRaised').some(({ name }) => name === 'End')) {
    await worker.answer(turn, []);
    turn = await worker.turn(id);
  }
  const raised = eventsOf(eventsIn(turn), 'eventRaised');
  expect(raised.map(({ name, input }) => `${name} ${input ?? ''}`)).toEqual([
    ...['Item 1', 'Item 1', 'Item 2', 'Item 1'],
    'End ',
  ]);
  const times = raised.map(({ timestamp }) => `${timestamp?.seconds}.${String(timestamp?.nanos).padStart(9, '0')}`);
  expect(new Set(times).size).toBe(times.length);
  expect(times).toEqual(times.toSorted());
});

test('B39 the name of an event keeps the case of its caller', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, []);
  await bench.hub.raise(id, 'oRder-aPPROVED-é');
  expect(onlyOf((await worker.turn(id)).newEvents, 'eventRaised').name).toBe('oRder-aPPROVED-é');
});

test('B40 an event for an unknown instance is refused in the words that SDKs look for', async ({ bench }) => {
  const refusal = await refusalOf(bench.hub.raise(bench.newId('unknown'), 'Go'));
  expect(refusal.code).toBe(Code.UNKNOWN);
  expect(refusal.details).toContain('no such instance exists');
});

test('B40 an event for an instance that has ended is accepted and changes nothing', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [complete(1)]);
  await bench.hub.untilEnded(id);
  const before = await bench.hub.history(id);
  await bench.hub.raise(id, 'Go');
  expect(await bench.hub.history(id)).toEqual(before);
});

test('B40 an event for a stalled instance is refused in the words that SDKs look for', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  await worker.play(id, [versionNotAvailable(1)]);
  expect(await bench.hub.state(id)).toMatchObject({ workflowStatus: Status.ORCHESTRATION_STATUS_STALLED });
  const refusal = await refusalOf(bench.hub.raise(id, 'Go'));
  expect(refusal.code).toBe(Code.UNKNOWN);
  expect(refusal.details).toContain('workflow is stalled');
});
