import { describe, expect, test } from 'vitest';
import { slotOf } from '@/lib/domain/duration-slots';
import { windowBefore, windowOf } from '@/lib/domain/trend';
import type { TrendCell, TrendSum } from '@/lib/store/console-store';
import { failuresOf, figuresOf, mostFailing, pointsOf, stepsOf } from './fold-trends';

const WINDOW = { from: 0, before: 180_000, step: 60_000 };

const cell = (over: Partial<TrendCell>): TrendCell => ({ step: 0, measure: 'completed', slot: 0, count: 1, ...over });

describe(stepsOf, () => {
  test.each(['1h', '6h', '24h', '7d', '30d'] as const)('%s are at most 120 whole steps up to now', (range) => {
    const now = 1_767_225_600_000 + 12_345_678;
    const window = windowOf(range, now);
    const steps = stepsOf(window);
    expect(steps.length).toBeLessThanOrEqual(120);
    expect(steps.at(-1)).toBeLessThanOrEqual(now);
    expect(window.before).toBeGreaterThan(now);
    expect(windowBefore(window)).toEqual({ ...window, from: 2 * window.from - window.before, before: window.from });
  });
});

describe(pointsOf, () => {
  test('tells every step, with nothing where nothing happened', () => {
    const points = pointsOf(
      [
        cell({ measure: 'started', count: 3 }),
        cell({ step: 120_000, measure: 'failed', slot: slotOf(1000), count: 2 }),
      ],
      WINDOW,
    );
    expect(points.map(({ at, started, failed }) => [at, started, failed])).toEqual([
      [0, 3, 0],
      [60_000, 0, 0],
      [120_000, 0, 2],
    ]);
    expect(points.map(({ p95 }) => p95 !== undefined)).toEqual([false, false, true]);
  });
});

describe(figuresOf, () => {
  test('takes durations of all ends together, and none of starts', () => {
    const figures = figuresOf([
      cell({ measure: 'started', count: 100 }),
      cell({ slot: slotOf(100), count: 90 }),
      cell({ step: 60_000, measure: 'failed', slot: slotOf(8000), count: 10 }),
    ]);
    expect(figures).toMatchObject({ started: 100, completed: 90, failed: 10, terminated: 0 });
    expect(Math.round((figures.p50 ?? 0) / 100)).toBe(1);
    expect(Math.round((figures.p95 ?? 0) / 1000)).toBe(8);
  });
});

describe(mostFailing, () => {
  test('ranks workflows by their failures and leaves out those without', () => {
    const sum = (name: string, measure: TrendSum['measure'], count: number): TrendSum => ({
      ...{ appId: 'shop', name, measure, count },
    });
    const sums = [sum('a', 'failed', 1), sum('a', 'completed', 9), sum('b', 'failed', 4), sum('c', 'completed', 5)];
    expect(mostFailing(sums, 5)).toEqual([
      { appId: 'shop', name: 'b', failed: 4, ended: 4 },
      { appId: 'shop', name: 'a', failed: 1, ended: 10 },
    ]);
    expect(mostFailing(sums, 1)).toHaveLength(1);
  });
});

describe(failuresOf, () => {
  test('tells the failures of one workflow in each step', () => {
    const cells = [
      { appId: 'shop', name: 'a', step: 60_000, count: 2 },
      { appId: 'shop', name: 'b', step: 0, count: 7 },
    ];
    expect(failuresOf({ appId: 'shop', name: 'a' }, cells, WINDOW)).toEqual([0, 2, 0]);
  });
});
