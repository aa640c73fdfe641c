import { expect, test } from 'vitest';
import { NO_FILTER, type InstanceFilter } from '@/lib/domain/instance-filter';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { matchesFilter } from './matches-filter';

const instance = sampleInstance({ instanceId: 'Order-7', status: 'failed', createdAt: 1000 });
const cases: [boolean, Partial<InstanceFilter>][] = [
  [true, {}],
  [true, { statuses: ['running', 'failed'] }],
  [false, { statuses: ['running'] }],
  [false, { appIds: ['billing'] }],
  [false, { names: ['Refund'] }],
  [true, { text: 'order-7' }],
  [false, { text: 'order-8' }],
  [true, { createdFrom: 1000 }],
  [false, { createdFrom: 1001 }],
  [false, { createdBefore: 1000 }],
  [true, { createdBefore: 1001 }],
];

test.each(cases)('%s for %o', (expected, part) => {
  expect(matchesFilter(instance, { ...NO_FILTER, ...part })).toBe(expected);
});
