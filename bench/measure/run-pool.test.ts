import { expect, test } from 'vitest';
import { runPool } from './run-pool';

test('calls each once, never more at one time than allowed, and tells how long each took', async () => {
  const seen: number[] = [];
  let [running, most] = [0, 0];
  const { latencies } = await runPool(20, 3, async (index) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push(index);
    running -= 1;
  });
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(3);
  expect(latencies.every((ms) => ms >= 0)).toBe(true);
  expect(latencies).toHaveLength(20);
});

test('rejects with what one call rejects with', async () => {
  await expect(runPool(3, 1, () => Promise.reject(new Error('wrong result')))).rejects.toThrow('wrong result');
});
