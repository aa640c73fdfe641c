import { expect, test } from 'vitest';
import { createBackOff } from './back-off';

test('an app that crashes at its start is waited for longer each time, up to half a minute', () => {
  const waitAfter = createBackOff();
  expect(Array.from({ length: 7 }, () => waitAfter(100))).toEqual([
    ...[1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000],
  ]);
});

test('one that ran for a while is started again soon', () => {
  const waitAfter = createBackOff();
  for (const ranFor of [0, 0, 0]) waitAfter(ranFor);
  expect(waitAfter(10_000)).toBe(1_000);
  expect(waitAfter(0)).toBe(2_000);
});
