import { expect, test } from 'vitest';
import { createRestartBudget } from './restart-budget';

test('a process that dies now and then is started again, one that dies five times within a minute is not', () => {
  let now = 0;
  const mayRestart = createRestartBudget(() => now);
  const diesAt = (at: number): boolean => {
    now = at;
    return mayRestart();
  };
  expect([0, 20_000, 40_000, 59_999].map(diesAt)).toEqual([true, true, true, true]);
  expect(diesAt(60_000), 'the first is a minute ago').toBe(true);
  expect(diesAt(60_001)).toBe(false);
});
