import { expect } from 'vitest';
import { complete, continueAsNew, createTimer } from './actions';
import { test } from './bench';
import { eventsOf, kinds, onlyOf } from './events';
import { millis, timestamp } from './time';

const HOUR = 3_600_000;
/** What SDKs ask for when they wait for an event without a deadline: the last moment of the year 9999. */
const FOREVER = { seconds: 253_402_300_799, nanos: 999_999_999 };

test('B35 a timer in the past fires at once', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const fireAt = Date.now() - HOUR;
  await worker.play(id, [createTimer(1, fireAt)]);
  const { newEvents } = await worker.turn(id);
  expect(kinds(newEvents)).toEqual(['workflowStarted', 'timerFired']);
  const fired = onlyOf(newEvents, 'timerFired');
  expect(fired).toMatchObject({ eventId: -1, timerId: 1 });
  expect(millis(fired.fireAt)).toBe(fireAt);
});

test('B35 a timer fires at its time within a second, not before, and once', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const fireAt = Date.now() + 430;
  await worker.play(id, [createTimer(0, fireAt)]);
  const turn = await worker.turn(id);
  const fired = onlyOf(turn.newEvents, 'timerFired');
  expect(fired.timerId).toBe(0);
  expect(millis(fired.fireAt)).toBe(fireAt);
  expect(millis(fired.timestamp)).toBeGreaterThanOrEqual(fireAt);
  expect(millis(fired.timestamp)).toBeLessThan(fireAt + 1_000);
  await worker.answer(turn, [createTimer(1, Date.now() + 300)]);
  await worker.play(id, [complete(2)]);
  await bench.hub.untilEnded(id);
  expect(eventsOf(await bench.hub.history(id), 'timerFired').map(({ timerId }) => timerId)).toEqual([0, 1]);
});

test('B35 a timer that came due while the runtime was down fires when it is back', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const before = bench.worker({ target: own.target });
  const hub = bench.connect(own.target);
  await hub.start({ instanceId: 'sleeper', scheduledStartTimestamp: timestamp(1_000) });
  const due = Date.now() + 200;
  await before.play('sleeper', [createTimer(1, due), createTimer(2, Date.now() + HOUR)]);
  await own.stop('SIGKILL');
  await own.restart();
  const worker = bench.worker({ target: own.target });
  const turn = await worker.turn('sleeper');
  expect(eventsOf(turn.newEvents, 'timerFired').map(({ timerId }) => timerId)).toEqual([1]);
  expect(millis(onlyOf(turn.newEvents, 'timerFired').timestamp)).toBeGreaterThanOrEqual(due);
});

test('B36 a timer of an earlier generation does not fire into a later one', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const early = Date.now() + 400;
  await worker.play(id, [createTimer(1, early)]);
  await bench.hub.raise(id, 'Again');
  await worker.play(id, [continueAsNew(2, { input: '2' })]);
  await worker.play(id, [createTimer(7, early + 300)]);
  const turn = await worker.turn(id);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'timerFired']);
  expect(onlyOf(turn.newEvents, 'timerFired').timerId).toBe(7);
});

test('B37 a timer of the year 9999 is accepted and removed when its event arrives, in any case', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const origin = { $case: 'externalEvent', value: { name: 'Approval' } } as const;
  const endless = createTimer(1, 0, { fireAt: FOREVER, origin });
  await worker.play(id, [endless]);
  const created = onlyOf(await bench.hub.history(id), 'timerCreated');
  expect(created).toMatchObject({ eventId: 1, origin });
  expect(created.fireAt?.seconds).toBe(FOREVER.seconds);
  await bench.hub.raise(id, 'aPPROVAL', '"yes"');
  const turn = await worker.turn(id);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'eventRaised']);
  await worker.answer(turn, [complete(2)]);
  expect(kinds(await bench.hub.history(id))).not.toContain('timerFired');
});

test('B37 an event removes the oldest timer that waits for it; the next still fires', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const origin = { $case: 'externalEvent', value: { name: 'Item' } } as const;
  const due = Date.now() + 500;
  await worker.play(id, [createTimer(1, due, { origin }), createTimer(2, due, { origin })]);
  await bench.hub.raise(id, 'Item');
  await worker.play(id, []);
  const { newEvents } = await worker.turn(id);
  expect(eventsOf(newEvents, 'timerFired').map(({ timerId }) => timerId)).toEqual([2]);
});

test('B36 a timer of an earlier run of the same ID does not fire into a later one', async ({ bench }) => {
  const worker = bench.worker();
  const id = await bench.created();
  const early = Date.now() + 400;
  await worker.play(id, [createTimer(1, early)]);
  await bench.hub.terminate(id);
  await bench.created({ instanceId: id });
  await worker.play(id, [createTimer(7, early + 300)]);
  const turn = await worker.turn(id);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'timerFired']);
  expect(onlyOf(turn.newEvents, 'timerFired').timerId).toBe(7);
});

test('B35 a timer that fired before the runtime was killed does not fire again', async ({ bench }) => {
  const own = await bench.ownRuntime();
  const before = bench.worker({ target: own.target });
  const hub = bench.connect(own.target);
  await hub.start({ instanceId: 'sleeper', scheduledStartTimestamp: timestamp(1_000) });
  await before.play('sleeper', [createTimer(1, Date.now())]);
  await before.play('sleeper', []);
  await own.stop('SIGKILL');
  await own.restart();
  const after = bench.connect(own.target);
  await after.raise('sleeper', 'Go');
  const turn = await bench.worker({ target: own.target }).play('sleeper', [complete(2)]);
  expect(kinds(turn.newEvents)).toEqual(['workflowStarted', 'eventRaised']);
  await after.untilEnded('sleeper');
  expect(eventsOf(await after.history('sleeper'), 'timerFired')).toHaveLength(1);
});
