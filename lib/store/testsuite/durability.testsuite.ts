import { describe, expect, test } from 'vitest';
import { NO_FILTER } from '@/lib/domain/instance-filter';
import {
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

/** What outlives a process. */
export function describeDurability(current: () => StoreUnderTest): void {
  describe('durability', () => {
    const save = aSave(anInstanceRecord({ key: 1, inboxLength: 1 }), {
      history: { append: [aScheduledTask(0, { input: '{"sku":"ä"}' })] },
      inbox: { add: [aRaisedEvent(1, 'yes')] },
      steps: { put: [aStep()] },
      payload: { ...NO_PAYLOAD, input: '' },
    });

    test('what was committed is there after a restart', async () => {
      const store = current();
      await store.runtime.commit([[save]]);
      const before = await store.runtime.load(refOf(save));
      const again = await store.reopen();
      try {
        expect(await again.runtime.load(refOf(save))).toEqual(before);
        expect((await again.console.countInstances(NO_FILTER)).byStatus.running.count).toBe(1);
      } finally {
        await again.close();
      }
    });

    test('what was committed is there after a crash', async () => {
      const store = current();
      await store.runtime.commit([[save]]);
      await store.runtime.commit([[aSaveAfter(save, { status: 'suspended' })]]);
      const crashed = await store.openAfterCrash();
      try {
        expect(await crashed.runtime.load(refOf(save))).toEqual(await store.runtime.load(refOf(save)));
        expect((await crashed.console.getInstance(refOf(save)))?.status).toBe('suspended');
      } finally {
        await crashed.close();
      }
    });

    test('keys and revisions go on after a restart, even past what was purged', async () => {
      const store = current();
      const key = store.runtime.allocateKey();
      const last = store.runtime.allocateKey();
      expect(last).toBeGreaterThan(key);
      const purged = aSave(anInstanceRecord({ key: last }));
      await store.runtime.commit([[purged], [aPurge(purged)]]);
      const again = await store.reopen();
      try {
        expect(again.runtime.allocateKey()).toBeGreaterThan(last);
        await again.runtime.commit([[aSave(anInstanceRecord({ key: 77 }))]]);
        expect(await again.console.latestRevision()).toBe(3);
      } finally {
        await again.close();
      }
    });

    test('a closed runtime store says so', async () => {
      const { runtime } = current();
      await runtime.close();
      await runtime.close();
      await expect(runtime.commit([[save]])).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
}
