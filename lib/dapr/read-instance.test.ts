import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { aDaprRef, aRow, daprRows } from '@/lib/testing/dapr/instance-rows';
import { readInstance } from './read-instance';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const started: HistoryEvent = {
  ...{ kind: 'execution-started', name: 'Order', instanceId: 'order-1', tags: {}, eventId: -1, at: 1_000 },
};
const turn: HistoryEvent = { kind: 'workflow-started', eventId: -1, at: 1_001 };
const raised: HistoryEvent = { kind: 'event-raised', name: 'Paid', input: '1', eventId: -1, at: 1_002 };

describe('the rows of one instance', () => {
  test('are read into history, inbox and custom status', () => {
    const read = readInstance(
      aDaprRef,
      daprRows({ history: [turn, started], inbox: [raised], customStatus: '"50 %"' }),
    );
    expect(read).toMatchObject({ ...aDaprRef, customStatus: '"50 %"', flaws: [] });
    expect(read.history.map(({ kind }) => kind)).toEqual(['workflow-started', 'execution-started']);
    expect(read.inbox).toMatchObject([{ kind: 'event-raised', name: 'Paid', input: '1' }]);
    expect(read.metadata).toMatchObject({ historyLength: 2, inboxLength: 1, generation: 1 });
  });

  test('are put in order by their numbers, in whatever order they come', () => {
    const many = Array.from({ length: 12 }, (_, index): HistoryEvent => ({ ...raised, name: `n${index}` }));
    const read = readInstance(aDaprRef, daprRows({ history: many }).reverse());
    expect(read.history).toMatchObject(many.map(({ kind }, index) => ({ kind, name: `n${index}` })));
    expect(read.flaws).toEqual([]);
  });

  test('of a version before 1.15 have JSON metadata and a JSON custom status', () => {
    const rows = [
      ...daprRows({ history: [turn, started] }).filter(({ key }) => !key.endsWith('metadata')),
      aRow('metadata', text('{"InboxLength":0,"HistoryLength":2,"Generation":3}')),
      aRow('customStatus', text('"half\\nway"')),
    ];
    const read = readInstance(aDaprRef, rows);
    expect(read).toMatchObject({ customStatus: 'half\nway', metadata: { generation: 3, historyLength: 2 }, flaws: [] });
  });

  test('an empty custom status is none, as SDKs send it that set none', () => {
    expect(readInstance(aDaprRef, daprRows({ customStatus: '' }))).toMatchObject({
      customStatus: undefined,
      flaws: [],
    });
  });
});

describe('what is wrong with rows is told', () => {
  test('a missing row, by its number', () => {
    const rows = daprRows({ history: [turn, started, raised] }).filter(({ key }) => !key.endsWith('history-000001'));
    const read = readInstance(aDaprRef, rows);
    expect(read.flaws).toEqual([{ key: 'history-000001', what: 'is missing' }]);
    expect(read.history.map(({ kind }) => kind)).toEqual(['workflow-started', 'event-raised']);
  });

  test('a count that is far too large, in a few lines', () => {
    const { flaws } = readInstance(aDaprRef, daprRows({ history: [turn], metadata: { historyLength: 1_000_000 } }));
    expect(flaws).toHaveLength(21);
    expect(flaws.at(-1)).toEqual({ key: 'history', what: '999979 more rows are missing' });
  });

  test('a row beyond the count', () => {
    const read = readInstance(aDaprRef, daprRows({ history: [turn, started], metadata: { historyLength: 1 } }));
    expect(read.flaws).toMatchObject([{ key: 'history-000001' }]);
    expect(read.history).toHaveLength(1);
  });

  test('an event of an unknown kind, a truncated one, and one that is text', () => {
    const rows = daprRows({ history: [turn, started, raised] });
    const [metadata, first] = rows;
    const broken = [
      aRow('history-000001', Uint8Array.of(0x08, 0x01, 0xba, 0x06, 0x00)),
      aRow('history-000002', text('{}')),
    ];
    const read = readInstance(
      aDaprRef,
      [metadata, first, ...broken].filter((row) => row !== undefined),
    );
    expect(read.flaws.map(({ key }) => key)).toEqual(['history-000001', 'history-000002']);
    const cut = rows.map((row) => (row.key.endsWith('0002') ? { ...row, value: row.value?.slice(0, -2) } : row));
    expect(readInstance(aDaprRef, cut).flaws.map(({ key }) => key)).toEqual(['history-000002']);
  });

  test('no metadata: what is there is read all the same', () => {
    const read = readInstance(aDaprRef, daprRows({ history: [turn, started] }).slice(1));
    expect(read.flaws).toEqual([{ key: 'metadata', what: 'is missing' }]);
    expect(read.history).toHaveLength(2);
  });

  test('metadata that is none, a custom status that is raw bytes, and a value that is not there', () => {
    const rows = [aRow('metadata', text('{"HistoryLength":-1}')), aRow('customStatus', Uint8Array.of(0xff, 0xfe))];
    const { flaws, customStatus } = readInstance(aDaprRef, [...rows, aRow('inbox-000000', undefined)]);
    expect(flaws.map(({ key }) => key).sort()).toEqual(['customStatus', 'inbox-000000', 'metadata']);
    expect(customStatus).toBeUndefined();
  });

  test('rows of another instance, of an unknown kind, and twice the same', () => {
    const stranger = { key: 'shop||dapr.internal.default.shop.workflow||order-2||metadata', value: Uint8Array.of() };
    const rows = daprRows({ history: [turn] });
    const { flaws } = readInstance(aDaprRef, [...rows, stranger, aRow('notes', Uint8Array.of()), ...rows.slice(1)]);
    expect(flaws).toEqual([
      { key: stranger.key, what: 'is not a row of this instance' },
      { key: 'notes', what: 'is a row of an unknown kind' },
      { key: 'history-000000', what: 'is there more than once' },
    ]);
  });
});
