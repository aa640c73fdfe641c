import { describe, expect, test } from 'vitest';
import { formatDuration, formatTicking } from './format-duration';

describe('formatDuration', () => {
  test.each([
    [0, '0 ms'],
    [-5, '0 ms'],
    [840, '840 ms'],
    [999.9, '999 ms'],
    [1000, '1.00 s'],
    [1240, '1.24 s'],
    [59_999, '59.99 s'],
    [60_000, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [11_520_000, '3 h 12 min'],
    [86_399_999, '23 h 59 min'],
    [352_800_000, '4 d 2 h'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('formatTicking', () => {
  test.each([
    [0, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min 00 s'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatTicking(milliseconds)).toBe(text);
  });
});
