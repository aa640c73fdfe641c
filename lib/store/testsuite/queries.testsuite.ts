import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import type { Step } from '@/lib/domain/step';
import { NOTHING, type Condition, type Pattern, type Span, type StoredCondition } from '@/lib/query/condition';
import { matches, type QueriedInstance } from '@/lib/query/matches';
import { planQuery } from '@/lib/query/plan-query';
import {
  anInstanceRecord,
  aPurge,
  aSave,
  aStep,
  NO_PAYLOAD,
  NOTHING_WAITED_FOR,
  T0,
  type Save,
} from '@/lib/testing/store-builders';
import type { InstanceRecord } from '../runtime-store';
import { expectTally } from './id-text.testsuite';
import { readAllPages } from './read-all-pages';
import type { StoreUnderTest } from './store-under-test';
import { anyValue, anyValueTest } from './value-arbitraries';

const WORDS = ['Notify', 'notify', 'Pay_1', '100%', `it's "so"`, 'é', 'a*b', ''] as const;
const word = fc.constantFrom(...WORDS);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const at = fc.integer({ min: 0, max: 6 }).map((ms) => T0 + ms);

/** The language of queries: what the store finds is what the condition means. */
export function describeQueries(current: () => StoreUnderTest, use: (again: StoreUnderTest) => StoreUnderTest): void {
  describe('queries', () => {
    test('property: random queries over random rows find and count what their meaning says', async () => {
      const { runtime, console } = use(await current().reopen({ paths: [...PATHS] }));
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyRow, { maxLength: 10 }),
          fc.array(anyClause, { maxLength: 3 }),
          fc.integer({ min: 1, max: 4 }),
          async (rows, of, limit) => {
            const saves = rows.map((row, index) => toSave(row, { index, key: runtime.allocateKey() }));
            await runtime.commit([saves]);
            const whole: Condition = { kind: 'all', of };
            const expected = saves
              .filter((save) => matches(queried(save, saves), whole))
              .map(({ record }) => record)
              .toSorted((a, b) => b.createdAt - a.createdAt || b.key - a.key)
              .map(({ instanceId }) => instanceId);
            const plan = planQuery(whole, { ...(await console.listKinds()), appsWithWorker: [BUSY] });
            const filter = { ...plan.filter, rest: plan.isEmpty ? NOTHING : plan.rest };
            const found = await readAllPages(console, filter, limit);
            expect(found.map(({ instanceId }) => instanceId)).toEqual(expected);
            expectTally((await console.countInstances(filter)).total, expected.length);
            await runtime.commit([saves.map(aPurge)]);
          },
        ),
        { numRuns: 200, endOnFailure: true },
      );
    });

    test('an instance that failed twice in steps of one name is found once', async () => {
      const { runtime, console } = current();
      const put = [0, 1].map((eventId) => aStep({ eventId, name: 'Pay', status: 'failed' }));
      await runtime.commit([[aSave(anInstanceRecord({ key: 1 }), { steps: { put } })]]);
      const rest: StoredCondition = { kind: 'step', name: ['Pay'], statuses: ['failed'] };
      expect((await console.listInstances({ ...EVERYTHING, rest }, { limit: 9 })).instances).toHaveLength(1);
      expect((await console.countInstances({ ...EVERYTHING, rest })).total).toEqual({ count: 1, isExact: true });
    });

    test('texts with signs that JSON escapes stay as they are, and hold up no other row', async () => {
      const { runtime, console } = current();
      const odd = anInstanceRecord({ key: 1, tags: { region: 'eu\0' } });
      await runtime.commit([[aSave(odd), aSave(anInstanceRecord({ key: 2, tags: { region: 'eu', 'x.y"z': '1' } }))]]);
      const find = async (rest: StoredCondition) =>
        (await console.listInstances({ ...EVERYTHING, rest }, { limit: 9 })).instances.map(
          ({ instanceId }) => instanceId,
        );
      expect(await find({ kind: 'tag', key: 'region', pattern: ['eu'] })).toEqual(['order-2']);
      expect(await find({ kind: 'tag', key: 'x.y"z', pattern: ['1'] })).toEqual(['order-2']);
    });
  });
}

/** The app that has a worker. */
const BUSY = 'shop';
/** Those that are declared. */
const PATHS = ['input.total', 'input.lines.0', 'output'] as const;
const EVERYTHING = { statuses: [], appIds: [], names: [] };

type Row = Pick<InstanceRecord, 'appId' | 'name' | 'status' | 'version' | 'createdAt' | 'startedAt' | 'completedAt'> &
  Pick<InstanceRecord, 'updatedAt' | 'lastError' | 'rerunOf'> & {
    readonly id: string;
    readonly tag: string | undefined;
    readonly events: readonly string[];
    readonly nextAttemptAt: number | undefined;
    /** Which of the rows is the parent, by its place before this one. */
    readonly parent: number | undefined;
    readonly steps: readonly Pick<Step, 'name' | 'status'>[];
    readonly input: string | undefined;
    readonly output: string | undefined;
  };

