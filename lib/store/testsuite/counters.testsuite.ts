import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER, type InstanceFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES, type InstanceStatus } from '@/lib/domain/instance-status';
import { anInstanceRecord, aPurge, aSave, aSaveAfter, T0, type Save } from '@/lib/testing/store-builders';
import type { InstanceCounts, Tally } from '../console-store';
import { noStatuses } from '../fold-counts';
import type { ChangeSet } from '../runtime-store';
import { expectTally } from './id-text.testsuite';
import type { StoreUnderTest } from './store-under-test';

/** One step of a random life: `at` picks the instance, a commit goes out after it when `flush`. */
type Move = {
  readonly at: number;
  readonly status: InstanceStatus;
  readonly name: string;
  readonly purge: boolean;
  readonly flush: boolean;
};

/** Counters and the counts made of them. */
export function describeCounters(current: () => StoreUnderTest): void {
  describe('count', () => {
    test('counters equal a recount after any sequence of writes', async () => {
      const { runtime, console } = current();
      await fc.assert(
        fc.asyncProperty(fc.array(anyMove(), { maxLength: 20 }), async (moves) => {
          const live = new Map<number, Save>();
          let batch: ChangeSet[] = [];
          for (const move of moves) {
            batch.push(...changesOf(move, live, () => runtime.allocateKey()));
            if (!move.flush) continue;
            await runtime.commit(batch);
            batch = [];
          }
          await runtime.commit(batch);

          const everything = { ...NO_FILTER, createdFrom: 0 };
          const counted = await console.countInstances(NO_FILTER);
          expect(counted.total).toEqual(exactly(live.size));
          expectTally((await console.countInstances(everything)).total, live.size);
          for (const status of INSTANCE_STATUSES) {
            expect(counted.byStatus[status].count).toBe(
              [...live.values()].filter((one) => one.record.status === status).length,
            );
          }
          await runtime.commit([[...live.values()].map(aPurge)]);
          expect((await console.countInstances(NO_FILTER)).total.count).toBe(0);
        }),
        { numRuns: 80 },
      );
    });

    test('each breakdown leaves out its own clause, and the total obeys all', async () => {
      const { runtime, console } = current();
      const rows = [
        { appId: 'a', name: 'x', status: 'running' },
        { appId: 'a', name: 'x', status: 'failed' },
        { appId: 'a', name: 'y', status: 'failed' },
        { appId: 'b', name: 'x', status: 'failed' },
        { appId: 'b', name: 'x', status: 'failed' },
      ] as const;
      await runtime.commit([rows.map((row, index) => aSave(anInstanceRecord({ key: index + 1, ...row })))]);
      const filter: InstanceFilter = { statuses: ['failed'], appIds: ['a'], names: ['x'] };
      const expected: InstanceCounts = {
        total: exactly(1),
        byStatus: exactlyEach({ ...noStatuses(), running: 1, failed: 1 }),
        byApp: [
          { appId: 'b', ...exactly(2) },
          { appId: 'a', ...exactly(1) },
        ],
        byName: [
          { name: 'x', ...exactly(1) },
          { name: 'y', ...exactly(1) },
        ],
      };
      expect(await console.countInstances(filter)).toEqual(expected);
      const narrowed = await console.countInstances({ ...filter, createdFrom: 0, text: 'ORDER' });
      expectTally(narrowed.total, 1);
      expectTally(narrowed.byStatus.running, 1);
      for (const { appId, ...tally } of narrowed.byApp) expectTally(tally, appId === 'b' ? 2 : 1);
      expect((await console.countInstances({ ...filter, createdBefore: T0 + 2 })).total.count).toBe(0);
    });

    test('workflows are told with their counts and their newest start', async () => {
      const { runtime, console } = current();
      const purged = aSave(anInstanceRecord({ key: 9, name: 'Gone' }));
      await runtime.commit([
        [
          aSave(anInstanceRecord({ key: 1, startedAt: T0 + 5 })),
          aSave(anInstanceRecord({ key: 2, startedAt: T0 + 7, status: 'failed' })),
          aSave(anInstanceRecord({ key: 3, status: 'pending' })),
          aSave(anInstanceRecord({ key: 4, name: 'Waits', status: 'pending' })),
          purged,
          aPurge(purged),
        ],
      ]);
      const none = { pending: 0, running: 0, suspended: 0, stalled: 0, completed: 0, failed: 0, terminated: 0 };
      expect(await console.listWorkflows()).toEqual([
        {
          appId: 'shop',
          name: 'ProcessOrder',
          total: 3,
          byStatus: { ...none, pending: 1, running: 1, failed: 1 },
          lastStartedAt: T0 + 7,
        },
        { appId: 'shop', name: 'Waits', total: 1, byStatus: { ...none, pending: 1 }, lastStartedAt: undefined },
      ]);
    });
  });
}

function exactly(count: number): Tally {
  return { count, isExact: true };
}

function exactlyEach(counts: Record<InstanceStatus, number>): Record<InstanceStatus, Tally> {
  const each = INSTANCE_STATUSES.map((status) => [status, exactly(counts[status])] as const);
  // Safe: every status is among the keys.
  return Object.fromEntries(each) as Record<InstanceStatus, Tally>;
}

function changesOf(move: Move, live: Map<number, Save>, allocateKey: () => number): readonly ChangeSet[] {
  const before = live.get(move.at);
  if (move.purge) {
    live.delete(move.at);
    return before === undefined ? [] : [[aPurge(before)]];
  }
  const change = { status: move.status, name: move.name };
  const after =
    before === undefined
      ? aSave(anInstanceRecord({ key: allocateKey(), instanceId: `i${move.at}`, ...change }))
      : aSaveAfter(before, change);
  live.set(move.at, after);
  return [[after]];
}

function anyMove(): fc.Arbitrary<Move> {
  return fc.record({
    at: fc.nat({ max: 3 }),
    status: fc.constantFrom(...INSTANCE_STATUSES),
    name: fc.constantFrom('x', 'y'),
    purge: fc.boolean(),
    flush: fc.boolean(),
  });
}
