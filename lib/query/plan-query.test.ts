import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InstanceFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { Condition } from './condition';
import { matches, type QueriedInstance } from './matches';
import { conditionOf, parseQuery } from './parse-query';
import { planQuery, type QueryPlan } from './plan-query';

const NOW = Date.UTC(2026, 10, 29, 12);
const KNOWN = {
  appsWithWorker: ['orders'],
  appIds: ['orders', 'billing'],
  names: ['OrderFlow', 'Refund', 'order'],
};

const planned = (query: string): QueryPlan => planQuery(conditionOf(parseQuery(query, NOW)), KNOWN);

test.each<[string, Partial<InstanceFilter>]>([
  ['status:failed,running', { statuses: ['running', 'failed'] }],
  ['-status:pending,running,suspended,stalled status:failed,running', { statuses: ['failed'] }],
  ['name:order*', { names: ['OrderFlow', 'order'] }],
  ['-name:order*', { names: ['Refund'] }],
  ['app:orders,new', { appIds: ['orders', 'new'] }],
  ['created:>2h created:>1h created:<30m', { createdFrom: NOW - 3_600_000, createdBefore: NOW - 1_800_000 }],
  ['4711', { text: '4711' }],
  ['worker:none', { appIds: ['billing'] }],
])('%s is all said by a filter', (query, filter) => {
  const plan = planned(query);
  expect(plan).toMatchObject({ filter, isEmpty: false });
  expect(plan.rest).toBeUndefined();
});

test.each<[string, string | undefined, Condition]>([
  ['order', undefined, { kind: 'words', text: 'order' }],
  ['12 4711', '4711', { kind: 'words', text: '12' }],
  ['retrying:true', undefined, { kind: 'retrying' }],
  [
    '-created:>1h',
    undefined,
    { kind: 'not', of: { kind: 'instant', field: 'created', span: { from: NOW - 3_600_000 } } },
  ],
])('%s has something that each row has to be asked', (query, text, rest) => {
  expect(planned(query)).toMatchObject({ filter: { text }, rest, isEmpty: false });
});

test.each([
  'status:failed -status:failed',
  'name:Z*',
  'app:orders app:billing',
  'created:>1h created:<2h',
  'app:billing worker:connected',
])('nothing can match %s', (query) => {
  expect(planned(query).isEmpty).toBe(true);
});

/** What a store makes of a filter. */
function isMeant({ statuses, appIds, names, createdFrom, createdBefore, text }: InstanceFilter, one: QueriedInstance) {
  const isOf = (values: readonly string[], value: string): boolean => values.length === 0 || values.includes(value);
  return (
    isOf(statuses, one.status) &&
    isOf(appIds, one.appId) &&
    isOf(names, one.name) &&
    (createdFrom === undefined || one.createdAt >= createdFrom) &&
    (createdBefore === undefined || one.createdAt < createdBefore) &&
    (text === undefined || one.instanceId.toLowerCase().includes(text.toLowerCase()))
  );
}

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('status' as const), is: fc.constantFrom(...INSTANCE_STATUSES) }),
  fc.record({
    kind: fc.constant('text' as const),
    field: fc.constantFrom('app' as const, 'name' as const, 'id' as const),
    pattern: fc.constantFrom(['orders'], ['order', ''], ['', 'e', ''], ['OrderFlow'], ['Refund'], ['new']),
  }),
  fc.record({ kind: fc.constant('words' as const), text: fc.constantFrom('order', '7', '71', 'x', 'Und') }),
  fc.record({
    kind: fc.constant('instant' as const),
    field: fc.constantFrom('created' as const, 'updated' as const),
    span: fc.record({
      from: fc.option(fc.nat(5), { nil: undefined }),
      before: fc.option(fc.nat(5), { nil: undefined }),
    }),
  }),
  fc.constantFrom<Condition>({ kind: 'retrying' }, { kind: 'worker' }),
);
const clause: fc.Arbitrary<Condition> = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 1, maxLength: 3 }).map((of): Condition => ({ kind: 'any', of })),
  leaf.map((of): Condition => ({ kind: 'not', of })),
);
const instance: fc.Arbitrary<QueriedInstance> = fc
  .record({
    appId: fc.constantFrom(...KNOWN.appIds),
    name: fc.constantFrom(...KNOWN.names),
    status: fc.constantFrom(...INSTANCE_STATUSES),
    instanceId: fc.constantFrom('order-71', 'X', '7'),
    createdAt: fc.nat(5),
    updatedAt: fc.nat(5),
  })
  .map((given) => ({
    ...given,
    ...{
      executionId: 'e',
      generation: 1,
      tags: {},
      attempts: 1,
      historyLength: 1,
      root: given.instanceId,
      hasWorker: given.appId === 'orders',
    },
    waitingOn: { activities: [], openTasks: 0, children: [], events: [] },
    ...{ steps: [], payloads: {} },
  }));

test('property: filter and rest together mean what the query means', () => {
  fc.assert(
    fc.property(fc.array(clause, { maxLength: 4 }), instance, (of, one) => {
      const whole: Condition = { kind: 'all', of };
      const plan = planQuery(whole, KNOWN);
      const isFound = !plan.isEmpty && isMeant(plan.filter, one) && matches(one, plan.rest ?? { kind: 'all', of: [] });
      expect(isFound).toBe(matches(one, whole));
    }),
    { numRuns: 500 },
  );
});
