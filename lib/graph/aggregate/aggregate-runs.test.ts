import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SampledRun, SampledStep } from '@/lib/domain/sampled-run';
import type { AggregatePoint } from './aggregate';
import { aggregateRuns } from './aggregate-runs';

let nextId = 0;

/** An activity that was asked for and given a result at these milliseconds. */
function step(
  name: string,
  [scheduledAt, endedAt]: readonly [number, number?],
  over: Partial<SampledStep> = {},
): SampledStep {
  nextId += 1;
  const status = endedAt === undefined ? 'scheduled' : 'completed';
  return { generation: 1, eventId: nextId, kind: 'activity', name, status, attempt: 1, scheduledAt, endedAt, ...over };
}

function run(steps: readonly SampledStep[], over: Partial<SampledRun> = {}): SampledRun {
  return { status: 'completed', createdAt: 0, startedAt: 0, completedAt: 1000, steps, ...over };
}

function edgesOf(runs: readonly SampledRun[]): readonly string[] {
  return aggregateRuns(runs).edges.map(({ from, to, runs: count }) => `${from} > ${to} ${count}`);
}

function pointNamed(runs: readonly SampledRun[], name: string): AggregatePoint | undefined {
  return aggregateRuns(runs).points.find((point) => point.type === 'step' && point.name === name);
}

test('a chain is a chain, counted by runs', () => {
  const chain = [step('Reserve', [0, 10]), step('Charge', [11, 20])];
  expect(edgesOf([run(chain), run(chain), run(chain.slice(0, 1), { status: 'failed' })])).toEqual([
    ...['start > activity:Reserve 3', 'activity:Reserve > activity:Charge 2'],
    ...['activity:Charge > end:completed 2', 'activity:Reserve > end:failed 1'],
  ]);
});

test('what runs side by side meets in what waits for all of it', () => {
  const steps = [step('A', [0, 30]), step('B', [0, 20]), step('Join', [31, 40])];
  expect(edgesOf([run(steps)])).toEqual([
    ...['start > activity:A 1', 'start > activity:B 1'],
    ...['activity:B > activity:Join 1', 'activity:A > activity:Join 1', 'activity:Join > end:completed 1'],
  ]);
});

test('branches that do not wait for each other stay apart', () => {
  const steps = [step('A1', [0, 10]), step('B1', [0, 20]), step('A2', [11, 40]), step('B2', [21, 30])];
  expect(edgesOf([run(steps)])).toEqual(
    expect.arrayContaining(['activity:A1 > activity:A2 1', 'activity:B1 > activity:B2 1']),
  );
  expect(edgesOf([run(steps)])).not.toContain('activity:A1 > activity:B2 1');
});

test('a large fan-out and the fan-out behind it are joined point by point', () => {
  const first = Array.from({ length: 20 }, (_, index) => step('Map', [0, 10 + index]));
  const second = Array.from({ length: 20 }, (_, index) => step('Reduce', [50, 60 + index]));
  expect(edgesOf([run([...first, ...second])])).toContain('activity:Map > activity:Reduce 1');
  expect(pointNamed([run([...first, ...second])], 'Map')).toMatchObject({ runs: 1, calls: 20 });
});

test('tries of one call are one call, and the timer between them is no step', () => {
  const steps = [
    step('Charge', [0, 10], { status: 'failed', error: 'declined' }),
    step('', [11, 111], { kind: 'timer' }),
    step('Charge', [112, 120], { attempt: 2 }),
    step('Ship', [121, 130]),
  ];
  expect(pointNamed([run(steps)], 'Charge')).toMatchObject({
    ...{ runs: 1, calls: 1, failedRuns: 0, retriedRuns: 1, errors: [] },
    duration: { p50: 120, p95: 120 },
  });
  expect(edgesOf([run(steps)])).toEqual([
    'start > activity:Charge 1',
    'activity:Charge > activity:Ship 1',
    'activity:Ship > end:completed 1',
  ]);
});

test('a loop counts its calls and is no edge to itself', () => {
  const steps = [step('Poll', [0, 10]), step('Poll', [11, 20]), step('Poll', [21, 30])];
  expect(pointNamed([run(steps)], 'Poll')).toMatchObject({ runs: 1, calls: 3 });
  expect(edgesOf([run(steps)])).toEqual(['start > activity:Poll 1', 'activity:Poll > end:completed 1']);
});

test('failures, open steps and errors are counted by runs, the most frequent error first', () => {
  const failed = (error: string) => run([step('Charge', [0, 10], { status: 'failed', error })], { status: 'failed' });
  const open = run([step('Charge', [0])], { status: 'running', completedAt: undefined });
  const aggregate = aggregateRuns([open, failed('declined'), failed('time-out'), failed('declined')]);
  expect(aggregate.points).toMatchObject([
    { type: 'start', runs: 4 },
    {
      ...{ type: 'step', kind: 'activity', runs: 4, failedRuns: 3, openRuns: 1 },
      errors: [
        { message: 'declined', runs: 2 },
        { message: 'time-out', runs: 1 },
      ],
    },
    { type: 'end', status: 'failed', runs: 3 },
  ]);
  expect(aggregate.byStatus).toEqual({ running: 1, failed: 3 });
});

test('versions and durations are those of the runs', () => {
  const runs = [10, 20, 30].map((completedAt) =>
    run([], { completedAt, version: completedAt > 10 ? 'v2' : undefined }),
  );
  expect(aggregateRuns(runs)).toMatchObject({
    ...{ runs: 3, duration: { p50: 20, p95: 30 } },
    versions: [{ version: 'v2', runs: 2 }, { runs: 1 }],
  });
  expect(aggregateRuns([]).duration).toBeUndefined();
});

const anyStep = fc
  .record({
    name: fc.constantFrom('A', 'B', 'C'),
    kind: fc.constantFrom('activity' as const, 'timer' as const, 'event' as const, 'child' as const),
    status: fc.constantFrom('scheduled' as const, 'completed' as const, 'failed' as const, 'canceled' as const),
    attempt: fc.integer({ min: 1, max: 3 }),
    scheduledAt: fc.integer({ min: 0, max: 20 }),
    took: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ took, ...rest }): SampledStep =>
    step(rest.name, [rest.scheduledAt], {
      ...rest,
      endedAt: rest.status === 'scheduled' ? undefined : rest.scheduledAt + took,
    }),
  );

test('property: every point is reached from the start, and no edge is counted in more runs than its ends', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyStep, { maxLength: 12 }), { minLength: 1, maxLength: 5 }), (all) => {
      const { points, edges } = aggregateRuns(all.map((steps) => run(steps)));
      const runsOf = new Map(points.map(({ id, runs }) => [id, runs]));
      for (const { from, to, runs } of edges) {
        expect(runs).toBeLessThanOrEqual(Math.min(runsOf.get(from) ?? 0, runsOf.get(to) ?? 0));
      }
      const reached = new Set(['start']);
      for (let before = 0; before < reached.size;) {
        before = reached.size;
        for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
      }
      expect(points.filter(({ id }) => !reached.has(id))).toEqual([]);
    }),
  );
});
