import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotOf } from '@/lib/domain/duration-slots';
import { hasEnded, INSTANCE_STATUSES, type EndedStatus, type InstanceStatus } from '@/lib/domain/instance-status';
import type { TrendMeasure, TrendWindow } from '@/lib/domain/trend';
import { anInstanceRecord, aPurge, aSave, aSaveAfter, T0, type Save } from '@/lib/testing/store-builders';
import type { TrendCell } from '../console-store';
import type { ChangeSet } from '../runtime-store';
import type { StoreUnderTest } from './store-under-test';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Windows that begin and end with an hour, and others. */
const WINDOWS: readonly TrendWindow[] = [
  { from: T0 + 15 * MINUTE, before: T0 + 40 * HOUR + 30 * MINUTE, step: 15 * MINUTE },
  { from: T0 + 5 * MINUTE, before: T0 + 50 * MINUTE, step: 5 * MINUTE },
  { from: T0 + 50 * MINUTE, before: T0 + 70 * MINUTE, step: MINUTE },
  { from: T0, before: T0 + 40 * HOUR, step: 2 * HOUR },
];

/** What happened to executions, told by the time at which it happened. */
export function describeTrends(current: () => StoreUnderTest): void {
  describe('trends', () => {
    test('are what a recount of all that happened gives, after any sequence of writes', async () => {
      const { runtime, console } = current();
      await fc.assert(
        fc.asyncProperty(fc.array(anyMove(), { maxLength: 25 }), async (moves) => {
          const lives = { live: new Map<number, Save>(), told: new NaiveTrends(), key: () => runtime.allocateKey() };
          const before = await allCells(console);
          let batch: ChangeSet[] = [];
          for (const move of moves) {
            batch.push(...changesOf(move, lives));
            if (!move.flush) continue;
            await runtime.commit(batch);
            batch = [];
          }
          await runtime.commit(batch);
          expect(sumOf(await allCells(console))).toEqual(sumOf(before, lives.told.cells()));
          for (const window of WINDOWS) {
            const summed = await console.sumTrends(window);
            expect(countsOf(summed), JSON.stringify(window)).toEqual(countsOf(await console.readTrends(window)));
          }
          await runtime.commit([[...lives.live.values()].map(aPurge)]);
        }),
        { numRuns: 60 },
      );
    });

    test('are told of some workflows only, when they are named', async () => {
      const { runtime, console } = current();
      const kinds = ['Pay', 'Ship', 'Sell'].map((name, key) => anInstanceRecord({ key: key + 1, name }));
      await runtime.commit([kinds.map((record) => aSave(record))]);
      const hour = { from: T0, before: T0 + HOUR, step: MINUTE };
      const among = ['Pay', 'Sell', 'Other'].map((name) => ({ appId: 'shop', name }));
      const started = async (asked: readonly { appId: string; name: string }[] | undefined) =>
        (await console.readTrends({ ...hour, among: asked })).reduce((sum, { count }) => sum + count, 0);
      expect([await started(undefined), await started(among), await started([])]).toEqual([3, 2, 0]);
    });

    test('tell how a run ended and how long it took, once', async () => {
      const { runtime, console } = current();
      const begun = aSave(anInstanceRecord({ key: 1, status: 'pending', createdAt: T0 }));
      const running = aSaveAfter(begun, { status: 'running', startedAt: T0 + 500 });
      const failed = aSaveAfter(running, { status: 'failed', completedAt: T0 + MINUTE + 700 });
      await runtime.commit([[begun], [running]]);
      await runtime.commit([[failed]]);
      await runtime.commit([[aSaveAfter(failed, { attempts: 2 })], [aPurge(failed)]]);
      const hour = { from: T0, before: T0 + HOUR };
      expect(await console.readTrends({ ...hour, step: MINUTE })).toEqual([
        { step: T0, measure: 'started', slot: 0, count: 1 },
        { step: T0 + MINUTE, measure: 'failed', slot: slotOf(MINUTE + 200), count: 1 },
      ]);
      expect(await console.readTrends({ ...hour, step: HOUR })).toEqual([
        { step: T0, measure: 'failed', slot: slotOf(MINUTE + 200), count: 1 },
        { step: T0, measure: 'started', slot: 0, count: 1 },
      ]);
    });

    test('take an execution that continues as new for one, and a new run on its id for another', async () => {
      const { runtime, console } = current();
      const first = aSave(anInstanceRecord({ key: 1, createdAt: T0 }));
      const reset = { history: { reset: true, from: 0 } };
      const second = aSaveAfter(first, { generation: 2 }, reset);
      const ended = aSaveAfter(second, { status: 'completed', completedAt: T0 + 90 });
      const again = aSaveAfter(
        ended,
        { generation: 1, status: 'running', createdAt: T0 + 99, completedAt: undefined },
        reset,
      );
      await runtime.commit([[first], [second], [ended], [again]]);
      const cells = await console.readTrends({ from: T0, before: T0 + MINUTE, step: MINUTE });
      expect(cells).toEqual([
        { step: T0, measure: 'completed', slot: slotOf(90), count: 1 },
        { step: T0, measure: 'started', slot: 0, count: 2 },
      ]);
    });

    test('are told by step, by app and by workflow', async () => {
      const { runtime, console } = current();
      const ends = [
        { appId: 'a', name: 'x', status: 'failed', at: T0 },
        { appId: 'a', name: 'y', status: 'failed', at: T0 + 4 * MINUTE },
        { appId: 'b', name: 'x', status: 'failed', at: T0 + 5 * MINUTE },
        { appId: 'b', name: 'x', status: 'completed', at: T0 + 6 * MINUTE },
      ] as const;
      await runtime.commit([
        ends.map(({ at, ...row }, index) =>
          aSave(anInstanceRecord({ key: index + 1, ...row, createdAt: T0, completedAt: at + 1 })),
        ),
      ]);
      const window = { from: T0, before: T0 + 10 * MINUTE, step: 5 * MINUTE };
      const failures = async (of: { appId?: string; name?: string }) =>
        (await console.readTrends({ ...window, ...of }))
          .filter(({ measure }) => measure === 'failed')
          .map(({ step, count }) => [step - T0, count]);
      expect(await failures({ name: 'x' })).toEqual([
        [0, 1],
        [5 * MINUTE, 1],
      ]);
      expect(await failures({ appId: 'a' })).toHaveLength(2);
      expect(await failures({ appId: 'a', name: 'x' })).toEqual([[0, 1]]);
      expect((await console.sumTrends(window)).filter(({ measure }) => measure !== 'started')).toEqual([
        { appId: 'a', name: 'x', measure: 'failed', count: 1 },
        { appId: 'a', name: 'y', measure: 'failed', count: 1 },
        { appId: 'b', name: 'x', measure: 'completed', count: 1 },
        { appId: 'b', name: 'x', measure: 'failed', count: 1 },
      ]);
      expect(await console.readFailures(window, [{ appId: 'b', name: 'x' }])).toEqual([
        { appId: 'b', name: 'x', step: T0 + 5 * MINUTE, count: 1 },
      ]);
      expect(await console.readFailures(window, [])).toEqual([]);
    });

    test('minutes are forgotten after 49 hours, hours after 400 days, and not before', async () => {
      const { runtime, console } = current();
      const startAt = async (key: number, createdAt: number) =>
        runtime.commit([[aSave(anInstanceRecord({ key, createdAt }))]]);
      const countAt = async (at: number, step: number) =>
        (await console.readTrends({ from: at, before: at + step, step })).length;
      await startAt(1, T0);
      await startAt(2, T0 + 49 * HOUR + 5);
      expect(await countAt(T0, MINUTE)).toBe(1);
      await startAt(3, T0 + 50 * HOUR);
      expect([await countAt(T0, MINUTE), await countAt(T0, HOUR)]).toEqual([0, 1]);
      await startAt(4, T0 + 400 * DAY);
      expect(await countAt(T0, HOUR)).toBe(1);
      await startAt(5, T0 + 400 * DAY + HOUR);
      expect([await countAt(T0, HOUR), await countAt(T0 + 50 * HOUR, HOUR)]).toEqual([0, 1]);
    });
  });
}

