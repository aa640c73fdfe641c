import { describe, expect, onTestFinished, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { inLayout, type FilledStore } from '@/lib/testing/dapr/filled-stores';
import { daprRows } from '@/lib/testing/dapr/instance-rows';
import { readRecordedStore, storedValue } from '@/lib/testing/dapr/recorded-store';
import { positionBefore } from '../list-position';
import { readInstance } from '../read-instance';
import type { ListPage, ListPosition, StateReader } from '../state-reader';
import type { InstanceEntry } from '../state-row';
import { unwrapValue } from '../stored-value';
import { openStateReader } from './open-state-reader';

type Fill = () => Promise<FilledStore>;
type Opened = { readonly store: FilledStore; readonly reader: StateReader };

const turn: HistoryEvent = { kind: 'workflow-started', eventId: -1, at: 1_000 };
const ref = (instanceId: string) => ({ appId: 'shop', namespace: 'default', instanceId });

/** What every adapter promises of its layout. */
export function describeStateReader(name: string, fill: Fill): void {
  async function setUp(): Promise<Opened> {
    const store = await fill();
    const reader = openStateReader(store.target);
    onTestFinished(async () => {
      await reader.close();
      await store.remove();
    });
    return { store, reader };
  }

  describe(`reading a state store: ${name}`, () => {
    test('all instances are listed, page by page, and nothing else is', async () => {
      const { store, reader } = await setUp();
      const ids = Array.from({ length: 25 }, (_, index) => `run-${index}`);
      for (const id of ids) await addInstance(store, id, 10);
      await store.write([inLayout(store.target.layout, { key: 'shop||cart', value: Uint8Array.of(1) })], 10);
      const { entries, pages } = await readAll((after) => reader.list(after, 10));
      expect(new Set(entries.map(({ instanceId }) => instanceId))).toEqual(new Set(ids));
      if (reader.notesTimes) expect([entries.length, pages]).toEqual([25, 3]);
    });

    test('the rows of one instance are those of no other, however alike their ids are', async () => {
      const { store, reader } = await setUp();
      for (const id of ['order_1', 'order-1', 'orderX1', 'ORDER_1', 'order_1||x', 'order%'])
        await addInstance(store, id, 10);
      for (const id of ['order_1', 'ORDER_1', 'order%', 'order_1||x']) {
        const read = readInstance(ref(id), await reader.rowsOf(ref(id)));
        expect(read).toMatchObject({ instanceId: id, flaws: [], history: [{ kind: 'workflow-started' }] });
      }
      expect(await reader.rowsOf(ref('order'))).toEqual([]);
    });

    test('an instance whose metadata is damaged is found by what its keys begin with', async () => {
      const { store, reader } = await setUp();
      await addInstance(store, 'order_1', 10);
      await addInstance(store, 'orderX1', 10);
      const [metadata] = rowsFor('order_1');
      if (metadata === undefined) throw new Error('no metadata');
      await store.write([inLayout(store.target.layout, { ...metadata, value: Uint8Array.of(0xff) })], 11);
      const read = readInstance(ref('order_1'), await reader.rowsOf(ref('order_1')));
      expect(read.flaws).toMatchObject([{ key: 'metadata' }]);
      expect(read.history).toHaveLength(1);
    });

    test('a real store is read whole', async () => {
      const { store, reader } = await setUp();
      const { rows, appId, namespace } = readRecordedStore(store.target.layout);
      await store.write(rows, 10);
      const { entries } = await readAll((after) => reader.list(after, 7));
      expect(entries.length).toBeGreaterThan(20);
      for (const { instanceId } of entries) {
        const whole = { appId, namespace, instanceId };
        const found = await reader.rowsOf(whole);
        const recorded = rows.filter(({ key }) => key.includes(`||${instanceId}||`));
        const expected = recorded.map((row) => unwrapValue(store.target.layout, storedValue(row)));
        expect(readInstance(whole, found)).toEqual(readInstance(whole, expected));
      }
    });
  });
}

/** What adapters promise whose layout notes when a row was written. */
export function describeChanges(name: string, fill: Fill): void {
  test(`${name}: changes come in the order of their times, and again when they change again`, async () => {
    const store = await fill();
    const reader = openStateReader(store.target);
    onTestFinished(async () => {
      await reader.close();
      await store.remove();
    });
    for (const [id, at] of Object.entries({ b: 20, a: 30, c: 10 })) await addInstance(store, id, at);
    const first = await readAll((after) => reader.changedSince(after, 2));
    expect(first.entries.map(({ instanceId, updatedAt }) => [instanceId, updatedAt])).toEqual([
      ...[
        ['c', 10_000],
        ['b', 20_000],
        ['a', 30_000],
      ],
    ]);
    expect((await reader.changedSince(first.position, 10)).entries).toEqual([]);
    await addInstance(store, 'c', 40);
    const next = await reader.changedSince(first.position, 10);
    expect(next.entries.map(({ instanceId }) => instanceId)).toEqual(['c']);
    const earlier = positionBefore(next.position ?? '', 10_000);
    expect((await reader.changedSince(earlier, 10)).entries.map(({ instanceId }) => instanceId)).toEqual(['a', 'c']);
  });
}

function rowsFor(instanceId: string) {
  return daprRows({ history: [turn], customStatus: 'on the way' }).map((row) => ({
    ...row,
    key: row.key.replace('||order-1||', `||${instanceId}||`),
  }));
}

async function addInstance(store: FilledStore, instanceId: string, at: number): Promise<void> {
  await store.write(
    rowsFor(instanceId).map((row) => inLayout(store.target.layout, row)),
    at,
  );
}

type All = {
  readonly entries: readonly InstanceEntry[];
  readonly pages: number;
  readonly position: ListPosition | undefined;
};

async function readAll(read: (after: ListPosition | undefined) => Promise<ListPage>): Promise<All> {
  const entries: InstanceEntry[] = [];
  for (let pages = 1, position: ListPosition | undefined; ; pages += 1) {
    const page = await read(position);
    entries.push(...page.entries);
    position = page.position;
    if (page.isLast) return { entries, pages, position };
  }
}
