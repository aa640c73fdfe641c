import { describe, expect, test } from 'vitest';
import { refKey } from '@/lib/domain/instance';
import { buildGraph } from '@/lib/graph/build-graph';
import { buildTimeline } from '@/lib/graph/timeline';
import { historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { laneRows, type ChildLanes } from './lane-rows';

const CHILD: Line = { kind: 'child-created', id: 0, instanceId: 'kid', name: 'Ship' };
const timelineOf = (lines: readonly Line[]) =>
  buildTimeline(buildGraph(historyFrom([started, turn, ...lines]), { appId: 'orders' }));

function rows(lines: readonly Line[], open: readonly string[] = [], kid?: ChildLanes): readonly string[] {
  const key = refKey({ appId: 'orders', instanceId: 'kid' });
  const children = new Map(kid === undefined ? [] : [[key, kid]]);
  return laneRows(timelineOf(lines), { open: new Set(open), children }).map((row) =>
    `${'  '.repeat(row.depth)}${row.key} ${row.open ?? ''} ${row.note ?? ''}`.trimEnd(),
  );
}

describe('laneRows', () => {
  test('only groups and children can be opened', () => {
    expect(rows([CHILD, task(1)])).toEqual(['run', 'child-0 false', 'activity-1']);
  });

  test('an open group shows its members', () => {
    const many = Array.from({ length: 14 }, (_, index) => task(index, 'Price'));
    expect(rows(many)).toEqual(expect.arrayContaining(['group-activity-3 false']));
    const open = rows(many, ['group-activity-3']);
    expect(open).toContain('group-activity-3 true');
    expect(open).toContain('  group-activity-3/activity-4');
  });

  test('an open child says how far it is, then shows its steps, which may be children themselves', () => {
    expect(rows([CHILD], ['child-0'])[1]).toBe('child-0 true loading');
    expect(rows([CHILD], ['child-0'], { state: 'missing' })[1]).toBe('child-0 true missing');
    expect(rows([CHILD], ['child-0'], { state: 'ready', timeline: timelineOf([]) })[1]).toBe('child-0 true empty');
    const nested: ChildLanes = {
      state: 'ready',
      timeline: timelineOf([{ ...CHILD, instanceId: 'grandchild' }]),
    };
    expect(rows([CHILD], ['child-0', 'child-0/child-0'], nested)).toEqual([
      'run',
      'child-0 true',
      '  child-0/child-0 true loading',
    ]);
  });
});
