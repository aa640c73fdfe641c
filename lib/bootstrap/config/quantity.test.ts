import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationMs, sizeBytes } from './quantity';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

describe('durations', () => {
  test.each([
    [0, 0],
    [1_500, 1_500],
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['7 d', 604_800_000],
  ])('%s is %d ms', (given, ms) => {
    expect(durationMs(given)).toBe(ms);
  });

  test.each([
    -1,
    0.5,
    NaN,
    Infinity,
    '',
    's',
    '5',
    '-5s',
    '5 minutes',
    '5M',
    '5S',
    ' 5s',
    '5s ',
    '1e3s',
    '5sm',
    '5constructor',
    null,
    undefined,
    {},
    true,
    2 ** 53,
    `${2 ** 50}d`,
  ])('%s is none', (given) => {
    expect(durationMs(given)).toBe(undefined);
  });

  test('a number with a unit is that many of it', () => {
    const unit = fc.constantFrom(...(Object.keys(UNITS) as (keyof typeof UNITS)[]));
    fc.assert(
      fc.property(fc.nat(100_000), unit, (count, name) => {
        expect(durationMs(`${count}${name}`)).toBe(count * UNITS[name]);
      }),
    );
  });

  test('whatever is taken is a whole number that is not negative, and means itself', () => {
    const given = fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^\d{1,4}(\.\d{1,3})? ?(ms|s|m|h|d|x)$/));
    fc.assert(
      fc.property(given, (value) => {
        const ms = durationMs(value);
        if (ms === undefined) return;
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(durationMs(ms)).toBe(ms);
        expect(durationMs(`${ms}ms`)).toBe(ms);
      }),
    );
  });
});

describe('sizes', () => {
  test.each([
    [1_024, 1_024],
    ['512B', 512],
    ['64KiB', 65_536],
    ['4MiB', 4_194_304],
    ['0.5GiB', 536_870_912],
  ])('%s is %d bytes', (given, bytes) => {
    expect(sizeBytes(given)).toBe(bytes);
  });

  test.each([-1, 1.5, '4MB', '4', 'MiB', '4 mib', null])('%s is none', (given) => {
    expect(sizeBytes(given)).toBe(undefined);
  });
});
