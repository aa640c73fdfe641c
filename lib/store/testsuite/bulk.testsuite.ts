import { describe, expect, test } from 'vitest';
import { LOCAL_OPERATOR } from '@/lib/domain/actor';
import { INTERRUPTED, type BulkJob } from '@/lib/domain/bulk-job';
import { aSave, anInstanceRecord } from '@/lib/testing/store-builders';
import type { BulkStore, ItemPage } from '../bulk-store';
import type { StoreUnderTest } from './store-under-test';

const job = (id: string, over: Partial<BulkJob> = {}): BulkJob => ({
  ...{ id, action: { kind: 'terminate', recursive: true, output: '"ä"' }, owner: LOCAL_OPERATOR, state: 'preparing' },
  target: { kind: 'selection', refs: [{ appId: 'shop', instanceId: 'a' }] },
  tally: { total: 0, waiting: 0, done: 0, skipped: 0, failed: 0 },
  ...{ setHash: '', createdAt: 1.5 },
  ...over,
});

const item = (seq: number, state: 'waiting' | 'skipped' = 'waiting') => ({
  ...{ seq, appId: 'shop', instanceId: `i-${seq}`, name: 'Order', createdAt: seq + 0.5, state },
  status: 'running' as const,
  note: state === 'skipped' ? 'Already ended.' : undefined,
});

const page = (items: ItemPage['items'], cursor?: string): ItemPage => ({
  items,
  cursor,
  setHash: `hash-${items.length}`,
});

/** A job whose set of so many is frozen and confirmed, claimed by `me`. */
async function aRunningJob(bulk: BulkStore, size: number): Promise<void> {
  await bulk.createJob(job('j'));
  await bulk.claim('j', { by: 'me', now: 0, until: 100 });
  await bulk.addItems('j', 'me', page(Array.from({ length: size }, (_, index) => item(index + 1))));
  await bulk.changeJob('j', ['ready'], { state: 'running', confirmedAt: 2, reason: 'stock taking' });
}

