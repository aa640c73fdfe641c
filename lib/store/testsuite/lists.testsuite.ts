import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER, type InstanceFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { anInstanceRecord, aPurge, aSave, T0 } from '@/lib/testing/store-builders';
import type { InstanceRecord } from '../runtime-store';
import { expectTally } from './id-text.testsuite';
import { readAllPages } from './read-all-pages';
import type { StoreUnderTest } from './store-under-test';

/** Lists: filters, order and pages. */
export function describeLists(current: () => StoreUnderTest): void {
  describe('list', () => {
    test('pages have no gap and no duplicate, whatever the filter and however many were created at once', async () => {
      const { runtime, console } = current();
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyRow(), { maxLength: 12 }),
          anyFilter(),
          fc.integer({ min: 1, max: 4 }),
          async (rows, filter, limit) => {
            const saves = rows.map((row) => {
              const key = runtime.allocateKey();
              return aSave(anInstanceRecord({ ...row, key, instanceId: `${row.instanceId}-${key}` }));
            });
            await runtime.commit([saves]);
            const expected = saves
              .map((save) => save.record)
              .filter((record) => matches(record, filter))
              .sort((a, b) => b.createdAt - a.createdAt || b.key - a.key)
              .map((record) => record.instanceId);
            expect((await readAllPages(console, filter, limit)).map((one) => one.instanceId)).toEqual(expected);
            expectTally((await console.countInstances(filter)).total, expected.length);
            await runtime.commit([saves.map(aPurge)]);
          },
        ),
        { numRuns: 120, endOnFailure: true },
      );
    });

    test('a list tells of an instance exactly what the instance says, times and texts of any kind', async () => {
      const { runtime, console } = current();
      const instant = fc.double({ min: 1e9, max: 4e12, noNaN: true });
      const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
      const anyRecord = fc.record({ createdAt: instant, startedAt: instant, updatedAt: instant, lastError: text });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(anyRecord, text), { minLength: 2, maxLength: 20 }), async (rows) => {
          const saves = rows.map(([row, tag]) => {
            const key = runtime.allocateKey();
            return aSave(anInstanceRecord({ ...row, key, instanceId: `exact-${key}`, tags: { [tag]: tag } }));
          });
          await runtime.commit([saves]);
          const { instances } = await console.listInstances(NO_FILTER, { limit: 20 });
          expect(instances).toHaveLength(rows.length);
          for (const one of instances) expect(await console.getInstance(one)).toMatchObject(one);
          const next = (await console.listInstances(NO_FILTER, { limit: 1 })).next;
          expect((await console.listInstances(NO_FILTER, { limit: 20, cursor: next })).instances).toEqual(
            instances.slice(1),
          );
          await runtime.commit([saves.map(aPurge)]);
        }),
        { numRuns: 25, endOnFailure: true },
      );
    });

    test('an instance created while someone pages does not move the later pages', async () => {
      const { runtime, console } = current();
      await runtime.commit([[1, 2, 3].map((key) => aSave(anInstanceRecord({ key })))]);
      const first = await console.listInstances(NO_FILTER, { limit: 2 });
      await runtime.commit([[aSave(anInstanceRecord({ key: 4 }))]]);
      const second = await console.listInstances(NO_FILTER, { limit: 2, cursor: first.next });
      expect(second.instances.map((one) => one.instanceId)).toEqual(['order-1']);
      expect(second.next).toBeUndefined();
    });

    test('a filter of very many values is answered all the same', async () => {
      const { runtime, console } = current();
      await runtime.commit([
        [1, 2, 3].map((key) => aSave(anInstanceRecord({ key, appId: `app${key}`, status: 'failed' }))),
      ]);
      const appIds = Array.from({ length: 100 }, (_, index) => `app${index + 2}`);
      const found = async (filter: InstanceFilter) => (await readAllPages(console, filter, 1)).map((one) => one.appId);
      expect(await found({ ...NO_FILTER, appIds })).toEqual(['app3', 'app2']);
      expect(await found({ ...NO_FILTER, appIds, statuses: ['failed', 'running'] })).toEqual(['app3', 'app2']);
      expect(await found({ ...NO_FILTER, appIds, statuses: ['running'] })).toEqual([]);
    });

    test('text is found whatever its case, and wildcards mean themselves', async () => {
      const { runtime, console } = current();
      const ids = ['Order_1', 'orderX1', '50%', '500', String.raw`a\b`, 'ab'];
      await runtime.commit([ids.map((instanceId, index) => aSave(anInstanceRecord({ key: index + 1, instanceId })))]);
      const find = async (text: string) =>
        (await readAllPages(console, { ...NO_FILTER, text }, 10)).map((one) => one.instanceId);
      expect(await find('ORDER')).toEqual(['orderX1', 'Order_1']);
      expect(await find('r_1')).toEqual(['Order_1']);
      expect(await find('0%')).toEqual(['50%']);
      expect(await find('\\')).toEqual([String.raw`a\b`]);
      expect(await find("'")).toEqual([]);
      expect(await find('')).toHaveLength(ids.length);
    });

    const encoded = (text: string) => Buffer.from(text).toString('base64url');
    test.each(['', '!', encoded('not json'), encoded('[1]'), encoded('["1",2]'), encoded('[1,1.5]'), 'x'.repeat(500)])(
      'refuses the cursor %j',
      async (cursor) => {
        await expect(current().console.listInstances(NO_FILTER, { cursor, limit: 1 })).rejects.toMatchObject({
          code: 'invalid',
        });
      },
    );

    test('an empty store has an empty page', async () => {
      expect(await current().console.listInstances(NO_FILTER, { limit: 5 })).toEqual({
        instances: [],
        next: undefined,
      });
    });
  });
}

function matches(record: InstanceRecord, filter: InstanceFilter): boolean {
  const allows = (allowed: readonly string[], value: string) => allowed.length === 0 || allowed.includes(value);
  return (
    allows(filter.statuses, record.status) &&
    allows(filter.appIds, record.appId) &&
    allows(filter.names, record.name) &&
    record.createdAt >= (filter.createdFrom ?? -Infinity) &&
    record.createdAt < (filter.createdBefore ?? Infinity) &&
    record.instanceId.toLowerCase().includes((filter.text ?? '').toLowerCase())
  );
}

const anyTime = () => fc.integer({ min: 0, max: 2 }).map((micros) => (T0 * 1000 + micros) / 1000);

function anyRow() {
  return fc.record({
    appId: fc.constantFrom('a', 'b'),
    name: fc.constantFrom('x', 'y'),
    status: fc.constantFrom(...INSTANCE_STATUSES.slice(0, 3)),
    instanceId: fc.constantFrom('q_', 'Q%', 'r'),
    createdAt: anyTime(),
  });
}

function anyFilter(): fc.Arbitrary<InstanceFilter> {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  return fc.record({
    statuses: fc.subarray(INSTANCE_STATUSES.slice(0, 3)),
    appIds: fc.subarray(['a', 'b', 'c']),
    names: fc.subarray(['x', 'y']),
    createdFrom: maybe(anyTime()),
    createdBefore: maybe(anyTime()),
    text: maybe(fc.constantFrom('q', 'Q_', '%', 'r-')),
  });
}
