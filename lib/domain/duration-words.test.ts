import { describe, expect, test } from 'vitest';
import { durationWords, tickingWords } from './duration-words';

describe('durationWords', () => {
  test.each([
    [-5, '0 ms'],
    [0, '0 ms'],
    [0.2, '0 ms'],
    [840, '840 ms'],
    [999.9, '999 ms'],
    [1000, '1 s'],
    [1240, '1.24 s'],
    [1009, '1.00 s'],
    [2000, '2 s'],
    [59_999, '59.99 s'],
    [60_000, '1 min'],
    [120_000, '2 min'],
    [125_000, '2 min 05 s'],
    [3_599_999, '59 min 59 s'],
    [10_920_000, '3 h 2 min'],
    [11_520_000, '3 h 12 min'],
    [86_399_999, '23 h 59 min'],
    [86_400_000, '1 d'],
    [352_800_000, '4 d 2 h'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });
});

describe('tickingWords', () => {
  test.each([
    [-1, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [1999, '1 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [61_900, '1 min 01 s'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(tickingWords(milliseconds)).toBe(words);
  });
});
