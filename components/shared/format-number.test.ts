import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatMany, formatShare } from './format-number';

test('counts are exact and grouped', () => {
  expect(formatCount(184_302)).toBe('184,302');
  expect(formatMany(1, 'execution')).toBe('1 execution');
  expect(formatMany(1204, 'execution')).toBe('1,204 executions');
});

test('a share has one decimal, and none of nothing', () => {
  expect(formatShare(31, 902)).toBe('3.4 %');
  expect(formatShare(0, 902)).toBe('0 %');
  expect(formatShare(5, 5)).toBe('100 %');
  expect(formatShare(0, 0)).toBe('–');
});

test('bytes go up by thousands', () => {
  expect([999, 12_400, 2_500_000].map(formatBytes)).toEqual(['999 B', '12.4 KB', '2.5 MB']);
});
