import { describe, expect, test } from 'vitest';
import { anInstanceRecord, aPurge, aSave, aSaveAfter, refOf } from '@/lib/testing/store-builders';
import type { StoreUnderTest } from './store-under-test';

/** Revisions and the feed that live readers follow. */
export function describeChanges(current: () => StoreUnderTest): void {
  describe('changes', () => {
    test('every save and every purge takes the next revision', async () => {
      const { runtime, console } = current();
      expect(await console.latestRevision()).toBe(0);
      const one = aSave(anInstanceRecord({ key: 1 }));
      const two = aSave(anInstanceRecord({ key: 2 }));
      await runtime.commit([[one], [two]]);
      await runtime.commit([[aSaveAfter(one, { status: 'failed' })]]);
      expect((await console.getInstance(refOf(two)))?.revision).toBe(2);
      expect((await console.getInstance(refOf(one)))?.revision).toBe(3);
      await runtime.commit([[aPurge(two)]]);
      expect(await console.latestRevision()).toBe(4);
    });

    test('a reader that follows sees each change once, in order, and purges as purges', async () => {
      const { runtime, console } = current();
      const saves = [1, 2, 3, 4, 5].map((key) => aSave(anInstanceRecord({ key })));
      const [first, second] = saves;
      if (first === undefined || second === undefined) throw new Error('five were made');
      await runtime.commit([saves]);
      await runtime.commit([[aPurge(second), aSaveAfter(first, { status: 'failed' })]]);

      const seen: string[] = [];
      let revision = 0;
      for (;;) {
        const feed = await console.changesSince(revision, 2);
        const delivered = feed.changed.length + feed.purged.length;
        if (delivered === 0) break;
        expect(delivered).toBeLessThanOrEqual(2);
        expect(feed.revision).toBeGreaterThan(revision);
        const revisions = feed.changed.map((one) => one.revision);
        expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
        expect(revisions.every((one) => one > revision && one <= feed.revision)).toBe(true);
        seen.push(...feed.changed.map((one) => one.instanceId), ...feed.purged.map((ref) => `-${ref.instanceId}`));
        revision = feed.revision;
      }
      expect(seen.sort()).toEqual(['-order-2', 'order-1', 'order-3', 'order-4', 'order-5']);
      expect(revision).toBe(await console.latestRevision());
    });

    test('a full page that ends the feed is followed by an empty one', async () => {
      const { runtime, console } = current();
      await runtime.commit([[1, 2].map((key) => aSave(anInstanceRecord({ key })))]);
      const feed = await console.changesSince(0, 2);
      expect(feed).toMatchObject({ revision: 2, changed: [{ revision: 1 }, { revision: 2 }], purged: [] });
      expect(await console.changesSince(2, 2)).toEqual({ revision: 2, changed: [], purged: [] });
    });

    test('an id that is used again after a purge is a change and no longer a purge', async () => {
      const { runtime, console } = current();
      const one = aSave(anInstanceRecord({ key: 1 }));
      const again = aSave(anInstanceRecord({ key: 2, instanceId: 'order-1' }));
      await runtime.commit([[one]]);
      await runtime.commit([[aPurge(one), again]]);
      expect(await console.changesSince(1, 10)).toMatchObject({
        revision: 3,
        changed: [{ instanceId: 'order-1', revision: 3 }],
        purged: [],
      });
    });

    test('a refused commit uses no revision up', async () => {
      const { runtime, console } = current();
      const one = aSave(anInstanceRecord({ key: 1 }));
      await expect(runtime.commit([[one, one]])).rejects.toMatchObject({ code: 'conflict' });
      await runtime.commit([[one]]);
      expect((await console.getInstance(refOf(one)))?.revision).toBe(1);
    });
  });
}
