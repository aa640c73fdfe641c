import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import {
  aCompletedTask,
  anInstanceRecord,
  aPurge,
  aRaisedEvent,
  aSave,
  aSaveAfter,
  aScheduledTask,
  aStep,
  NO_PAYLOAD,
  refOf,
} from '@/lib/testing/store-builders';
import type { StoreUnderTest } from './store-under-test';

/** What a commit does, and what it refuses. */
export function describeCommits(current: () => StoreUnderTest): void {
  describe('commit', () => {
    test('refuses an append that did not see the latest event, and writes nothing of the call', async () => {
      const { runtime, console } = current();
      const first = aSave(anInstanceRecord({ key: 1 }), { history: { append: [aScheduledTask(0)] } });
      await runtime.commit([[first]]);

      const other = aSave(anInstanceRecord({ key: 2 }));
      const stale = aSaveAfter(first, {}, { history: { from: 0, append: [aScheduledTask(1)] } });
      await expect(
        runtime.commit([[other], [aSaveAfter(first, { lastError: 'no stock' }), stale]]),
      ).rejects.toMatchObject({
        code: 'conflict',
      });

      expect(await runtime.load(refOf(other))).toBeUndefined();
      expect((await runtime.load(refOf(first)))?.record.lastError).toBeUndefined();
      const ahead = aSaveAfter(first, {}, { history: { from: 2, append: [aScheduledTask(1)] } });
      await expect(runtime.commit([[ahead]])).rejects.toMatchObject({ code: 'conflict' });
      expect((await console.countInstances(NO_FILTER)).total.count).toBe(1);
      expect(await console.latestRevision()).toBe(1);
    });

    test('goes on after a refused commit', async () => {
      const { runtime } = current();
      const first = aSave(anInstanceRecord({ key: 1 }));
      await expect(runtime.commit([[aSaveAfter(first, {})]])).rejects.toMatchObject({ code: 'conflict' });
      await runtime.commit([[first]]);
      expect((await runtime.load(refOf(first)))?.record).toMatchObject({ key: 1 });
    });

    test('applies change sets in order: a later one sees what an earlier one of the call wrote', async () => {
      const { runtime } = current();
      const created = aSave(anInstanceRecord({ key: 1 }), { history: { append: [aScheduledTask(0)] } });
      const ended = aSaveAfter(created, { status: 'completed' }, { history: { append: [aCompletedTask(0)] } });
      await runtime.commit([[created], [ended]]);
      const stored = await runtime.load(refOf(created));
      expect(stored?.record).toMatchObject({ status: 'completed', historyLength: 2 });
      expect(stored?.history.map((event) => event.kind)).toEqual(['task-scheduled', 'task-completed']);
    });

    test('refuses a writer that takes an existing id for a new one, whatever its key', async () => {
      const { runtime } = current();
      await runtime.commit([[aSave(anInstanceRecord({ key: 1 }))]]);
      const twin = aSave(anInstanceRecord({ key: 2, instanceId: 'order-1' }));
      await expect(runtime.commit([[twin]])).rejects.toMatchObject({ code: 'conflict' });
      await expect(runtime.commit([[aSave(anInstanceRecord({ key: 1 }))]])).rejects.toMatchObject({ code: 'conflict' });
    });

    test('refuses a writer that saw another status than the stored one', async () => {
      const { runtime } = current();
      const created = aSave(anInstanceRecord({ key: 1 }));
      await runtime.commit([[created]]);
      const blind = aSaveAfter(created, {}, { previous: { name: 'ProcessOrder', status: 'pending' } });
      await expect(runtime.commit([[blind]])).rejects.toMatchObject({ code: 'conflict' });
      const purge = { ...aPurge(created), previous: { name: 'ProcessOrder', status: 'failed' as const } };
      await expect(runtime.commit([[purge as ReturnType<typeof aPurge>]])).rejects.toMatchObject({ code: 'conflict' });
    });

    test('refuses a record whose history length is not what the write leaves', async () => {
      const { runtime } = current();
      const save = aSave(anInstanceRecord({ key: 1 }));
      const wrong = { ...save, record: { ...save.record, historyLength: 7 } };
      await expect(runtime.commit([[wrong]])).rejects.toMatchObject({ code: 'internal' });
    });

    test('consumes the inbox through a sequence and adds to its end', async () => {
      const { runtime } = current();
      const created = aSave(anInstanceRecord({ key: 1, inboxLength: 3 }), {
        inbox: { add: [aRaisedEvent(1), aRaisedEvent(2, 'two'), aRaisedEvent(3)] },
      });
      const turn = aSaveAfter(created, { inboxLength: 2 }, { inbox: { removeThrough: 2, add: [aRaisedEvent(4)] } });
      await runtime.commit([[created], [turn]]);
      expect((await runtime.load(refOf(created)))?.inbox).toEqual([aRaisedEvent(3), aRaisedEvent(4)]);
    });

    test('replaces a step by generation and event id and keeps the others', async () => {
      const { runtime } = current();
      const created = aSave(anInstanceRecord({ key: 1 }), {
        steps: { put: [aStep({ eventId: 0 }), aStep({ eventId: 1 }), aStep({ eventId: 0, generation: 2 })] },
      });
      const done = aStep({ eventId: 0, status: 'failed', error: 'no stock', endedAt: 5, attempt: 3 });
      await runtime.commit([[created], [aSaveAfter(created, {}, { steps: { put: [done] } })]]);
      const steps = (await runtime.load(refOf(created)))?.steps;
      expect(steps).toEqual([done, aStep({ eventId: 1 }), aStep({ eventId: 0, generation: 2 })]);
    });

    test('keeps payloads that a write does not give, and replaces all four when it does', async () => {
      const { runtime } = current();
      const created = aSave(anInstanceRecord({ key: 1 }), {
        payload: { ...NO_PAYLOAD, input: '{"id":1}', output: '' },
      });
      const untouched = aSaveAfter(created, { status: 'suspended' });
      await runtime.commit([[created], [untouched]]);
      const kept = await runtime.load(refOf(created));
      expect(kept?.payload).toEqual({ ...NO_PAYLOAD, input: '{"id":1}', output: '' });
      expect(kept?.payload.customStatus).toBeUndefined();

      await runtime.commit([[aSaveAfter(untouched, {}, { payload: { ...NO_PAYLOAD, customStatus: '' } })]]);
      expect((await runtime.load(refOf(created)))?.payload).toEqual({ ...NO_PAYLOAD, customStatus: '' });
    });

    test('continue-as-new drops history and keeps steps; a restart on the id drops both', async () => {
      const { runtime } = current();
      const created = aSave(anInstanceRecord({ key: 1 }), {
        history: { append: [aScheduledTask(0), aCompletedTask(0)] },
        steps: { put: [aStep()] },
      });
      const again = aSaveAfter(
        created,
        { generation: 2 },
        { history: { reset: true, from: 0, append: [aScheduledTask(5)] } },
      );
      await runtime.commit([[created], [again]]);
      expect(await runtime.load(refOf(created))).toMatchObject({
        record: { historyLength: 1, generation: 2 },
        history: [{ eventId: 5 }],
        steps: [{ eventId: 0 }],
      });

      const restarted = aSaveAfter(
        again,
        { generation: 1 },
        { history: { reset: true, from: 0 }, steps: { reset: true } },
      );
      await runtime.commit([[restarted]]);
      expect(await runtime.load(refOf(created))).toMatchObject({ history: [], steps: [], record: { key: 1 } });
    });

    test('purge leaves nothing, and the id can be used again in the same call or later', async () => {
      const { runtime, console } = current();
      const created = aSave(anInstanceRecord({ key: 1, inboxLength: 1 }), {
        history: { append: [aScheduledTask(0)] },
        inbox: { add: [aRaisedEvent(1)] },
        steps: { put: [aStep()] },
        payload: { ...NO_PAYLOAD, input: 'x' },
      });
      await runtime.commit([[created]]);
      await runtime.commit([[aPurge(created)]]);
      expect(await runtime.load(refOf(created))).toBeUndefined();
      expect(await console.readHistory(refOf(created), { from: 0, limit: 10 })).toBeUndefined();
      expect(await console.listSteps(refOf(created))).toEqual([]);

      const second = aSave(anInstanceRecord({ key: 2, instanceId: 'order-1' }));
      const third = aSave(anInstanceRecord({ key: 3, instanceId: 'order-1' }));
      await runtime.commit([[second], [aPurge(second), third]]);
      expect(await runtime.load(refOf(created))).toMatchObject({
        record: { key: 3 },
        history: [],
        inbox: [],
        steps: [],
      });
      await expect(runtime.commit([[aPurge(second)]])).rejects.toMatchObject({ code: 'conflict' });
    });

    test('an empty commit changes nothing', async () => {
      const { runtime, console } = current();
      await runtime.commit([]);
      await runtime.commit([[], []]);
      expect(await console.latestRevision()).toBe(0);
    });
  });
}