type Move = {
  readonly at: number;
  readonly kind: 'save' | 'restart' | 'continue' | 'purge';
  readonly status: InstanceStatus;
  readonly name: string;
  readonly minutes: number;
  /** Commit after it. */
  readonly flush: boolean;
};

function anyMove(): fc.Arbitrary<Move> {
  return fc.record({
    at: fc.nat({ max: 3 }),
    kind: fc.constantFrom('save', 'save', 'save', 'restart', 'continue', 'purge'),
    status: fc.constantFrom(...INSTANCE_STATUSES),
    name: fc.constantFrom('x', 'y'),
    minutes: fc.nat({ max: 40 * 60 }),
    flush: fc.boolean(),
  });
}

type Cell = TrendCell & { readonly span: number };

/** Every start and every end, one by one. */
class NaiveTrends {
  readonly #events: { measure: TrendMeasure; slot: number; at: number }[] = [];

  started(at: number): void {
    this.#events.push({ measure: 'started', slot: 0, at });
  }

  ended(measure: EndedStatus, { from, at }: { from: number; at: number }): void {
    this.#events.push({ measure, slot: slotOf(at - from), at });
  }

  cells(): readonly Cell[] {
    return [MINUTE, HOUR].flatMap((span) =>
      this.#events.map(({ at, ...event }) => ({ ...event, span, step: at - (at % span), count: 1 })),
    );
  }
}

