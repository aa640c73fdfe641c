import { expect, test } from 'vitest';
import { done, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { buildGraph } from './build-graph';
import { foldSiblings } from './fold-siblings';
import { layoutGraph } from './layout-graph';
import { stepsOf } from './graph';

const fanOut = (count: number): Line[] => [
  turn,
  started,
  ...Array.from({ length: count }, (_, id) => task(id, 'Price')),
];
const results = (count: number, bad: readonly number[] = []): Line[] =>
  Array.from({ length: count }, (_, id) => [turn, bad.includes(id) ? failed(id) : done(id)]).flat();
const graphOf = (lines: readonly Line[]) => buildGraph(historyFrom(lines), { appId: 'orders' });
const ids = (lines: readonly Line[], keep?: ReadonlySet<string>) =>
  foldSiblings(graphOf(lines), keep).nodes.map(({ id }) => id);

test('twelve siblings stay, thirteen fold', () => {
  expect(ids([...fanOut(12), ...results(12)])).toHaveLength(13);
  expect(ids([...fanOut(13), ...results(13)])).toEqual(['start', 'group-activity-0']);
});

test('failed siblings stand outside, then running ones, three in all', () => {
  const lines = [...fanOut(20), ...results(18, [7])];
  const folded = foldSiblings(graphOf(lines));
  const outside = folded.nodes.filter(({ type }) => type === 'step').map(({ id }) => id);
  expect(outside).toEqual(['activity-7', 'activity-18', 'activity-19']);
  expect(stepsOf(folded)).toHaveLength(20);
});

test('a chosen sibling stands outside', () => {
  expect(ids([...fanOut(13), ...results(13)], new Set(['activity-5']))).toContain('activity-5');
});

test('what follows a folded family hangs on the group once', () => {
  const folded = foldSiblings(graphOf([...fanOut(30), ...results(30), task(99, 'Sum')]));
  expect(folded.edges).toEqual([
    { from: 'start', to: 'group-activity-0', kind: 'handled' },
    { from: 'group-activity-0', to: 'activity-99', kind: 'handled' },
  ]);
});

test('families behind folded families fold too', () => {
  const second = Array.from({ length: 14 }, (_, id) => [turn, done(id), task(id + 50, 'Store')]).flat();
  const third = Array.from({ length: 14 }, (_, id) => [turn, done(id + 50)]).flat();
  expect(ids([...fanOut(14), ...second, ...third])).toEqual(['start', 'group-activity-0', 'group-activity-50']);
});

test('in a large graph small families fold as well', () => {
  const chain = Array.from({ length: 200 }, (_, id) => [turn, done(id + 99), task(id + 100, 'Next')]).flat();
  const lines = [turn, started, task(99), ...chain, turn, done(299), ...[1, 2, 3, 4].map((id) => task(id, 'Price'))];
  const last = [1, 2, 3, 4].flatMap((id) => [turn, done(id)]);
  expect(ids([...lines, ...last])).toContain('group-activity-1');
});

test('a chain reads from top to bottom or from left to right', () => {
  const graph = graphOf([turn, started, task(0), turn, done(0), task(1)]);
  const down = layoutGraph(graph, 'down');
  expect(down.get('activity-1')?.y).toBeGreaterThan(down.get('activity-0')?.y ?? Infinity);
  const right = layoutGraph(graph, 'right');
  expect(right.get('activity-1')?.x).toBeGreaterThan(right.get('activity-0')?.x ?? Infinity);
});
