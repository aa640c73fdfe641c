import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_FILTER, type InstanceFilter } from '@/lib/domain/instance-filter';
import { INSTANCE_STATUSES } from '@/lib/domain/instance-status';
import { anInstanceRecord, aPurge, aSave, aSaveAfter, T0, type Save } from '@/lib/testing/store-builders';
import type { Tally } from '../console-store';
import { readAllPages } from './read-all-pages';
import type { StoreUnderTest } from './store-under-test';

/** Lists and counts of instances by a text in their id. */
export function describeIdText(current: () => StoreUnderTest): void {
  const find = async (text: string) =>
    (await readAllPages(current().console, { ...NO_FILTER, text }, 3)).map((one) => one.instanceId);

  describe('text of the id', () => {
    test('any text is found as a naive search finds it, after any creations and purges', async () => {
      const { runtime, console } = current();
      await fc.assert(
        fc.asyncProperty(fc.array(anyCommit(), { minLength: 1, maxLength: 4 }), aQuestion(), async (commits, asked) => {
          const live = new Map<number, Save>();
          for (const { ids, purges } of commits) {
            const saves = ids.map((part, place) => {
              const key = runtime.allocateKey();
              const createdAt = (T0 * 1000 - ((key * 7) % 5)) / 1000;
              const status = INSTANCE_STATUSES[place % 3] ?? 'running';
              return aSave(anInstanceRecord({ key, instanceId: `${part}${key}`, createdAt, status }));
            });
            for (const save of saves) live.set(save.record.key, save);
            const gone = [...live.values()].filter((_, place) => purges.includes(place));
            for (const { record } of gone) live.delete(record.key);
            await runtime.commit([saves, gone.map(aPurge)]);
          }
          const filter = questionAbout([...live.values()], asked);
          const expected = [...live.values()]
            .map(({ record }) => record)
            .filter(({ instanceId, status }) => matches({ instanceId, status }, filter))
            .sort((a, b) => b.createdAt - a.createdAt || b.key - a.key)
            .map(({ instanceId }) => instanceId);
          const found = await readAllPages(console, filter, 2);
          expect(found.map(({ instanceId }) => instanceId)).toEqual(expected);
          expectTally((await console.countInstances(filter)).total, expected.length);
          await runtime.commit([[...live.values()].map(aPurge)]);
        }),
        { numRuns: 150, endOnFailure: true },
      );
    });

    test('only letters of ASCII are the same in both cases, and every sign means itself', async () => {
      const ids = ['Order_100%', 'order-100', 'ÄÖÜ-1', 'äöü-2', `say "no" \\ 'yes'`, '😀😀😀', 'a AND b', 'AB'];
      await current().runtime.commit([
        ids.map((instanceId, at) => aSave(anInstanceRecord({ key: at + 1, instanceId }))),
      ]);
      expect(await find('ORDER')).toEqual(['order-100', 'Order_100%']);
      expect(await find('r_1')).toEqual(['Order_100%']);
      expect(await find('00%')).toEqual(['Order_100%']);
      expect(await find('%')).toEqual(['Order_100%']);
      expect(await find('äöü')).toEqual(['äöü-2']);
      expect(await find('ÄÖÜ')).toEqual(['ÄÖÜ-1']);
      expect(await find('"no"')).toEqual([`say "no" \\ 'yes'`]);
      expect(await find(String.raw`" \ '`)).toEqual([`say "no" \\ 'yes'`]);
      expect(await find('😀😀😀')).toEqual(['😀😀😀']);
      expect(await find('a AND b')).toEqual(['a AND b']);
      expect(await find('ab')).toEqual(['AB']);
      expect(await find('b')).toEqual(['AB', 'a AND b']);
      expect(await find('*')).toEqual([]);
    });

    test('an id is found after a restart on it, once, and no more after its purge', async () => {
      const { runtime, console } = current();
      const other = aSave(anInstanceRecord({ key: 1, instanceId: 'other' }));
      const created = [2, 3, 4, 5, 6, 7].map((key) => aSave(anInstanceRecord({ key, instanceId: `payment-${key}` })));
      await runtime.commit([[other, ...created]]);
      const third = created[2];
      if (third === undefined) throw new Error('there are six');
      const again = aSaveAfter(third, { status: 'completed' }, { history: { reset: true, from: 0 } });
      await runtime.commit([[again]]);
      expect(await find('payment-4')).toEqual(['payment-4']);
      await runtime.commit([[aPurge(again)]]);
      expect(await find('payment-4')).toEqual([]);
      const left = ['payment-7', 'payment-6', 'payment-5', 'payment-3', 'payment-2'];
      expect(await find('payment')).toEqual(left);
      await runtime.commit([[aSave(anInstanceRecord({ key: 8, instanceId: 'payment-4' }))]]);
      expect(await find('payment-4')).toEqual(['payment-4']);
      expect(await find('payment')).toEqual(['payment-4', ...left]);
      expectTally((await console.countInstances({ ...NO_FILTER, text: 'payment' })).total, 6);
    });

    test('an instance whose key was given before others that were written first is found', async () => {
      const { runtime } = current();
      await runtime.commit([[1, 2, 4, 5].map((key) => aSave(anInstanceRecord({ key, instanceId: `early-${key}` })))]);
      const late = aSave(anInstanceRecord({ key: 3, instanceId: 'late-3' }));
      await runtime.commit([[late]]);
      expect(await find('late')).toEqual(['late-3']);
      await runtime.commit([[aPurge(late)]]);
      expect(await find('late')).toEqual([]);
      expect(await find('early-4')).toEqual(['early-4']);
    });

    test('counts are exact or least ones, and none of them contradicts another', async () => {
      const { runtime, console } = current();
      const rows = Array.from({ length: 24 }, (_, at) => ({
        key: at + 1,
        instanceId: at % 2 === 0 ? `order-${at}` : `refund-${at}`,
        name: at % 3 === 0 ? 'Large' : 'Small',
        status: at % 4 === 0 ? ('failed' as const) : ('completed' as const),
      }));
      await runtime.commit([rows.map((row) => aSave(anInstanceRecord(row)))]);
      for (const part of [{ createdFrom: T0 + 5 }, { text: 'order' }, { text: 'd-2' }, { createdFrom: 0, text: 'r' }]) {
        const filter: InstanceFilter = { ...NO_FILTER, statuses: ['failed'], ...part };
        const { total, byStatus, byApp, byName } = await console.countInstances(filter);
        const all = rows.filter(({ key, instanceId }) => {
          return T0 + key >= (part.createdFrom ?? 0) && instanceId.includes(part.text ?? '');
        });
        const failed = all.filter(({ status }) => status === 'failed');
        expectTally(total, failed.length);
        expect(byStatus.failed).toEqual(total);
        expectTally(byStatus.completed, all.length - failed.length);
        expect(byApp.reduce((sum, { count }) => sum + count, 0)).toBe(total.count);
        expect(byName.reduce((sum, { count }) => sum + count, 0)).toBe(total.count);
      }
    });
  });
}