type Lives = { readonly live: Map<number, Save>; readonly told: NaiveTrends; readonly key: () => number };

function changesOf(move: Move, lives: Lives): readonly ChangeSet[] {
  const before = lives.live.get(move.at);
  if (move.kind === 'purge' && before !== undefined) {
    lives.live.delete(move.at);
    return [[aPurge(before)]];
  }
  const after = savedAfter(before, move, lives);
  lives.live.set(move.at, after);
  return [[after]];
}

function savedAfter(before: Save | undefined, move: Move, { told, key }: Lives): Save {
  const { status, name } = move;
  const at = T0 + move.minutes * MINUTE + 7.5;
  const isNew = before === undefined || move.kind === 'restart';
  const createdAt = isNew ? at : before.record.createdAt;
  const wasOpen = isNew || !hasEnded(before.record.status);
  const completedAt = hasEnded(status) ? Math.max(at, createdAt) + move.minutes : undefined;
  if (isNew) told.started(createdAt);
  if (wasOpen && hasEnded(status) && completedAt !== undefined)
    told.ended(status, { from: createdAt, at: completedAt });
  const fields = { status, name, createdAt, completedAt };
  if (before === undefined) return aSave(anInstanceRecord({ key: key(), instanceId: `i${move.at}`, ...fields }));
  if (move.kind === 'save' || move.kind === 'purge') return aSaveAfter(before, fields);
  const generation = move.kind === 'restart' ? 1 : before.record.generation + 1;
  return aSaveAfter(before, { ...fields, generation }, { history: { reset: true, from: 0 } });
}

async function allCells(console: StoreUnderTest['console']): Promise<readonly Cell[]> {
  const window = { from: T0, before: T0 + 48 * HOUR };
  const cells = await Promise.all(
    [MINUTE, HOUR].map(async (span) =>
      (await console.readTrends({ ...window, step: span })).map((cell) => ({ ...cell, span })),
    ),
  );
  return cells.flat();
}

function countsOf(parts: readonly { readonly measure: TrendMeasure; readonly count: number }[]) {
  const counts = { started: 0, completed: 0, failed: 0, terminated: 0 };
  for (const { measure, count } of parts) counts[measure] += count;
  return counts;
}

/** How often each kind of thing happened in each bucket. */
function sumOf(...cells: readonly (readonly Cell[])[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { span, step, measure, slot, count } of cells.flat()) {
    const key = [span, step - T0, measure, slot].join(' ');
    sums[key] = (sums[key] ?? 0) + count;
  }
  return sums;
}
