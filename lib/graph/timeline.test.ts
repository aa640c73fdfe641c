import { describe, expect, test } from 'vitest';
import { refKey } from '@/lib/domain/instance';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { buildGraph, type GraphOptions } from './build-graph';
import { buildTimeline, spanOf, type Lane, type Timeline, type TimelineOptions } from './timeline';

const RETRY: Line = {
  kind: 'timer-created',
  id: 5,
  fireAt: 900,
  origin: { kind: 'activity-retry', taskExecutionId: 'call-0' },
};

const timelineOf = (lines: readonly Line[], options: TimelineOptions & Partial<GraphOptions> = {}) =>
  buildTimeline(buildGraph(historyFrom(lines), { appId: 'orders', ...options }), options);

/** A lane in one line: `queued 0–100, worked 100–…`. */
const drawn = (lane: Lane | undefined) =>
  lane === undefined || lane.type === 'group'
    ? lane?.levels.map(({ at, count }) => `${count} from ${at}`).join(', ')
    : lane.segments.map(({ kind, from, to }) => `${kind} ${from}–${to ?? '…'}`).join(', ');

const laneOf = (timeline: Timeline, id: string) => drawn(timeline.lanes.find((lane) => lane.id === id));

describe('the lane of the run', () => {
  test('is queued until a worker takes it, then worked until it ends', () => {
    const timeline = timelineOf([{ ...started, at: 50 }, turn, { ...ended, at: 900 }], { startedAt: 120 });
    expect(laneOf(timeline, 'run')).toBe('queued 50–120, worked 120–900');
    expect(timeline).toMatchObject({ from: 50, to: 900, latest: 900 });
  });

  test('was taken at the latest when it asked for its first step', () => {
    expect(laneOf(timelineOf([started, turn, task(0)]), 'run')).toBe('queued 0–200, worked 200–…');
    expect(laneOf(timelineOf([started, turn, ended]), 'run')).toBe('queued 0–100, worked 100–200');
  });

  test('waits for its time before it is queued', () => {
    const late = timelineOf([started], { startedAt: 700, scheduledStartAt: 600 });
    expect(laneOf(late, 'run')).toBe('waited 0–600, queued 600–700, worked 700–…');
    expect(laneOf(timelineOf([started], { scheduledStartAt: 600 }), 'run')).toBe('waited 0–600, queued 600–…');
  });

  test('begins where a rerun began, after what it took over', () => {
    const lines = [started, turn, task(0), done(0), { ...task(1), at: 5000 }, { ...done(1), at: 5400 }];
    const timeline = timelineOf(lines, { startedAt: 4000, rerunAt: 4000 });
    expect(laneOf(timeline, 'run')).toBe('worked 4000–…');
    expect(laneOf(timeline, 'activity-0')).toBe('worked 200–300');
    expect(timeline.marks).toEqual([{ kind: 'rerun', at: 4000 }]);
    expect(timeline).toMatchObject({ from: 200, to: undefined, latest: 5400 });
  });

  test('has a mark at its generation', () => {
    expect(timelineOf([started, turn], { generation: 3 }).marks).toEqual([
      { kind: 'generation', at: 0, generation: 3 },
    ]);
  });
});

