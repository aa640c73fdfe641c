import { expect, test } from 'vitest';
import { NEVER } from '@/lib/domain/instant';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { again, callTask, callTimer, complete } from '@/lib/testing/workflow-actions';

const go = (input?: string) => ({ name: 'Go', input });

test('B35: a timer in the past fires at once', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const fireAt = fx.clock.now() - 1_000;
  await worker.answer(await worker.turn(), [callTimer(1, fireAt)]);
  const turn = await worker.turn();
  expect(turn.fresh[1]).toMatchObject({ kind: 'timer-fired', timerId: 1, fireAt });
});

test('B35: a timer fires when it is due and not a millisecond before, whatever was set earlier', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('late');
  await worker.answer(await worker.turn('late'), [callTimer(1, fx.clock.now() + 60_000)]);
  await fx.start('soon');
  await worker.answer(await worker.turn('soon'), [callTimer(1, fx.clock.now() + 250)]);
  fx.clock.advance(249);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(1);
  expect((await worker.turn()).instanceId).toBe('soon');
  fx.clock.advance(59_750);
  expect((await worker.turn()).instanceId).toBe('late');
});

test('B35: a timer survives a restart and fires once', async () => {
  const fx = await openRuntime();
  const before = fx.worker();
  await fx.start('a');
  await before.answer(await before.turn(), [callTimer(1, fx.clock.now() + 3_000)]);
  await fx.restart();
  fx.clock.advance(3_000);
  await fx.until(async () => (await fx.runtime.get(refOf('a')))?.waitingOn.nextTimerAt === undefined);
  await fx.restart();
  const worker = fx.worker();
  await worker.answer(await worker.turn(), []);
  fx.clock.advance(60_000);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  expect((await fx.kinds('a')).filter((kind) => kind === 'timer-fired')).toHaveLength(1);
});

test('B35: many timers due at the same time all fire', async () => {
  const fx = await openRuntime();
  const at = fx.clock.now() + 1_000;
  fx.worker({ workflows: { Scripted: { stages: [{ kind: 'timers', delays: [1_000] }], end: 'completed' } } });
  const ids = Array.from({ length: 250 }, (_, index) => `i${index}`);
  await Promise.all(ids.map((id) => fx.start(id)));
  await fx.until(async () => {
    const all = await Promise.all(ids.map((id) => fx.runtime.get(refOf(id))));
    return all.every((detail) => detail?.waitingOn.nextTimerAt !== undefined);
  });
  fx.clock.advance(at - fx.clock.now() + 10);
  for (const id of ids) expect((await fx.ended(id)).status).toBe('completed');
});

test('B36: a timer of an older generation does not fire into the new one', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTimer(1, fx.clock.now() + 1_000)]);
  await fx.runtime.raiseEvent(refOf('a'), go());
  await worker.answer(await worker.turn(), [again(2)]);
  await worker.answer(await worker.turn(), [callTimer(1, fx.clock.now() + 9_000)]);
  fx.clock.advance(8_999);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  fx.clock.advance(1);
  expect((await worker.turn()).fresh[1]).toMatchObject({ kind: 'timer-fired', timerId: 1 });
});

test('B37: a wait without a deadline is never due, and is over when its event comes', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTimer(1, NEVER, { origin: { kind: 'external-event', name: 'go' } })]);
  expect((await fx.runtime.get(refOf('a')))?.waitingOn).toMatchObject({ events: ['go'] });
  expect((await fx.runtime.get(refOf('a')))?.waitingOn.nextTimerAt).toBeUndefined();
  await fx.runtime.raiseEvent(refOf('a'), go());
  expect((await fx.runtime.get(refOf('a')))?.waitingOn.events).toEqual([]);
});

test('B38, B39: events before the first turn, before the wait and twice alike all come once, in order, as named', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  await fx.runtime.raiseEvent(refOf('a'), go('1'));
  await fx.runtime.raiseEvent(refOf('a'), go('1'));
  const worker = fx.worker();
  const first = await worker.turn();
  await fx.runtime.raiseEvent(refOf('a'), { name: 'gO', input: '2' });
  await worker.answer(first, [callTask(1)]);
  const second = await worker.turn();
  await worker.answer(second, []);
  const raised = [...first.fresh, ...second.fresh].filter((event) => event.kind === 'event-raised');
  expect(raised.map(({ name, input }) => [name, input])).toEqual([
    ['Go', '1'],
    ['Go', '1'],
    ['gO', '2'],
  ]);
  expect(new Set(raised.map((event) => event.at)).size).toBe(3);
  expect((await fx.history('a')).filter((event) => event.kind === 'event-raised')).toEqual(raised);
});

test('B38: events raised at the same time by many are all kept', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.turn();
  await Promise.all(Array.from({ length: 50 }, (_, index) => fx.runtime.raiseEvent(refOf('a'), go(String(index)))));
  await fx.restart();
  const again = await fx.worker().turn();
  const inputs = again.fresh.flatMap((event) => (event.kind === 'event-raised' ? [event.input] : []));
  expect(inputs).toEqual(Array.from({ length: 50 }, (_, index) => String(index)));
});

test('B40: an event to an unknown id is refused, to an ended one dropped', async () => {
  const fx = await openRuntime();
  await expect(fx.runtime.raiseEvent(refOf('nobody'), go())).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('no such instance exists') as string,
  });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [complete(1)]);
  const before = await fx.history('a');
  await fx.runtime.raiseEvent(refOf('a'), go());
  expect(await fx.history('a')).toEqual(before);
  expect(worker.hasMore).toBe(false);
});

test('an event without a name is refused', async () => {
  const fx = await openRuntime();
  await fx.start('a');
  await expect(fx.runtime.raiseEvent(refOf('a'), { name: '', input: undefined })).rejects.toMatchObject({
    code: 'invalid',
  });
});
