import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { layoutGraph } from '@/lib/graph/layout-graph';
import type { Direction } from '@/lib/graph/place-boxes';
import { done, ended, historyFrom, started, task, turn } from '@/lib/testing/history-builder';
import { isArrow, neighborOf, type ArrowKey } from './neighbor';

const GRAPH = buildGraph(historyFrom([turn, started, task(0), task(1), turn, done(0), done(1), ended]), {
  appId: 'orders',
});

const from = (id: string, key: ArrowKey, direction: Direction = 'down') =>
  neighborOf(GRAPH, layoutGraph(GRAPH, direction), { id, key, direction });

test('along the edges and back', () => {
  expect(from('activity-0', 'ArrowDown')).toBe('end');
  expect(from('activity-0', 'ArrowUp')).toBe('start');
  expect(from('activity-0', 'ArrowRight', 'right')).toBe('end');
  expect(from('end', 'ArrowDown')).toBeUndefined();
});

test('beside', () => {
  const [left, right] = [from('activity-0', 'ArrowLeft'), from('activity-0', 'ArrowRight')];
  expect([left, right]).toContain('activity-1');
  expect(isArrow('ArrowLeft') && !isArrow('n')).toBe(true);
});
