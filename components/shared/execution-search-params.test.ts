import fc from 'fast-check';
import { createLoader } from 'nuqs/server';
import { expect, test } from 'vitest';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import {
  executionSearchParams,
  executionsPage,
  filterOfSearch,
  isUnfiltered,
  PRESET_NAMES,
  type ExecutionSearch,
} from './execution-search-params';

const load = createLoader(executionSearchParams);
const NOW = 1_000_000_000;
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('%', '2', '5', 'C', ',', 'a'), minLength: 1, maxLength: 6 }),
);
const time = fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 }));
const searches: fc.Arbitrary<ExecutionSearch> = fc.record({
  status: fc.uniqueArray(fc.constantFrom(...INSTANCE_STATUSES)),
  app: fc.array(name, { maxLength: 3 }),
  workflow: fc.array(name, { maxLength: 3 }),
  q: fc.string({ maxLength: 12 }),
  created: fc.option(fc.constantFrom(...PRESET_NAMES)),
  from: time,
  before: time,
  columns: fc.option(fc.array(name, { minLength: 1, maxLength: 3 })),
  view: fc.option(fc.string({ maxLength: 8 })),
});

test('a link brings back the filter it was made from', () => {
  fc.assert(
    fc.property(searches, (search) => {
      const url = new URL(executionsPage(search), 'http://console');
      expect(load(url.searchParams)).toEqual(search);
    }),
  );
});

test('an address without a filter means everything', () => {
  expect(executionsPage()).toBe('/instances');
  expect(isUnfiltered(load(''))).toBe(true);
  expect(isUnfiltered(load('?status=failed'))).toBe(false);
  expect(isUnfiltered(load('?created=1h'))).toBe(false);
});

test('a preset counts back from now, and exact times win over it', () => {
  expect(filterOfSearch(load('?created=15m'), NOW).createdFrom).toBe(NOW - 900_000);
  expect(filterOfSearch(load('?created=15m&before=5'), NOW)).toMatchObject({
    createdFrom: undefined,
    createdBefore: 5,
  });
});

test('a pasted id loses the space around it; unknown statuses are dropped', () => {
  expect(filterOfSearch(load('?q=%20order-1%20&status=failed,odd'), NOW)).toMatchObject({
    query: 'order-1',
    statuses: ['failed'],
  });
});