/** Bulk jobs: a frozen set, one worker at a time, one outcome for each. */
export function describeBulk(current: () => StoreUnderTest): void {
  const bulkOf = (): BulkStore => current().console.bulk;

  describe('bulk jobs', () => {
    test('are kept as they were made, newest first', async () => {
      const bulk = bulkOf();
      await bulk.createJob(job('a'));
      const picked = job('b', {
        createdAt: 3,
        rate: 20,
        target: { kind: 'filter', filter: { ...NOBODY, query: 'x' } },
      });
      await bulk.createJob(picked);
      expect(await bulk.listJobs(10)).toEqual([picked, job('a')]);
      expect(await bulk.listJobs(1)).toEqual([picked]);
      expect(await bulk.getJob('c')).toBeUndefined();
    });

    test('write their set down in parts and are ready with the last', async () => {
      const bulk = bulkOf();
      await bulk.createJob(job('j'));
      expect(await bulk.jobsToWorkOn(50)).toEqual([{ id: 'j' }]);
      expect(await bulk.claim('j', { by: 'me', now: 50, until: 60 })).toBe(true);
      expect(await bulk.jobsToWorkOn(55)).toEqual([]);
      await bulk.addItems('j', 'me', page([item(1), item(2, 'skipped')], 'there'));
      expect(await bulk.getJob('j')).toMatchObject({ state: 'preparing', tally: { total: 2, waiting: 1, skipped: 1 } });
      expect(await bulk.jobsToWorkOn(61)).toEqual([{ id: 'j', cursor: 'there' }]);
      await bulk.addItems('j', 'me', page([item(3)]));
      expect(await bulk.getJob('j')).toMatchObject({ state: 'ready', setHash: 'hash-1', tally: { total: 3 } });
      expect(await bulk.groupsOf('j', 10)).toEqual([
        { appId: 'shop', name: 'Order', status: 'running', state: 'waiting', note: undefined, count: 2 },
        { appId: 'shop', name: 'Order', status: 'running', state: 'skipped', note: 'Already ended.', count: 1 },
      ]);
    });

    test('are deleted when nobody confirms them', async () => {
      const bulk = bulkOf();
      await aRunningJob(bulk, 1);
      await bulk.createJob(job('draft'));
      await bulk.deleteDrafts(1.5);
      expect(await bulk.listJobs(9)).toHaveLength(2);
      await bulk.deleteDrafts(2);
      expect((await bulk.listJobs(9)).map(({ id }) => id)).toEqual(['j']);
    });

    test('hold each instance once', async () => {
      const bulk = bulkOf();
      await bulk.createJob(job('j'));
      await bulk.claim('j', { by: 'me', now: 0, until: 100 });
      await bulk.addItems('j', 'me', page([item(1)], 'there'));
      await expect(bulk.addItems('j', 'me', page([{ ...item(2), instanceId: 'i-1' }]))).rejects.toThrow();
      expect(await bulk.getJob('j')).toMatchObject({ state: 'preparing', tally: { total: 1 } });
    });

    test('have one worker at a time: who lost the claim changes nothing', async () => {
      const bulk = bulkOf();
      await aRunningJob(bulk, 2);
      expect(await bulk.claim('j', { by: 'other', now: 99, until: 200 })).toBe(false);
      expect(await bulk.claim('j', { by: 'other', now: 101, until: 200 })).toBe(true);
      expect(await bulk.takeItems('j', 'me', 1)).toEqual([]);
      const [taken] = await bulk.takeItems('j', 'other', 1);
      expect(taken).toMatchObject({ seq: 1, state: 'under-way', attempts: 1 });
      expect(await bulk.settleItems('j', 'me', { at: 5, of: [{ seq: 1, state: 'failed' }] })).toBe(false);
      expect(await bulk.listItems('j', { states: ['failed'], after: 0, limit: 10 })).toEqual([]);
      await bulk.release('j', 'me');
      expect(await bulk.claim('j', { by: 'me', now: 102, until: 200 })).toBe(false);
      await bulk.release('j', 'other');
      expect(await bulk.claim('j', { by: 'me', now: 102, until: 200 })).toBe(true);
    });

    test('finish with the last outcome, and each item has one', async () => {
      const bulk = bulkOf();
      await aRunningJob(bulk, 3);
      await bulk.takeItems('j', 'me', 2);
      await bulk.settleItems('j', 'me', {
        at: 7,
        of: [
          { seq: 1, state: 'done' },
          { seq: 2, state: 'waiting' },
        ],
      });
      expect(await bulk.getJob('j')).toMatchObject({ state: 'running', tally: { waiting: 2, done: 1 } });
      expect((await bulk.takeItems('j', 'me', 9)).map(({ seq, attempts }) => [seq, attempts])).toEqual([
        [2, 2],
        [3, 1],
      ]);
      const of = [
        { seq: 2, state: 'failed', note: 'no' } as const,
        { seq: 3, state: 'skipped', note: 'gone' } as const,
      ];
      await bulk.settleItems('j', 'me', { at: 8, of });
      expect(await bulk.getJob('j')).toMatchObject({
        ...{ state: 'finished', endedAt: 8, confirmedAt: 2, reason: 'stock taking' },
        tally: { total: 3, waiting: 0, done: 1, skipped: 1, failed: 1 },
      });
      expect(await bulk.listItems('j', { after: 1, limit: 10 })).toMatchObject([
        { seq: 2, state: 'failed', note: 'no', at: 8 },
        { seq: 3, state: 'skipped', note: 'gone', at: 8 },
      ]);
    });

    test('finish with the last outcome also when they are paused while it comes about', async () => {
      const bulk = bulkOf();
      await aRunningJob(bulk, 1);
      await bulk.takeItems('j', 'me', 1);
      await bulk.changeJob('j', ['running'], { state: 'paused' });
      await bulk.settleItems('j', 'me', { at: 7, of: [{ seq: 1, state: 'done' }] });
      expect(await bulk.getJob('j')).toMatchObject({ state: 'finished', endedAt: 7 });
    });

    test('give those that failed another try', async () => {
      const bulk = bulkOf();
      await aRunningJob(bulk, 2);
      await bulk.takeItems('j', 'me', 2);
      await bulk.settleItems('j', 'me', {
        at: 7,
        of: [
          { seq: 1, state: 'failed', note: 'no' },
          { seq: 2, state: 'done' },
        ],
      });
      expect(await bulk.retryFailed('j')).toBe(1);
      expect(await bulk.getJob('j')).toMatchObject({
        state: 'running',
        endedAt: undefined,
        tally: { waiting: 1, failed: 0 },
      });
      expect(await bulk.takeItems('j', 'me', 2)).toMatchObject([{ seq: 1, attempts: 2, note: undefined }]);
      expect(await bulk.retryFailed('j')).toBe(0);
    });

    test('take back what was under way, and stop when they are paused', async () => {
      const bulk = bulkOf();
      await aRunningJob(bulk, 2);
      await bulk.takeItems('j', 'me', 1);
      await bulk.takeBack('j', 'me');
      const waiting = await bulk.listItems('j', { states: ['waiting'], after: 0, limit: 9 });
      expect(waiting.map(({ seq, note }) => [seq, note])).toEqual([
        [1, INTERRUPTED],
        [2, undefined],
      ]);
      expect(await bulk.changeJob('j', ['running'], { state: 'paused', rate: 5 })).toBe(true);
      expect(await bulk.takeItems('j', 'me', 1)).toEqual([]);
      expect(await bulk.changeJob('j', ['running'], { state: 'aborted' })).toBe(false);
      expect(await bulk.deleteJob('j')).toBe(false);
      await bulk.changeJob('j', ['paused'], { state: 'aborted', endedAt: 9, rate: null });
      expect((await bulk.getJob('j'))?.rate).toBeUndefined();
      expect(await bulk.deleteJob('j')).toBe(true);
      expect(await bulk.listItems('j', { after: 0, limit: 9 })).toEqual([]);
    });

    test('are written beside the audit log and views: what fails takes nothing of others with it', async () => {
      const { console } = current();
      const { bulk } = console;
      await aRunningJob(bulk, 20);
      const entry = { phase: 'decision', at: 1, action: 'bulk.steer', outcome: 'allowed', subject: 'j' } as const;
      const actor = { kind: 'user', name: 'ada', role: 'operator' } as const;
      const view = { name: 'V', search: '', isDefault: true, createdAt: 1, updatedAt: 1 };
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const lost = bulk.settleItems('j', 'nobody', { at: 1, of: [] });
          const kept = [
            console.appendAudit({ ...entry, actor }),
            console.saveView({ ...view, id: `${index}`, name: `V${index}` }),
          ];
          const [taken] = await bulk.takeItems('j', 'me', 1);
          await bulk.settleItems('j', 'me', { at: 2, of: [{ seq: taken?.seq ?? 0, state: 'done' }] });
          expect(await lost).toBe(false);
          await Promise.all(kept);
        }),
      );
      expect(await bulk.getJob('j')).toMatchObject({ state: 'finished', tally: { done: 20, waiting: 0 } });
      expect(await console.auditHead()).toMatchObject({ seq: 20 });
      expect(await console.listViews()).toHaveLength(20);
    });

    test('see what instances are like now', async () => {
      const { runtime, console } = current();
      const key = runtime.allocateKey();
      const record = anInstanceRecord({
        key,
        appId: 'shop',
        instanceId: 'a',
        parent: { appId: 'shop', instanceId: 'p' },
      });
      await runtime.commit([[aSave(record)]]);
      const { name, status, createdAt } = record;
      expect(await console.bulk.lookUp([record, { appId: 'shop', instanceId: 'none' }])).toEqual([
        { appId: 'shop', instanceId: 'a', name, status, createdAt, isChild: true },
      ]);
    });
  });
}

const NOBODY = { statuses: [], appIds: [], names: [] };
