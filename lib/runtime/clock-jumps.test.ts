import { expect, test } from 'vitest';
import { openRuntime } from '@/lib/testing/runtime-fixture';
import { callTimer, complete } from '@/lib/testing/workflow-actions';

const HOUR = 3_600_000;

test('a clock that goes back and forth fires each timer once, and none before its time', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const start = fx.clock.now();
  await worker.answer(
    await worker.turn(),
    [1, 2, 3].map((id) => callTimer(id, start + id * HOUR)),
  );
  fx.clock.advance(-2 * HOUR);
  await fx.settled();
  fx.clock.advance(2 * HOUR + HOUR / 2);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(HOUR);
  await worker.answer(await worker.turn(), []);
  fx.clock.advance(-HOUR);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(4 * HOUR);
  const last = await worker.turn();
  await worker.answer(last, [complete(4)]);
  const fired = (await fx.history('a')).flatMap((event) => (event.kind === 'timer-fired' ? [event] : []));
  expect(fired.map(({ timerId }) => timerId)).toEqual([1, 2, 3]);
  for (const { at, fireAt } of fired) expect(at).toBeGreaterThanOrEqual(fireAt);
});

test('events that arrive while the clock goes back still come one strictly after the other', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), []);
  for (let index = 0; index < 20; index += 1) {
    await fx.runtime.raiseEvent({ appId: 'shop', instanceId: 'a' }, { name: 'Go', input: String(index) });
    fx.clock.advance(index % 3 === 0 ? 500 : -300);
  }
  await worker.answer(await worker.turn(), []);
  await worker.answer(await worker.turn(), [complete(1)]);
  const raised = (await fx.history('a')).flatMap((event) => (event.kind === 'event-raised' ? [event] : []));
  expect(raised.map(({ input }) => Number(input))).toEqual(Array.from({ length: 20 }, (_, index) => index));
  raised.reduce((before, event) => {
    expect(event.at).toBeGreaterThan(before.at);
    return event;
  });
});

test('a planned start is not brought forward by a clock that jumps ahead and back', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a', { scheduledStartAt: fx.clock.now() + HOUR });
  fx.clock.advance(-HOUR);
  await fx.settled();
  fx.clock.advance(HOUR);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(HOUR);
  await worker.answer(await worker.turn(), [complete(1)]);
  expect(await fx.status('a')).toBe('completed');
});
