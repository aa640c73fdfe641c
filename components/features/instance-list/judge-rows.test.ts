import { expect, test } from 'vitest';
import { NO_FILTER, type ListFilter } from '@/lib/domain/instance-filter';
import { sampleInstance } from '@/lib/testing/sample-instance';
import { judgeOf } from './judge-rows';

const instance = sampleInstance({ instanceId: 'Order-7', status: 'failed', createdAt: 1000 });
const cases: [boolean | undefined, Partial<ListFilter>][] = [
  [true, {}],
  [true, { statuses: ['running', 'failed'] }],
  [false, { statuses: ['running'] }],
  [false, { appIds: ['billing'] }],
  [false, { names: ['Refund'] }],
  [true, { query: 'order-7 status:failed' }],
  [false, { query: 'order-8' }],
  [undefined, { query: 'step:Pay.failed' }],
  [undefined, { query: '-root:order-7' }],
  [undefined, { query: 'worker:none' }],
  [true, { createdFrom: 1000 }],
  [false, { createdFrom: 1001 }],
  [false, { createdBefore: 1000 }],
  [true, { createdBefore: 1001 }],
];

test.each(cases)('%s for %o', (expected, part) => {
  expect(judgeOf({ ...NO_FILTER, ...part }, 2000)(instance)).toBe(expected);
});
