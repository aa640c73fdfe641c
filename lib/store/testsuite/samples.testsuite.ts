import { describe, expect, test } from 'vitest';
import { aSave, anInstanceRecord, aStep, T0 } from '@/lib/testing/store-builders';
import type { StoreUnderTest } from './store-under-test';

const PAY = { statuses: [], appIds: ['shop'], names: ['Pay'] };
const LARGE = { runs: 1000, steps: 50_000 };

/** Samples: the newest runs of a filter and what they did. */
export function describeSamples(current: () => StoreUnderTest): void {
  describe('samples', () => {
    async function store(count: number, { steps = 1, status = 'completed' as const } = {}): Promise<void> {
      const { runtime } = current();
      const saves = Array.from({ length: count }, (_, index) =>
        aSave(anInstanceRecord({ key: runtime.allocateKey(), name: index % 2 === 0 ? 'Pay' : 'Mail', status }), {
          steps: { put: Array.from({ length: steps }, (_none, eventId) => aStep({ eventId, name: `Step${eventId}` })) },
        }),
      );
      await runtime.commit([saves]);
    }

    test('a run comes with its steps as they are stored, to the microsecond', async () => {
      const { runtime, console } = current();
      const put = [
        aStep({
          eventId: 0,
          name: 'Charge "card"',
          status: 'failed',
          error: 'declined',
          endedAt: T0 + 2.5,
          attempt: 3,
        }),
        aStep({
          eventId: 1,
          kind: 'timer',
          name: '',
          scheduledAt: T0 + 1.001,
          endedAt: undefined,
          status: 'scheduled',
        }),
      ];
      const record = anInstanceRecord({
        key: runtime.allocateKey(),
        name: 'Pay',
        version: 'v2',
        status: 'failed',
        startedAt: T0,
        completedAt: T0 + 3.125,
      });
      await runtime.commit([[aSave(record, { steps: { put } })]]);
      const { runs, isCut, hasMore } = await console.sampleRuns(PAY, LARGE);
      const { status, version, createdAt, startedAt, completedAt } = record;
      expect(runs).toEqual([{ status, version, createdAt, startedAt, completedAt, steps: put }]);
      expect([isCut, hasMore]).toEqual([false, false]);
    });

    test('the newest runs of the filter come first, and none of others', async () => {
      await store(10);
      const { runs, hasMore } = await current().console.sampleRuns(PAY, { runs: 3, steps: 100 });
      expect(runs).toHaveLength(3);
      expect(runs.map(({ createdAt }) => createdAt)).toEqual(
        runs.map(({ createdAt }) => createdAt).toSorted((a, b) => b - a),
      );
      expect(hasMore).toBe(true);
      expect((await current().console.sampleRuns(PAY, LARGE)).runs).toHaveLength(5);
      expect((await current().console.sampleRuns({ ...PAY, appIds: ['other'] }, LARGE)).runs).toEqual([]);
    });

    test('all runs come when there is room for exactly these', async () => {
      await store(120);
      const { runs, hasMore } = await current().console.sampleRuns(PAY, { runs: 60, steps: 60 });
      expect(runs).toHaveLength(60);
      expect(hasMore).toBe(false);
    });

    test('no more runs are read than there is room for their steps', async () => {
      await store(240, { steps: 10 });
      const { runs, hasMore } = await current().console.sampleRuns(PAY, { runs: 1000, steps: 700 });
      expect(runs).toHaveLength(70);
      expect(hasMore).toBe(true);
    });

    test('of a run with very many steps the first ones are read', async () => {
      await store(1, { steps: 2001 });
      const { runs, isCut } = await current().console.sampleRuns(PAY, LARGE);
      expect(runs[0]?.steps).toHaveLength(2000);
      expect(isCut).toBe(true);
    });
  });
}
