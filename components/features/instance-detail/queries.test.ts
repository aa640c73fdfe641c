import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { done, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { historyQuery } from './queries';

const ORDER = { appId: 'orders', instanceId: 'order-1' };
const many = (count: number): Line[] => [turn, started, ...Array.from({ length: count }, (_, id) => task(id))];

afterEach(() => vi.unstubAllGlobals());

test('reads page after page until it has everything', async () => {
  const { read, asked } = setup(() => many(2500));
  const history = await read();
  expect(history.entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 2502 }, (_, index) => index));
  expect(history.complete).toBe(true);
  expect(asked).toEqual([0, 399]);
});

test('a later read begins where the one before ended', async () => {
  let lines = many(3);
  const { read, asked } = setup(() => lines);
  await read();
  lines = [...lines, turn, done(0)];
  expect((await read()).entries).toHaveLength(7);
  expect(asked).toEqual([0, 4]);
});

test('an inbox event that was committed is read again', async () => {
  let lines: Line[] = [...many(1), { kind: 'event-raised', name: 'Go', pending: true }];
  const { read } = setup(() => lines);
  await read();
  lines = [...many(1), turn, { kind: 'event-raised', name: 'Go' }];
  expect((await read()).entries.map(({ pending, event }) => [pending, event.kind]).slice(3)).toEqual([
    [false, 'workflow-started'],
    [false, 'event-raised'],
  ]);
});

test('a run that continued as new is read from its start', async () => {
  let lines = many(5);
  const { read } = setup(() => lines);
  await read();
  lines = many(9).map((line) => ({ ...line, at: 77 }));
  const { entries } = await read();
  expect(entries).toHaveLength(11);
  expect(entries.every(({ event }) => event.at === 77)).toBe(true);
});

test('a shorter run of a new generation is read whole too', async () => {
  let lines = many(5);
  const { read } = setup(() => lines);
  await read();
  lines = many(0);
  expect((await read()).entries).toHaveLength(2);
});

function setup(history: () => readonly Line[]) {
  const asked: number[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://console');
    const [from, limit] = ['from', 'limit'].map((name) => Number(url.searchParams.get(name)));
    asked.push(from ?? 0);
    const entries = historyFrom(history());
    const page = entries.slice(from ?? 0, (from ?? 0) + (limit ?? 0));
    return new Response(JSON.stringify({ entries: page, total: entries.length, revision: 1 }));
  });
  const client = new QueryClient();
  return { asked, read: () => client.fetchQuery({ ...historyQuery(ORDER, { client }), staleTime: 0 }) };
}
