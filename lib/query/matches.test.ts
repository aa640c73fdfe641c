import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLike, matches, type QueriedInstance } from './matches';
import { conditionOf, parseQuery } from './parse-query';

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;

function anInstance(over: Partial<QueriedInstance> = {}): QueriedInstance {
  return {
    ...{ appId: 'orders', instanceId: 'order-4711', name: 'OrderFlow', status: 'running', executionId: 'e' },
    ...{ createdAt: NOW - 60 * MINUTE, startedAt: NOW - 10 * MINUTE, updatedAt: NOW - MINUTE, generation: 1 },
    ...{ tags: { region: 'eu' }, attempts: 1, historyLength: 3, root: 'order-4711', hasWorker: true },
    payloads: {
      input: '{"customer":{"id":42},"lines":[{"sku":"A-1"}]}',
      customStatus: '{"step":"paid"}',
      output: '"12.50"',
    },
    waitingOn: { activities: [], openTasks: 0, children: [], events: ['Approval'] },
    steps: [step('Notify', 'failed'), step('Pay', 'scheduled')],
    ...over,
  };
}

function step(name: string, status: 'failed' | 'scheduled') {
  return { generation: 1, eventId: 0, kind: 'activity', name, status, attempt: 1, scheduledAt: NOW } as const;
}

function isFound(query: string, instance: Partial<QueriedInstance> = {}): boolean {
  return matches(anInstance(instance), conditionOf(parseQuery(query, NOW)));
}

describe('a query finds', () => {
  test.each([
    '',
    'status:running',
    '-status:failed',
    'app:orders name:OrderFlow',
    'name:order*',
    '4711',
    'ORDER',
    'tag.region:e*',
    'created:>2h',
    'duration:>5m',
    'duration:5m..11m',
    'waiting:Approval',
    'step:Notify.failed',
    'step:Pay.waiting',
    'step:*',
    '-retrying:true',
    'flawed:false',
    'child:false',
    'worker:connected',
    'root:order-4711',
    'input.customer.id:42',
    'input.customer.id:>41 input.customer.id:<=42',
    'input.customer.id:40..42',
    'input.customer.id:42..',
    'input.lines[0].sku:a-*',
    'input.lines.0.sku:B-2,A-1',
    'output:12.50',
    'output:12.5..12.5',
    'status.step:paid customStatus.step:paid',
    '-input.coupon:*',
  ])('%s', (query) => {
    expect(isFound(query)).toBe(true);
  });

  test.each([
    'status:failed',
    'app:Orders',
    'name:order',
    '4712',
    'tag.region:e',
    'tag.toString:*',
    'created:<2h',
    'ended:<1d',
    'duration:>10.5m',
    'waiting:approval',
    'step:Notify.waiting',
    'step:Ship',
    'retrying:true',
    'flawed:true',
    'child:true',
    'worker:none',
    'parent:*',
    'error:*',
    'input.customer.id:>42',
    'input.customer.id:43..50',
    'input.customer.id:4',
    'input.customer.id:">41"',
    'input.customer.name:*',
    'input.lines[0].sku:>0',
    'status.step:PAID',
  ])('not %s', (query) => {
    expect(isFound(query)).toBe(false);
  });

  test('by its length what has ended, not what has not begun', () => {
    expect(isFound('duration:<1m', { completedAt: NOW - 9.5 * MINUTE })).toBe(true);
    expect(isFound('duration:<100d', { startedAt: undefined })).toBe(false);
  });
});

test('property: a pattern is that of a regular expression with anything for the stars', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '-'), maxLength: 8 });
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 2, maxLength: 4 }), (given, parts) => {
      const expression = new RegExp(`^${parts.join('.*')}$`, 'i');
      expect(looksLike(given, parts)).toBe(expression.test(given));
    }),
  );
});
