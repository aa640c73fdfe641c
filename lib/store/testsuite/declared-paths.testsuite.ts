import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredCondition } from '@/lib/query/condition';
import { matches } from '@/lib/query/matches';
import { anInstanceRecord, aPurge, aSave, aSaveAfter, NO_PAYLOAD, type Save } from '@/lib/testing/store-builders';
import type { ConsoleStore, StoreFilter } from '../console-store';
import { readAllPages } from './read-all-pages';
import type { StoreUnderTest } from './store-under-test';
import { anyValue, anyValueTest } from './value-arbitraries';

/** Values at declared places in payloads. */
export function describeDeclaredPaths(
  current: () => StoreUnderTest,
  use: (again: StoreUnderTest) => StoreUnderTest,
): void {
  describe('declared paths', () => {
    test('without any nothing is declared', async () => {
      expect(await current().console.listDeclaredPaths()).toEqual([]);
    });

    test('find what was stored before they were declared, and tell how much was read', async () => {
      const { runtime } = current();
      const keys = Array.from({ length: 1_200 }, () => runtime.allocateKey());
      await runtime.commit([keys.map((key) => withInput(key, { id: key }))]);
      const read: number[] = [];
      const { console } = use(
        await current().reopen({ paths: ['input.id', 'output.x'], onRead: (_, count) => void read.push(count) }),
      );
      expect(read.at(-1)).toBe(1_200);
      expect(await console.listDeclaredPaths()).toEqual([
        { path: 'input.id', isComplete: true },
        { path: 'output.x', isComplete: true },
      ]);
      expect(await found(console, { kind: 'text', pattern: ['700'] })).toEqual(['order-700']);
      const { console: again } = use(await current().reopen({ paths: ['input.id', 'output.x'], onRead: refuse }));
      expect(await found(again, { kind: 'number', span: { least: { value: 1_200, isIn: true } } })).toEqual([
        'order-1200',
      ]);
    });

    test('property: what is found is what the values mean', async () => {
      const { runtime, console } = use(await current().reopen({ paths: ['input.id'] }));
      const pattern = fc.array(fc.constantFrom('2', 'p', '{', ''), { minLength: 2, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(fc.array(anyValue, { maxLength: 8 }), anyValueTest(pattern), async (values, given) => {
          const saves = values.map((id) => withInput(runtime.allocateKey(), { id }));
          await runtime.commit([saves]);
          const rest: StoredCondition = { kind: 'payload', path: 'input.id', test: given };
          const expected = saves.filter((save) => isMeant(save, rest)).map(({ record }) => record.instanceId);
          expect(await found(console, given)).toEqual(expected.toReversed());
          await runtime.commit([saves.map(aPurge)]);
        }),
        { numRuns: 100, endOnFailure: true },
      );
    });

    test('follow their payload: a new value, none any more, and the end of the instance', async () => {
      const { runtime, console } = use(await current().reopen({ paths: ['input.id'] }));
      const first = withInput(1, { id: 'a' });
      await runtime.commit([[first]]);
      expect(await found(console, { kind: 'text', pattern: ['a'] })).toEqual(['order-1']);
      const second = aSaveAfter(first, {}, { payload: { ...NO_PAYLOAD, input: '{"id":"b"}' } });
      await runtime.commit([[second]]);
      expect(await found(console, { kind: 'text', pattern: ['a'] })).toEqual([]);
      expect(await found(console, { kind: 'text', pattern: ['b'] })).toEqual(['order-1']);
      const third = aSaveAfter(second, {}, { payload: { ...NO_PAYLOAD, input: '{}' } });
      await runtime.commit([[third], [aSaveAfter(third, { attempts: 1 })]]);
      expect(await found(console, { kind: 'text', pattern: ['', ''] })).toEqual([]);
      const fourth = withInput(2, { id: 'c' });
      await runtime.commit([[fourth], [aPurge(fourth)]]);
      expect(await found(console, { kind: 'text', pattern: ['', ''] })).toEqual([]);
    });

    test('that are declared no more go with their values, and come back whole', async () => {
      const { runtime } = use(await current().reopen({ paths: ['input.id', 'input.other'] }));
      await runtime.commit([[withInput(1, { id: 'a', other: 'o' })]]);
      const { console, runtime: later } = use(await current().reopen({ paths: ['input.other'] }));
      expect(await console.listDeclaredPaths()).toEqual([{ path: 'input.other', isComplete: true }]);
      await later.commit([[withInput(2, { id: 'a' })]]);
      const { console: last } = use(await current().reopen({ paths: ['input.other', 'input.id'] }));
      expect(await found(last, { kind: 'text', pattern: ['a'] })).toEqual(['order-2', 'order-1']);
    });

    test('stay declared where nobody says which are', async () => {
      use(await current().reopen({ paths: ['input.id'] }));
      const { runtime, console } = use(await current().reopen());
      await runtime.commit([[withInput(1, { id: 'a' })]]);
      expect(await found(console, { kind: 'text', pattern: ['a'] })).toEqual(['order-1']);
    });

    test('a frequent value and a rare one together find by the rare one, and count', async () => {
      const { runtime, console } = use(await current().reopen({ paths: ['input.id', 'input.kind'] }));
      const keys = Array.from({ length: 40 }, () => runtime.allocateKey());
      await runtime.commit([keys.map((key) => withInput(key, { id: key, kind: 'gift' }))]);
      const rest: StoredCondition = {
        kind: 'all',
        of: [
          { kind: 'payload', path: 'input.kind', test: { kind: 'text', pattern: ['gift'] } },
          {
            kind: 'any',
            of: ['3', '31'].map((id) => ({
              ...{ kind: 'payload', path: 'input.id', test: { kind: 'text', pattern: [id] } },
            })),
          },
        ],
      };
      const page = await console.listInstances({ ...EVERYTHING, rest }, { limit: 9 });
      expect(page.instances.map(({ instanceId }) => instanceId)).toEqual(['order-31', 'order-3']);
      expect((await console.countInstances({ ...EVERYTHING, rest })).total).toEqual({ count: 2, isExact: true });
    });
  });
}

function refuse(): never {
  throw new Error('nothing is left to be read');
}

const EVERYTHING = { statuses: [], appIds: [], names: [] };

type PayloadTest = Extract<StoredCondition, { kind: 'payload' }>['test'];

function withInput(key: number, input: object) {
  return aSave(anInstanceRecord({ key }), { payload: { ...NO_PAYLOAD, input: JSON.stringify(input) } });
}

function isMeant({ record, payload }: Save, rest: StoredCondition): boolean {
  const one = { ...record, steps: [], root: record.instanceId, hasWorker: false, payloads: payload ?? NO_PAYLOAD };
  return matches(one, rest);
}

function filterOf(rest: StoredCondition): StoreFilter {
  return { ...EVERYTHING, rest };
}

/** Ids of those whose `input.id` is so. */
async function found(console: ConsoleStore, given: PayloadTest): Promise<readonly string[]> {
  const rest: StoredCondition = { kind: 'payload', path: 'input.id', test: given };
  return (await readAllPages(console, filterOf(rest), 9)).map(({ instanceId }) => instanceId);
}
