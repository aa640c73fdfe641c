import { expect, test } from 'vitest';
import { openRuntime, refOf } from '@/lib/testing/runtime-fixture';
import { callTask, callTimer, complete } from '@/lib/testing/workflow-actions';
import { NO_APP_POLICIES, type RetryPolicy } from './policies';

const HOUR = 3_600_000;
const POLICY: RetryPolicy = { maxAttempts: 3, firstInterval: HOUR, backoff: 1, maxInterval: HOUR, nonRetriable: [] };

test('a timer fires at once, told with the time it was set for, and not again when that comes', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  const fireAt = fx.clock.now() + HOUR;
  await worker.answer(await worker.turn(), [callTimer(1, fireAt), callTimer(2, fireAt)]);
  await fx.runtime.endWait(refOf('a'), 2);
  const turn = await worker.turn();
  expect(turn.fresh.slice(1)).toMatchObject([{ kind: 'timer-fired', timerId: 2, fireAt }]);
  await worker.answer(turn, []);
  fx.clock.advance(HOUR);
  expect((await worker.turn()).fresh.slice(1)).toMatchObject([{ kind: 'timer-fired', timerId: 1 }]);
});

test('an activity that rests is tried at once', async () => {
  const policies = { ...NO_APP_POLICIES, retry: new Map([['*', POLICY]]) };
  const fx = await openRuntime({ policies: { of: () => policies } });
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTask(1)]);
  const failure = { type: 'Boom', message: 'no', nonRetriable: false };
  await worker.finish(await worker.activity(), { outcome: { kind: 'failed', failure } });
  await fx.runtime.endWait(refOf('a'), 1);
  expect(await worker.activity()).toMatchObject({ taskId: 1 });
  fx.clock.advance(HOUR);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
});

test('a held instance hears of its timer when it goes on', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTimer(1, fx.clock.now() + HOUR)]);
  await fx.runtime.suspend(refOf('a'), { reason: undefined });
  await fx.runtime.endWait(refOf('a'), 1);
  await fx.settled();
  expect(worker.hasMore).toBe(false);
  await fx.runtime.resume(refOf('a'), { reason: undefined });
  expect((await worker.turn()).fresh.map(({ kind }) => kind)).toContain('timer-fired');
});

test('where nothing waits it is refused, and nothing changes', async () => {
  const fx = await openRuntime();
  const worker = fx.worker();
  await fx.start('a');
  await worker.answer(await worker.turn(), [callTimer(1, fx.clock.now() + HOUR), callTask(2)]);
  await expect(fx.runtime.endWait(refOf('a'), 2)).rejects.toMatchObject({ code: 'precondition' });
  await expect(fx.runtime.endWait(refOf('a'), 9)).rejects.toMatchObject({ code: 'precondition' });
  await expect(fx.runtime.endWait(refOf('b'), 1)).rejects.toMatchObject({ code: 'not_found' });
  await fx.runtime.endWait(refOf('a'), 1);
  await expect(fx.runtime.endWait(refOf('a'), 1)).rejects.toMatchObject({ code: 'precondition' });
  await worker.answer(await worker.turn(), [complete(3)]);
  await expect(fx.runtime.endWait(refOf('a'), 2)).rejects.toMatchObject({ code: 'precondition' });
});