const anyRow: fc.Arbitrary<Row> = fc.record({
  appId: fc.constantFrom('shop', 'bank'),
  name: fc.constantFrom('Order', 'Refund', 'order_2'),
  status: fc.constantFrom(...INSTANCE_STATUSES),
  version: maybe(word),
  ...{ createdAt: at, startedAt: maybe(at), completedAt: maybe(at), updatedAt: at },
  lastError: maybe(word),
  rerunOf: maybe(fc.constantFrom('x-0', 'y')),
  id: fc.constantFrom('x', 'Pay_1', 'Notify'),
  tag: maybe(word),
  events: fc.array(word, { maxLength: 2 }),
  nextAttemptAt: maybe(at),
  parent: maybe(fc.integer({ min: 1, max: 3 })),
  steps: fc.array(
    fc.record({ name: word, status: fc.constantFrom('scheduled', 'completed', 'failed', 'canceled', 'discarded') }),
    { maxLength: 3 },
  ),
  input: maybe(
    fc.oneof(
      fc.record({ total: anyValue, lines: fc.array(anyValue, { maxLength: 1 }) }).map((given) => JSON.stringify(given)),
      fc.constantFrom('no JSON', '[]', `{"total":"${'9'.repeat(250)}"}`),
    ),
  ),
  output: maybe(anyValue.map((given) => JSON.stringify(given))),
});

function toSave(row: Row, { index, key }: { readonly index: number; readonly key: number }): Save {
  const { id, tag, events, nextAttemptAt, parent, steps, input, output, ...own } = row;
  const above = parent === undefined ? -1 : index - parent;
  const record = anInstanceRecord({
    ...own,
    ...{ key, instanceId: idAt(index) },
    tags: tag === undefined ? { [id]: 'other' } : { region: tag, [id]: 'other' },
    waitingOn: { ...NOTHING_WAITED_FOR, events, ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }) },
    // Now and then a parent that the store does not have.
    parent: parent === undefined ? undefined : { appId: 'shop', instanceId: above < 0 ? 'gone' : idAt(above) },
  });
  return aSave(record, {
    steps: { put: steps.map((step, eventId) => aStep({ ...step, eventId })) },
    payload: { ...NO_PAYLOAD, input, output },
  });
}

function idAt(index: number): string {
  return `${['x', 'Pay_1', 'Notify'][index % 3] ?? ''}-${index}`;
}

function queried(save: Save, saves: readonly Save[]): QueriedInstance {
  return {
    ...save.record,
    steps: save.steps.put,
    root: rootOf(save.record, saves),
    hasWorker: save.record.appId === BUSY,
    payloads: save.payload ?? NO_PAYLOAD,
  };
}

function rootOf({ instanceId, parent }: InstanceRecord, saves: readonly Save[]): string {
  if (parent === undefined) return instanceId;
  const above = saves.find(({ record }) => record.instanceId === parent.instanceId && record.appId === parent.appId);
  return above === undefined ? parent.instanceId : rootOf(above.record, saves);
}

const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  fc.constantFrom('x-0', 'Pay_1-1', 'gone', 'Order', 'shop', 'eu', ...WORDS).map((text) => [text]),
  fc.array(fc.constantFrom('x', 'pay_', 'o', '%', '1', 'T', ''), { minLength: 2, maxLength: 3 }),
);
const span: fc.Arbitrary<Span> = fc.record({ from: maybe(at), before: maybe(at) });
const length: fc.Arbitrary<Span> = fc.record({ from: maybe(fc.nat(6)), before: maybe(fc.nat(6)) });

const anyLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('status'), is: fc.constantFrom(...INSTANCE_STATUSES) }),
  fc.record({
    kind: fc.constant('text'),
    field: fc.constantFrom('app', 'name', 'version', 'id', 'parent', 'root', 'rerunOf', 'error'),
    pattern,
  }),
  fc.record({ kind: fc.constant('tag'), key: fc.constantFrom('region', 'Pay_1', 'none'), pattern }),
  fc.record({ kind: fc.constant('words'), text: fc.constantFrom('x', 'PAY', '-1', 'ord', '%', 'notify-2') }),
  fc.record({ kind: fc.constant('instant'), field: fc.constantFrom('created', 'started', 'ended', 'updated'), span }),
  fc.record({ kind: fc.constant('duration'), span: length, now: at }),
  fc.record({ kind: fc.constant('waiting'), pattern }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('payload'),
      path: fc.constantFrom(...PATHS),
      test: anyValueTest(pattern),
    }),
  },
  fc.constantFrom<Condition>({ kind: 'retrying' }, { kind: 'child' }, { kind: 'worker' }),
  fc.record({
    kind: fc.constant('step'),
    name: pattern,
    statuses: fc.constantFrom([], ['failed'] as const, ['scheduled'] as const, ['canceled', 'discarded'] as const),
  }),
);
const anyClause: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: anyLeaf },
  fc.array(anyLeaf, { minLength: 1, maxLength: 3 }).map((of): Condition => ({ kind: 'any', of })),
  anyLeaf.map((of): Condition => ({ kind: 'not', of })),
);
