import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryPageJson } from '@/lib/api/schemas';
import { historyFrom, started, task, turn } from '@/lib/testing/history-builder';
import { FIRST_PAGE, NEXT_PAGE, readWholeHistory, type History } from './read-history';

const COUNT = 9000;
const ALL = historyFrom([turn, started, ...Array.from({ length: COUNT }, (_, id) => task(id))]);
const sequencesOf = ({ entries }: { entries: readonly { sequence: number }[] }) => entries.map((one) => one.sequence);

/** The first `length` events of the run, the last `pending` of them not yet committed; another clock is another run. */
function serverOf(state: { length: number; pending: number; clock: number }) {
  const asked: [number, number][] = [];
  const readPage = (from: number, limit: number): Promise<HistoryPageJson> => {
    asked.push([from, limit]);
    const { length, pending, clock } = state;
    const entries = ALL.slice(from, Math.min(length, from + limit)).map(({ event, sequence }) => ({
      ...{ sequence, pending: sequence >= length - pending },
      event: { ...event, at: event.at + clock },
    }));
    return Promise.resolve({ entries, total: length, revision: 1 });
  };
  return { asked, readPage };
}

test('shows both ends of a long history before it reads what lies between them', async () => {
  const { asked, readPage } = serverOf({ length: ALL.length, pending: 0, clock: 0 });
  const parts: History[] = [];
  const whole = await readWholeHistory([], { readPage, onPart: (part) => parts.push(part) });
  expect(asked.slice(0, 2)).toEqual([
    [0, FIRST_PAGE],
    [ALL.length - FIRST_PAGE, FIRST_PAGE],
  ]);
  expect(parts[0]).toMatchObject({ complete: false, joined: FIRST_PAGE, read: FIRST_PAGE, total: ALL.length });
  const ends = ALL.map(({ sequence }) => sequence);
  const [first, both] = parts.map(sequencesOf);
  expect(first).toEqual(ends.slice(0, FIRST_PAGE));
  expect(both).toEqual([...ends.slice(0, FIRST_PAGE), ...ends.slice(-FIRST_PAGE)]);
  expect(parts.at(-1)?.read).toBe(FIRST_PAGE + NEXT_PAGE - 1);
  expect(parts.slice(1).every(({ entries }) => entries === parts[1]?.entries)).toBe(true);
  expect(sequencesOf(whole)).toEqual(ends);
});

test('a history that the next page completes is not read from its end', async () => {
  const { asked, readPage } = serverOf({ length: FIRST_PAGE + NEXT_PAGE - 1, pending: 0, clock: 0 });
  const whole = await readWholeHistory([], { readPage, onPart: () => undefined });
  expect(asked).toEqual([
    [0, FIRST_PAGE],
    [FIRST_PAGE - 1, NEXT_PAGE],
  ]);
  expect(whole.entries).toHaveLength(FIRST_PAGE + NEXT_PAGE - 1);
});

test('however a run grows while and between it is read, nothing is missing and nothing twice', async () => {
  const growth = fc.record({ by: fc.nat(3000), pending: fc.nat(3), isNew: fc.boolean() });
  const plan = fc.record({
    length: fc.integer({ min: 2, max: 7000 }),
    meanwhile: fc.array(growth, { maxLength: 6 }),
    between: fc.array(growth, { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ length, meanwhile, between }) => {
      const state = { length, pending: 0, clock: 0 };
      const { readPage } = serverOf(state);
      const grow = ({ by, pending, isNew }: { by: number; pending: number; isNew: boolean }) => {
        state.clock += isNew ? 1 : 0;
        state.length = isNew ? 2 + by : Math.min(ALL.length, state.length + by);
        state.pending = Math.min(pending, state.length - 2);
      };
      const waiting = [...meanwhile];
      const readLive = async (from: number, limit: number) => {
        const page = await readPage(from, limit);
        const next = waiting.shift();
        if (next !== undefined) grow(next);
        return page;
      };
      let history = await readWholeHistory([], { readPage: readLive, onPart: () => undefined });
      for (const next of [...between, { by: 0, pending: 0, isNew: false }]) {
        grow(next);
        const known = history.entries.filter(({ pending }) => !pending);
        history = await readWholeHistory(known, { readPage, onPart: () => undefined });
      }
      const expected = await readPage(0, state.length);
      expect(history.entries).toEqual(expected.entries);
      expect(history.complete).toBe(true);
    }),
    { numRuns: 60 },
  );
});
