import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampWindow, panWindow, showsAll, ticksOf, zoomWindow } from './time-window';

describe('the window', () => {
  test('zooms around a point, pans by a quarter, and stays inside', () => {
    expect(zoomWindow({ from: 0, to: 800 }, 'in', 200)).toEqual({ from: 100, to: 500 });
    expect(zoomWindow({ from: 100, to: 500 }, 'out', 200)).toEqual({ from: 0, to: 800 });
    expect(panWindow({ from: 0, to: 400 }, 'on')).toEqual({ from: 100, to: 500 });
    expect(clampWindow({ from: -100, to: 300 }, 1000)).toEqual({ from: 0, to: 400 });
    expect(clampWindow({ from: 800, to: 1200 }, 1000)).toEqual({ from: 600, to: 1000 });
    expect(clampWindow({ from: -500, to: 5000 }, 1000)).toEqual({ from: 0, to: 1000 });
    expect(showsAll({ from: 0, to: 1000 }, 1000)).toBe(true);
    expect(showsAll({ from: 1, to: 1000 }, 1000)).toBe(false);
  });

  test('is never outside and never empty', () => {
    const range = fc.record({ from: fc.integer({ min: -9, max: 9 }), to: fc.integer({ min: -9, max: 9 }) });
    fc.assert(
      fc.property(range, fc.nat(9), (wanted, length) => {
        const { from, to } = clampWindow(wanted, length);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(Math.max(1, length));
        expect(to - from).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('ticks', () => {
  const labels = (from: number, to: number, wanted = 6) => ticksOf({ from, to }, wanted).map(({ label }) => label);

  test('are round, from milliseconds to days', () => {
    expect(labels(0, 8020)).toEqual(['0 s', '1 s', '2 s', '3 s', '4 s', '5 s', '6 s', '7 s', '8 s']);
    expect(labels(0, 90)).toEqual(['0 s', '20 ms', '40 ms', '60 ms', '80 ms']);
    expect(labels(60_000, 240_000, 3)).toEqual(['1 min', '2 min', '3 min', '4 min']);
    expect(labels(0, 4 * 86_400_000, 4)).toEqual(['0 s', '1 d', '2 d', '3 d', '4 d']);
  });

  test('of a moment are few', () => {
    expect(ticksOf({ from: 5, to: 6 }, 6).length).toBeLessThanOrEqual(2);
  });
});
