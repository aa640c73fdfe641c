import { describe, expect, test } from 'vitest';
import { exactTimes, formatDayTime, formatMoment, formatRelative } from './format-time';

const NOW = new Date(2026, 10, 12, 14, 2, 30).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('formatRelative', () => {
  test.each([
    [0, 'just now'],
    [-30_000, 'just now'],
    [MINUTE - 1, 'just now'],
    [MINUTE, '1 min ago'],
    [59 * MINUTE, '59 min ago'],
    [HOUR, '1 h ago'],
    [14 * HOUR, '14 h ago'],
    [15 * HOUR, 'yesterday 23:02'],
    [24 * HOUR, 'yesterday 14:02'],
    [48 * HOUR, '10 Nov 14:02'],
    [-8 * MINUTE, 'in 8 min'],
    [-3 * HOUR, 'in 3 h'],
  ])('%d ms before now is %s', (ago, text) => {
    expect(formatRelative(NOW - ago, NOW)).toBe(text);
  });
});

test('another year is named', () => {
  expect(formatDayTime(new Date(2025, 0, 2, 3, 4).getTime(), NOW)).toBe('2 Jan 2025 03:04');
});

test('the exact time is told three ways', () => {
  const { utc, iso } = exactTimes(Date.UTC(2026, 10, 12, 14, 2, 11, 5));
  expect(iso).toBe('2026-11-12T14:02:11.005Z');
  expect(utc).toBe('12 Nov 2026, 14:02:11 UTC');
});

test('a moment of another day says which', () => {
  expect(formatMoment(NOW + HOUR, NOW)).toBe('15:02:30');
  expect(formatMoment(NOW + 24 * HOUR, NOW)).toBe('13 Nov 14:02');
  expect(formatMoment(new Date(2027, 0, 2, 14, 2).getTime(), NOW)).toBe('2 Jan 2027 14:02');
});
