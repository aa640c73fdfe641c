import { expect, test } from 'vitest';
import { nextBatch } from './pace';

test('without a limit batches are large and follow each other', () => {
  expect(nextBatch({ rate: undefined })).toEqual({ size: 200, lastsMs: 0 });
});

test.each([
  [1, 1, 1000],
  [2, 1, 500],
  [10, 5, 500],
  [100, 50, 500],
  [1000, 200, 200],
  [10_000, 200, 20],
])('%i a second: %i items in %i ms', (rate, size, lastsMs) => {
  expect(nextBatch({ rate })).toEqual({ size, lastsMs });
});
