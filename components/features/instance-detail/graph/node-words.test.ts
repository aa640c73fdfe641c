import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { nodeLabel } from './node-words';

const labels = (lines: readonly Line[]) =>
  buildGraph(historyFrom(lines), { appId: 'orders' }).nodes.map(nodeLabel).slice(1);

test('a stall says how long and why', () => {
  const stalled: Line = { kind: 'execution-stalled', reason: 'version-not-available', at: 1000 };
  expect(labels([turn, started, stalled])).toEqual(['Stalled: version not available']);
  const described = { ...stalled, description: 'v1 of Order is not there' };
  expect(labels([turn, started, described, { ...turn, at: 3000 }])).toEqual(['Stalled 2 s: v1 of Order is not there']);
});

test('a step says where it is done and where a rerun began', () => {
  const elsewhere: Line = { ...task(1, 'Pay'), router: { sourceAppId: 'orders', targetAppId: 'billing' } };
  const again = { ...task(2, 'Ship'), rerunOf: 'before' } as Line;
  expect(labels([turn, started, elsewhere, again])).toEqual([
    'activity Pay running, in billing',
    'activity Ship running, rerun from here',
  ]);
});