/** Holds a count that may be a least one to what there is. */
export function expectTally({ count, isExact }: Tally, expected: number): void {
  if (isExact) expect(count).toBe(expected);
  else expect(count).toBeLessThanOrEqual(expected);
}

type Question = {
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly alter: (text: string) => string;
};

/** A text out of some id, or nearly. */
function questionAbout(live: readonly Save[], { at, from, length, alter }: Question): InstanceFilter {
  const id = [...(live[at % Math.max(1, live.length)]?.record.instanceId ?? 'none')];
  const text = alter(id.slice(from % id.length, (from % id.length) + length).join(''));
  return { ...NO_FILTER, text, statuses: at % 2 === 0 ? [] : INSTANCE_STATUSES.slice(0, 2) };
}

function matches(row: Pick<Save['record'], 'instanceId' | 'status'>, { text = '', statuses }: InstanceFilter): boolean {
  const lower = (some: string) => some.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return (statuses.length === 0 || statuses.includes(row.status)) && lower(row.instanceId).includes(lower(text));
}

function anyCommit() {
  const sign = fc.constantFrom('a', 'A', 'b', '-', '%', '_', '"', '\\', 'é', 'É', '😀', ' ', "'", '*');
  return fc.record({
    ids: fc.array(fc.string({ unit: sign, maxLength: 7 }), { maxLength: 5 }),
    purges: fc.array(fc.nat({ max: 6 }), { maxLength: 2 }),
  });
}

function aQuestion(): fc.Arbitrary<Question> {
  return fc.record({
    at: fc.nat({ max: 12 }),
    from: fc.nat({ max: 6 }),
    length: fc.integer({ min: 1, max: 6 }),
    alter: fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => `${text}a`,
      (text: string) => [...text].reverse().join(''),
    ),
  });
}