describe('the lane of a step', () => {
  test('has every attempt and the delays between them', () => {
    const again = { ...task(1, 'Pay', 'call-0'), at: 950 };
    const lines = [started, turn, task(0, 'Pay'), failed(0), RETRY, again, { ...failed(1), at: 990 }];
    const timeline = timelineOf(lines);
    expect(laneOf(timeline, 'activity-0')).toBe('worked 200–300, delayed 300–950, worked 950–990');
    const lane = timeline.lanes.find(({ id }) => id === 'activity-0');
    expect(lane?.type === 'step' && lane.segments.map(({ attempt, status }) => `${attempt} ${status}`)).toEqual([
      '1 failed',
      '1 failed',
      '2 failed',
    ]);
  });

  test('waits for its next attempt, at most until the run ends', () => {
    const lines = [started, turn, task(0, 'Pay'), failed(0), RETRY];
    expect(laneOf(timelineOf(lines), 'activity-0')).toBe('worked 200–300, delayed 300–…');
    const stopped = timelineOf([...lines, { ...ended, at: 700 }]);
    expect(laneOf(stopped, 'activity-0')).toBe('worked 200–300, delayed 300–700');
  });

  test('goes on while it is open, and ends with the run', () => {
    expect(laneOf(timelineOf([started, turn, task(0)]), 'activity-0')).toBe('worked 200–…');
    expect(laneOf(timelineOf([started, turn, task(0), ended]), 'activity-0')).toBe('worked 200–300');
  });

  test('timers and awaited events wait; what is sent or arrives unasked takes no time', () => {
    const timeline = timelineOf([
      started,
      turn,
      { kind: 'timer-created', id: 0, fireAt: 400 },
      { kind: 'timer-created', id: 1, fireAt: 900, origin: { kind: 'external-event', name: 'Approval' } },
      { kind: 'timer-fired', timerId: 0, fireAt: 400 },
      { kind: 'event-raised', name: 'Nudge' },
      { kind: 'event-sent', id: 2, instanceId: 'x', name: 'Hi' },
    ]);
    expect(laneOf(timeline, 'timer-0')).toBe('waited 200–400');
    expect(laneOf(timeline, 'event-1')).toBe('waited 300–…');
    expect(laneOf(timeline, 'raised-1')).toBe('moment 500–500');
    expect(laneOf(timeline, 'message-2')).toBe('moment 600–600');
  });

  test('a child is queued until a worker took it, when that is known', () => {
    const child: Line = { kind: 'child-created', id: 0, instanceId: 'kid', name: 'Ship' };
    const lines = [started, turn, child, { kind: 'child-completed', taskId: 0, at: 800 } as const];
    const key = refKey({ appId: 'orders', instanceId: 'kid' });
    const known = (startedAt?: number) => ({ children: new Map([[key, { startedAt }]]) });
    expect(laneOf(timelineOf(lines), 'child-0')).toBe('worked 200–800');
    expect(laneOf(timelineOf(lines, known(350)), 'child-0')).toBe('queued 200–350, worked 350–800');
    expect(laneOf(timelineOf(lines.slice(0, 3), known()), 'child-0')).toBe('queued 200–…');
    expect(laneOf(timelineOf(lines.slice(0, 3), known(350)), 'child-0')).toBe('queued 200–350, worked 350–…');
  });

  test('never goes back in time, whatever clocks said', () => {
    const lines = [started, turn, task(0), { ...done(0), at: 150 }];
    expect(laneOf(timelineOf(lines), 'activity-0')).toBe('worked 200–200');
  });
});

test('many parallel siblings are one lane that says how many were open', () => {
  const many = Array.from({ length: 14 }, (_, index) => ({ ...task(index, 'Price'), at: 200 }));
  const results = many.map((_, index) => ({ ...done(index), at: index < 10 ? 300 : 400 }));
  const timeline = timelineOf([started, turn, ...many, ...results]);
  expect(timeline.lanes.map(({ type }) => type)).toEqual(['run', 'group']);
  expect(laneOf(timeline, 'group-activity-0')).toBe('14 from 200, 4 from 300, 0 from 400');
  expect(spanOf(timeline.lanes[1]!)).toEqual({ from: 200, to: 400 });
  expect(timeline.lanes[1]).toMatchObject({ members: { length: 14 } });
});

test('suspensions and stalls lie over all lanes', () => {
  const lines: Line[] = [started, turn, { kind: 'execution-suspended', reason: 'deploy' }];
  expect(timelineOf(lines).holds).toEqual([{ type: 'suspension', id: 'suspension-1', from: 200, reason: 'deploy' }]);
  const stalled: Line = { kind: 'execution-stalled', reason: 'patch-mismatch', at: 300 };
  expect(timelineOf([started, turn, stalled, { ...turn, at: 500 }]).holds).toMatchObject([
    { type: 'stall', from: 300, to: 500 },
  ]);
});

test('a suspension that waits in the inbox is shown as well', () => {
  const timeline = timelineOf([started, turn], { held: { from: 150, reason: 'deploy' } });
  expect(timeline.holds).toMatchObject([{ from: 150, reason: 'deploy' }]);
});

test('a history without a beginning is no reason to fail', () => {
  expect(timelineOf([])).toMatchObject({ from: 0, latest: 0, lanes: [{ type: 'run', name: '' }] });
  expect(spanOf({ type: 'run', id: 'run', name: '', status: undefined, segments: [] })).toEqual({ from: 0, to: 0 });
});
