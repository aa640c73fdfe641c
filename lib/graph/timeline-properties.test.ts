import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyArbitrary } from '@/lib/testing/history-generator';
import { buildGraph } from './build-graph';
import { densityOf, levelsOf } from './concurrency';
import { stepsOf } from './graph';
import { buildTimeline, segmentsOf, spanOf, type StepLane } from './timeline';

/** Clocks of workers and runtime are not one, so times do not always grow. */
const shaken = fc
  .tuple(historyArbitrary, fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 9 }))
  .map(([entries, shifts]) =>
    entries.map((entry, index) => {
      const at = entry.event.at + (shifts[index % shifts.length] ?? 0);
      return { ...entry, event: { ...entry.event, at } };
    }),
  );

const histories = shaken.map((entries) => {
  const graph = buildGraph(entries, { appId: 'made-up' });
  return { graph, timeline: buildTimeline(graph) };
});

const stepLanes = ({ timeline }: { timeline: ReturnType<typeof buildTimeline> }): readonly StepLane[] =>
  timeline.lanes.flatMap((lane): readonly StepLane[] => {
    if (lane.type === 'group') return lane.members;
    return lane.type === 'step' ? [lane] : [];
  });

test('every step has one lane, and every attempt its stretch in it', () => {
  fc.assert(
    fc.property(histories, (drawn) => {
      const lanes = stepLanes(drawn);
      expect(lanes.map(({ id }) => id).sort()).toEqual(
        stepsOf(drawn.graph)
          .map(({ id }) => id)
          .sort(),
      );
      for (const { step, segments } of lanes) {
        const shown = segments.filter(({ kind }) => kind !== 'delayed').map(({ attempt }) => attempt);
        expect(shown).toEqual(step.attempts.map(({ number }) => number));
      }
    }),
  );
});

test('stretches of a lane follow each other without gap or overlap, inside the timeline', () => {
  fc.assert(
    fc.property(histories, ({ timeline }) => {
      for (const lane of timeline.lanes.filter(({ type }) => type !== 'group')) {
        const segments = segmentsOf(lane);
        segments.forEach(({ from, to }, index) => {
          expect(to ?? from).toBeGreaterThanOrEqual(from);
          expect(from).toBeGreaterThanOrEqual(timeline.from);
          expect(to ?? from).toBeLessThanOrEqual(timeline.latest);
          if (index > 0) expect(segments[index - 1]?.to).toBe(from);
        });
      }
    }),
  );
});

test('a lane is open as long as its step', () => {
  fc.assert(
    fc.property(histories, (drawn) => {
      for (const lane of stepLanes(drawn)) {
        expect(spanOf(lane).to === undefined).toBe(lane.step.status === 'scheduled');
      }
    }),
  );
});

test('nothing is open once the run has ended, and something is before', () => {
  fc.assert(
    fc.property(histories, ({ graph, timeline }) => {
      const open = timeline.lanes.some((lane) => spanOf(lane).to === undefined);
      expect(open).toBe(!graph.nodes.some(({ type }) => type === 'end'));
    }),
  );
});

const spans = fc.array(
  fc.record({ from: fc.nat(6), length: fc.nat(6) }).map(({ from, length }) => ({ from, to: from + length })),
);

test('the area of concurrency is the time of its members, and ends at none', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 1, max: 7 }), (members, buckets) => {
      const levels = levelsOf(members);
      expect(levels.every(({ count }) => count >= 0)).toBe(true);
      expect(levels.at(-1)?.count ?? 0).toBe(0);
      const total = members.reduce((sum, { from, to }) => sum + to - from, 0);
      const area = levels.reduce((sum, { at, count }, index) => sum + count * ((levels[index + 1]?.at ?? at) - at), 0);
      expect(area).toBe(total);
      const density = densityOf(members, { from: 0, to: 14, buckets });
      expect(density.reduce((sum, count) => sum + count * (14 / buckets), 0)).toBeCloseTo(total);
    }),
  );
});

test('a density of a part counts that part only, and of no time nothing', () => {
  const members = [
    { from: 0, to: 10 },
    { from: 4, to: undefined },
  ];
  expect(densityOf(members, { from: 2, to: 6, buckets: 2 })).toEqual([1, 2]);
  expect(densityOf(members, { from: 8, to: 12, buckets: 2 })).toEqual([2, 1]);
  expect(densityOf(members, { from: 5, to: 5, buckets: 2 })).toEqual([0, 0]);
});
