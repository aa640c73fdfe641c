import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatMany, formatShare, formatTally, formatTallyOf } from './format-number';

test('counts are exact and grouped', () => {
  expect(formatCount(184_302)).toBe('184,302');
  expect(formatMany(1, 'execution')).toBe('1 execution');
  expect(formatMany(1204, 'execution')).toBe('1,204 executions');
});

test('a least count is told by two digits and a plus', () => {
  const least = (count: number) => formatTally({ count, isExact: false });
  expect([0, 9, 87, 987, 14_302, 1_999_999].map(least)).toEqual(['0+', '9+', '87+', '980+', '14,000+', '1,900,000+']);
  expect(formatTally({ count: 14_302, isExact: true })).toBe('14,302');
  expect(formatTallyOf({ count: 1, isExact: true }, 'execution')).toBe('1 execution');
  expect(formatTallyOf({ count: 1, isExact: false }, 'execution')).toBe('1+ executions');
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
