import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import { NEVER } from '@/lib/domain/instant';
import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';
import {
  anInstanceRecord,
  aCompletedTask,
  aPurge,
  aRaisedEvent,
  aSave,
  aScheduledTask,
  aStep,
  NO_PAYLOAD,
  NOTHING_WAITED_FOR,
  refOf,
  T0,
} from '@/lib/testing/store-builders';
import type { StoreUnderTest } from './store-under-test';
import { anyPayload, anyRecord, anyStep } from './store-arbitraries';

/** What the runtime and the console read back of single instances. */
export function describeReads(current: () => StoreUnderTest): void {
  describe('read', () => {
    test('names the workflows of those of some instances that are there', async () => {
      const { runtime, console } = current();
      const saves = ['Pay', 'Ship'].map((name) => aSave(anInstanceRecord({ key: runtime.allocateKey(), name })));
      await runtime.commit([saves]);
      const found = await console.namesOf([...saves.map(refOf), { appId: 'bank', instanceId: 'order-1' }]);
      expect(found.map(({ name }) => name).toSorted()).toEqual(['Pay', 'Ship']);
      expect(await console.namesOf([])).toEqual([]);
    });

    test('gives the payloads of many instances as far as they are small', async () => {
      const { runtime, console } = current();
      const payloads = [
        { ...NO_PAYLOAD, input: '{"sku":"ä"}', customStatus: '' },
        { ...NO_PAYLOAD, input: 'x'.repeat(70_000), output: '7' },
      ];
      const saves = payloads.map((payload) => aSave(anInstanceRecord({ key: runtime.allocateKey() }), { payload }));
      await runtime.commit([saves]);
      const refs = [...saves.map(refOf), { appId: 'shop', instanceId: 'nobody' }];
      const found = await console.readPayloads(refs);
      expect(found.toSorted((one, other) => one.instanceId.localeCompare(other.instanceId))).toEqual([
        { ...refs[0], input: '{"sku":"ä"}', output: undefined, customStatus: '', tooLarge: [] },
        { ...refs[1], input: undefined, output: '7', customStatus: undefined, tooLarge: ['input'] },
      ]);
      expect(await console.readPayloads([])).toEqual([]);
    });

    test('gives back what was saved, whatever it is', async () => {
      const { runtime, console } = current();
      await fc.assert(
        fc.asyncProperty(
          anyRecord(),
          anyPayload(),
          fc.uniqueArray(anyStep(), { maxLength: 3, selector: (step) => `${step.generation} ${step.eventId}` }),
          async (record, payload, steps) => {
            const key = runtime.allocateKey();
            const waiting = { ...aRaisedEvent(9, payload.input), ...(steps.length > 0 && { opensTurn: true }) };
            const append = [aScheduledTask(0, { input: payload.input ?? '' }), aCompletedTask(0, payload.output)];
            const save = aSave(
              { ...record, key, inboxLength: 1 },
              { payload, history: { append }, steps: { put: steps }, inbox: { add: [waiting] } },
            );
            await runtime.commit([[save]]);
            const stored = await runtime.load(refOf(save));
            expect(stored?.record).toEqual(save.record);
            expect(stored?.payload).toEqual(payload);
            expect(stored?.history).toEqual(append);
            expect(stored?.inbox).toEqual([waiting]);
            expect(new Set(stored?.steps)).toEqual(new Set(steps));

            const { key: _key, parentTaskId: _task, inboxLength: _inbox, dueAt: _due, ...shown } = save.record;
            const { askAgainAt: _ask, ...summary } = shown;
            const revision = await console.latestRevision();
            const detail = await console.getInstance(refOf(save));
            expect(detail).toEqual({ ...summary, ...payload, revision });
            expect(await console.listSteps(refOf(save))).toEqual(stored?.steps);
            await runtime.commit([[aPurge(save)]]);
          },
        ),
        { numRuns: 60 },
      );
    });

    test('knows nothing of an instance of another app', async () => {
      const { runtime, console } = current();
      const save = aSave(anInstanceRecord({ key: 1 }));
      await runtime.commit([[save]]);
      const other = { appId: 'other', instanceId: save.record.instanceId };
      expect(await runtime.load(other)).toBeUndefined();
      expect(await console.getInstance(other)).toBeUndefined();
    });

    test('takes a row of a list for a ref', async () => {
      const { runtime, console } = current();
      const save = aSave(anInstanceRecord({ key: 1 }), { history: { append: [aScheduledTask(0)] } });
      await runtime.commit([[save]]);
      const [row] = (await console.listInstances(NO_FILTER, { limit: 1 })).instances;
      if (row === undefined) throw new Error('one was saved');
      expect(await console.getInstance(row)).toMatchObject(row);
      expect((await console.readHistory(row, { from: 0, limit: 9 }))?.total).toBe(1);
      expect(await console.listSteps(row)).toEqual([]);
      expect((await console.getRelated(row)).children).toEqual([]);
      expect((await runtime.load(row))?.record).toEqual(save.record);
    });

    test('history comes in pages, committed first and then what waits in the inbox', async () => {
      const { runtime, console } = current();
      const save = aSave(anInstanceRecord({ key: 1, inboxLength: 2 }), {
        history: { append: [aScheduledTask(0), aScheduledTask(1), aScheduledTask(2)] },
        inbox: { add: [aRaisedEvent(7, 'a'), aRaisedEvent(8, 'b')] },
      });
      await runtime.commit([[save]]);
      const read = async (from: number, limit: number) => {
        const page = await console.readHistory(refOf(save), { from, limit });
        expect(page).toMatchObject({ total: 5, revision: 1 });
        return page?.entries.map((entry) => `${entry.sequence}${entry.pending ? ' pending' : ''} ${entry.event.kind}`);
      };
      const scheduled = [0, 1, 2].map((sequence) => `${sequence} task-scheduled`);
      const raised = [3, 4].map((sequence) => `${sequence} pending event-raised`);
      expect(await read(0, 10)).toEqual([...scheduled, ...raised]);
      expect(await read(2, 2)).toEqual([scheduled[2], raised[0]]);
      expect(await read(4, 10)).toEqual([raised[1]]);
      expect(await read(0, 2)).toEqual(scheduled.slice(0, 2));
      expect(await read(5, 10)).toEqual([]);
      expect(await console.readHistory({ appId: 'shop', instanceId: 'none' }, { from: 0, limit: 1 })).toBeUndefined();
    });

    test('steps come in scheduling order', async () => {
      const { runtime, console } = current();
      const steps = [
        aStep({ eventId: 4, scheduledAt: T0 + 1 }),
        aStep({ eventId: 2, scheduledAt: T0 + 0.001 }),
        aStep({ eventId: 3, scheduledAt: T0 }),
        aStep({ eventId: 0, generation: 2, scheduledAt: T0 }),
      ];
      const save = aSave(anInstanceRecord({ key: 1 }), { steps: { put: steps } });
      await runtime.commit([[save]]);
      expect((await console.listSteps(refOf(save))).map((step) => step.eventId)).toEqual([3, 2, 4, 0]);
    });

    test('of the steps, those can be asked for of which history does not tell all', async () => {
      const { runtime, console } = current();
      const steps = [
        aStep({ eventId: 0, status: 'completed' }),
        aStep({ eventId: 1, status: 'discarded' }),
        aStep({ eventId: 2, attempt: 2, failedTries: 1 }),
      ];
      const save = aSave(anInstanceRecord({ key: 1 }), { steps: { put: steps } });
      await runtime.commit([[save]]);
      expect(await console.listSteps(refOf(save), 'untold')).toEqual(steps.slice(1));
      expect(await console.listSteps(refOf(save), 'all')).toEqual(steps);
    });

    test('finds parent, children, source and reruns', async () => {
      const { runtime, console } = current();
      const parent = { appId: 'shop', instanceId: 'order-1' };
      const saves = [
        anInstanceRecord({ key: 1 }),
        anInstanceRecord({ key: 2, appId: 'billing', parent, parentTaskId: 4, createdAt: T0 + 9 }),
        anInstanceRecord({ key: 3, parent, createdAt: T0 + 8 }),
        anInstanceRecord({ key: 4, rerunOf: 'order-1' }),
        anInstanceRecord({ key: 5, appId: 'billing', rerunOf: 'order-1' }),
        anInstanceRecord({ key: 6, rerunOf: 'purged', parent: { appId: 'shop', instanceId: 'purged' } }),
      ].map((record) => aSave(record));
      await runtime.commit([saves]);
      const related = await console.getRelated(parent);
      expect(related.children.map((child) => child.instanceId)).toEqual(['order-3', 'order-2']);
      expect(related.reruns.map((rerun) => rerun.instanceId)).toEqual(['order-4']);
      expect((await console.getRelated({ appId: 'billing', instanceId: 'order-2' })).parent?.instanceId).toBe(
        'order-1',
      );
      expect((await console.getRelated({ appId: 'shop', instanceId: 'order-4' })).rerunOf?.instanceId).toBe('order-1');
      const orphan = await console.getRelated({ appId: 'shop', instanceId: 'order-6' });
      expect(orphan).toEqual({ parent: undefined, rerunOf: undefined, children: [], reruns: [] });
    });

    test('a tree is read branch by branch, and what is below its top is counted at any depth', async () => {
      const { runtime, console } = current();
      const child = (key: number, parent: number, status: InstanceStatus = 'running') =>
        anInstanceRecord({ key, status, parent: { appId: 'shop', instanceId: `order-${parent}` } });
      const records = [anInstanceRecord({ key: 1 }), child(2, 1), child(3, 1), child(4, 3, 'failed'), child(5, 4)];
      await runtime.commit([records.map((record) => aSave(record))]);
      const top = { appId: 'shop', instanceId: 'order-1' };
      const first = await console.listChildren(top, 1);
      expect(first).toMatchObject({ hasMore: true, children: [{ instanceId: 'order-2', children: { count: 0 } }] });
      const all = await console.listChildren(top, 9);
      expect(all.hasMore).toBe(false);
      expect(all.children[1]).toMatchObject({ instanceId: 'order-3', children: { count: 1, isExact: true } });
      expect(await console.countDescendants(top)).toMatchObject({
        total: { count: 4, isExact: true },
        byStatus: { running: 3, failed: 1, completed: 0 },
      });
      const nobody = { appId: 'shop', instanceId: 'order-5' };
      expect(await console.listChildren(nobody, 9)).toEqual({ children: [], hasMore: false });
      expect((await console.countDescendants(nobody)).total).toEqual({ count: 0, isExact: true });
    });

    test('a wide family is counted up to a bound', async () => {
      const { runtime, console } = current();
      const parent = { appId: 'shop', instanceId: 'order-1' };
      const top = anInstanceRecord({ key: 1, parent: { appId: 'shop', instanceId: 'top' } });
      const children = Array.from({ length: 2_100 }, (_, nth) => anInstanceRecord({ key: 2 + nth, parent }));
      await runtime.commit([[top, ...children].map((record) => aSave(record))]);
      const root = { appId: 'shop', instanceId: 'top' };
      expect((await console.listChildren(root, 9)).children[0]?.children).toEqual({ count: 100, isExact: false });
      expect((await console.countDescendants(root)).total).toEqual({ count: 2_000, isExact: false });
    });

    test('what is due is found by time, the longest overdue first', async () => {
      const { runtime } = current();
      expect(await runtime.nextDueAt()).toBeUndefined();
      const dueAt = [T0 + 2, T0 + 1.999, undefined, T0 + 2.001, NEVER];
      await runtime.commit([dueAt.map((at, index) => aSave(anInstanceRecord({ key: index + 1, dueAt: at })))]);
      const ids = async (now: number, limit = 10) => (await runtime.due(now, limit)).map((ref) => ref.instanceId);
      expect(await ids(T0)).toEqual([]);
      expect(await ids(T0 + 2)).toEqual(['order-2', 'order-1']);
      expect(await ids(T0 + 3)).toEqual(['order-2', 'order-1', 'order-4']);
      expect(await ids(T0 + 3, 1)).toEqual(['order-2']);
      expect(await runtime.nextDueAt()).toBe(T0 + 1.999);
    });

    test('unfinished work is what has not ended and waits for a turn, for an activity or to be asked again', async () => {
      const { runtime } = current();
      const open = { ...NOTHING_WAITED_FOR, openTasks: 1 };
      const records = INSTANCE_STATUSES.flatMap((status, index) => [
        anInstanceRecord({ key: index * 4 + 1, status, inboxLength: 1 }),
        anInstanceRecord({ key: index * 4 + 2, status, waitingOn: open }),
        anInstanceRecord({ key: index * 4 + 3, status, askAgainAt: T0 }),
        anInstanceRecord({ key: index * 4 + 4, status }),
      ]);
      await runtime.commit([records.map((record) => aSave(record))]);
      const expected = [1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15].map((key) => ({
        appId: 'shop',
        instanceId: `order-${key}`,
      }));
      expect(await runtime.unfinishedWork()).toEqual(expected);
    });

    test('ids of an app come in pages in a stable order', async () => {
      const { runtime } = current();
      const ids = ['b', 'a', 'C', 'b2', '', 'ä'];
      const records = ids.map((instanceId, index) => anInstanceRecord({ key: index + 1, instanceId }));
      await runtime.commit([
        [...records, anInstanceRecord({ key: 99, appId: 'other' })].map((record) => aSave(record)),
      ]);
      const all: string[] = [];
      for (let after: string | undefined; ; after = all.at(-1)) {
        const page = await runtime.listIds('shop', after, 2);
        if (page.length === 0) break;
        all.push(...page);
      }
      expect(all).toHaveLength(ids.length);
      expect(new Set(all)).toEqual(new Set(ids));
    });
  });
}
