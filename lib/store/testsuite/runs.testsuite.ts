import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { NEVER } from '@/lib/domain/instant';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import { anInstanceRecord, aPurge, aSave, aSaveAfter, aScheduledTask, refOf, T0 } from '@/lib/testing/store-builders';
import type { CreatedRun, InstanceKind } from '../runtime-store';
import type { StoreUnderTest } from './store-under-test';

const DONE: InstanceKind = { appId: 'shop', name: 'ProcessOrder', status: 'completed' };

/** How the runtime finds whole groups of runs, and what a run was told of its callers. */
export function describeRuns(current: () => StoreUnderTest): void {
  describe('runs', () => {
    test('of a kind are listed by creation, page by page, without gap or duplicate', async () => {
      const { runtime } = current();
      const time = () => fc.integer({ min: 0, max: 3 }).map((millis) => T0 + millis);
      const row = fc.record({ at: time(), status: fc.constantFrom('completed' as const, 'running' as const) });
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 12 }), time(), time(), async (rows, from, to) => {
          const saves = rows.map(({ at, status }) =>
            aSave(anInstanceRecord({ key: runtime.allocateKey(), createdAt: at, status })),
          );
          await runtime.commit([saves]);
          const found: CreatedRun[] = [];
          for (;;) {
            const page = await runtime.createdWithin(DONE, { from, to, after: found.at(-1) }, 2);
            found.push(...page);
            if (page.length < 2) break;
          }
          const expected = saves
            .map(({ record }) => record)
            .filter(({ status, createdAt }) => status === 'completed' && createdAt >= from && createdAt <= to)
            .sort((a, b) => a.createdAt - b.createdAt || a.key - b.key)
            .map(({ appId, instanceId, executionId, createdAt, key }) => {
              return { appId, instanceId, executionId, createdAt, key };
            });
          expect(found).toEqual(expected);
          await runtime.commit([saves.map(aPurge)]);
        }),
        { numRuns: 60 },
      );
    });

    test('of other apps and names are not listed', async () => {
      const { runtime } = current();
      const over = { status: 'completed' as const, completedAt: T0 };
      await runtime.commit([
        [
          aSave(anInstanceRecord({ key: 1, ...over, appId: 'other' })),
          aSave(anInstanceRecord({ key: 2, ...over, name: 'Other' })),
        ],
      ]);
      expect(await runtime.createdWithin(DONE, { from: 0, to: NEVER }, 9)).toEqual([]);
      expect(await runtime.endedBy({ appId: 'else', status: 'completed' }, NEVER, 9)).toEqual([]);
    });

    test('that ended by a time come in the order of their ends, with the run they are', async () => {
      const { runtime } = current();
      const ended = (key: number, at: number, status: 'completed' | 'failed' = 'completed') =>
        aSave(anInstanceRecord({ key, status, completedAt: at }));
      const saves = [ended(1, T0 + 5), ended(2, T0 + 3), ended(3, T0 + 3.001), ended(4, T0 + 1, 'failed')];
      await runtime.commit([[...saves, aSave(anInstanceRecord({ key: 5 }))]]);
      const find = async (until: number, limit = 9) =>
        (await runtime.endedBy({ appId: 'shop', status: 'completed' }, until, limit)).map((run) => run.instanceId);
      expect(await find(NEVER)).toEqual(['order-2', 'order-3', 'order-1']);
      expect(await find(NEVER, 1)).toEqual(['order-2']);
      expect(await find(T0 + 3)).toEqual(['order-2']);
      expect(await find(T0 + 2)).toEqual([]);
      expect(await runtime.endedBy({ appId: 'shop', status: 'failed' }, NEVER, 9)).toEqual([
        { appId: 'shop', instanceId: 'order-4', executionId: 'run-4', completedAt: T0 + 1 },
      ]);
    });

    test('are of the kinds that the counters know, and of none that has gone to zero', async () => {
      const { runtime } = current();
      const first = aSave(anInstanceRecord({ key: 1 }));
      await runtime.commit([[first, aSave(anInstanceRecord({ key: 2, appId: 'billing', name: 'Pay' }))]]);
      await runtime.commit([[aSaveAfter(first, { status: 'completed', completedAt: T0 })]]);
      expect(await runtime.kinds()).toEqual([{ appId: 'billing', name: 'Pay', status: 'running' }, DONE]);
    });
  });

  describe('propagated history', () => {
    const told = (appId: string, events: readonly HistoryEvent[]): PropagatedHistory => {
      return { scope: 'lineage', chunks: [{ appId, instanceId: 'parent', workflowName: 'Parent', events }] };
    };

    test('is given back, kept when nothing is said of it, replaced, cleared, and gone with its instance', async () => {
      const { runtime, reopen } = current();
      const load = async (from = runtime) => (await from.load(refOf(save)))?.propagated;
      const save = aSave(anInstanceRecord({ key: 1 }));
      const history = told('sales', [aScheduledTask(1, { input: '' }), aScheduledTask(2)]);
      await runtime.commit([[{ ...save, propagated: { history } }]]);
      expect(await load()).toEqual(history);
      await runtime.commit([[aSaveAfter(save, { generation: 2 })]]);
      expect(await load()).toEqual(history);
      const other = { scope: 'own-history' as const, chunks: [] };
      await runtime.commit([[{ ...aSaveAfter(save, {}), propagated: { history: other } }]]);
      expect(await load()).toEqual(other);
      const again = await reopen();
      expect(await load(again.runtime)).toEqual(other);
      await again.runtime.commit([[{ ...aSaveAfter(save, {}), propagated: { history: undefined } }]]);
      expect(await load(again.runtime)).toBeUndefined();
      await again.runtime.commit([[{ ...aSaveAfter(save, {}), propagated: { history } }]]);
      await again.runtime.commit([[aPurge(save)]]);
      await again.runtime.commit([[save]]);
      expect(await load(again.runtime)).toBeUndefined();
    });
  });
}
