import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDaprRef, daprRows } from '@/lib/testing/dapr/instance-rows';
import { historyEvents } from '@/lib/testing/protocol-arbitraries';
import type { DaprInstance } from './dapr-instance';
import { describeInstance } from './describe-instance';
import { readInstance } from './read-instance';
import { parseStateKey } from './state-key';
import type { StateRow } from './state-row';
import { LAYOUTS, unwrapValue } from './stored-value';

const contents = fc.record({
  history: fc.array(historyEvents, { maxLength: 8 }),
  inbox: fc.array(historyEvents, { maxLength: 3 }),
  customStatus: fc.string({ minLength: 1, unit: 'grapheme' }),
});

type Damage = (rows: readonly StateRow[]) => readonly StateRow[];

/** Changes the bytes of the row that `which` falls on. */
function damaged(which: number, change: (bytes: Uint8Array) => Uint8Array | undefined): Damage {
  return (rows) =>
    rows.map((row, index) =>
      index === which % rows.length && row.value !== undefined ? { ...row, value: change(row.value) } : row,
    );
}

const position = fc.nat({ max: 1000 });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(position, position).map(([which, to]) => damaged(which, (bytes) => bytes.slice(0, to % (bytes.length + 1)))),
  fc.tuple(position, position, fc.integer({ min: 1, max: 255 })).map(([which, at, mask]) =>
    damaged(which, (bytes) => {
      const flipped = Uint8Array.from(bytes);
      if (flipped.length > 0) flipped[at % flipped.length] = (flipped[at % flipped.length] ?? 0) ^ mask;
      return flipped;
    }),
  ),
  fc.tuple(position, fc.uint8Array({ maxLength: 40 })).map(([which, bytes]) => damaged(which, () => bytes)),
  position.map((which) => damaged(which, () => undefined)),
  position.map(
    (which): Damage =>
      (rows) =>
        rows.filter((_, index) => index !== which % rows.length),
  ),
  position.map((which): Damage => (rows) => [...rows, ...rows.slice(which % rows.length)]),
);

/** Rows of a series that the metadata tells of, and that are neither events nor flaws. */
function unaccounted(read: DaprInstance, series: 'history' | 'inbox'): number {
  const length = series === 'history' ? read.metadata?.historyLength : read.metadata?.inboxLength;
  if (length === undefined) return 0;
  // The first of two equal rows is read.
  const losses = read.flaws.filter(({ what }) => what !== 'is there more than once');
  const flawed = new Set(
    losses.flatMap(({ key }) => (new RegExp(`^${series}-\\d+$`).test(key) ? [Number(key.split('-')[1])] : [])),
  );
  return length - read[series].length - [...flawed].filter((index) => index < length).length;
}

test('what daprd would write is read as it is, without flaws', () => {
  fc.assert(
    fc.property(contents, (written) => {
      const read = readInstance(aDaprRef, daprRows(written));
      expect(read.flaws).toEqual([]);
      expect({ history: read.history, inbox: read.inbox, customStatus: read.customStatus }).toEqual(written);
    }),
  );
});

test('damaged rows become flaws: nothing throws, and no row is lost in silence', () => {
  fc.assert(
    fc.property(contents, fc.array(damage, { minLength: 1, maxLength: 3 }), (written, damages) => {
      const rows = damages.reduce<readonly StateRow[]>((current, change) => change(current), daprRows(written));
      const read = readInstance(aDaprRef, rows);
      describeInstance(read);
      const isToldOf = (part: string): boolean => read.flaws.some(({ key }) => key === part);
      // A count that damage made large leaves more gaps than are told one by one.
      const isSummed = read.flaws.some(({ what }) => what.endsWith('more rows are missing'));
      if (!isSummed) expect([unaccounted(read, 'history'), unaccounted(read, 'inbox')]).toEqual([0, 0]);
      if (read.metadata === undefined) expect(isToldOf('metadata')).toBe(true);
      const hasStatusRow = rows.some(({ key }) => parseStateKey(key)?.part === 'customStatus');
      if (hasStatusRow && read.customStatus === undefined) {
        const isEmpty = rows.some((row) => row.key.endsWith('||customStatus') && row.value?.length === 0);
        expect(isToldOf('customStatus') || isEmpty).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('whatever a store hands over, a row has bytes or says what is wrong', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LAYOUTS), fc.anything(), fc.anything(), (layout, value, isBinary) => {
      const { value: bytes, fault } = unwrapValue(layout, { key: 'k', value, isBinary });
      expect(bytes instanceof Uint8Array).toBe(fault === undefined);
    }),
  );
});
