import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { edgesBackInTime } from '@/lib/testing/edges-back-in-time';
import { graphOf, graphPicture } from '@/lib/testing/recorded/graph-picture';
import { parseRecording } from '@/lib/testing/recorded/recording';
import type { HistoryEvent } from '@/lib/domain/history-event';
import { foldSiblings } from './fold-siblings';
import { stepsOf } from './graph';
import { layoutGraph } from './layout-graph';
import { buildTimeline } from './timeline';

/** What a workflow asks for. */
const ACTIONS: ReadonlySet<HistoryEvent['kind']> = new Set([
  ...(['task-scheduled', 'child-created', 'timer-created', 'detached-created', 'event-sent'] as const),
]);

const FOLDER = join(import.meta.dirname, 'recorded');
const names = globSync('*/*.json', { cwd: FOLDER })
  .map((path) => path.slice(0, -'.json'.length))
  .sort();

const recordingOf = (name: string) => parseRecording(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));

test('every picture has its recording', () => {
  const pictures = globSync('*/*.graph.txt', { cwd: FOLDER }).map((path) => path.slice(0, -'.graph.txt'.length));
  expect(pictures.sort()).toEqual(names);
});

describe.each(names)('%s', (name) => {
  const recording = recordingOf(name);
  const graph = graphOf(recording);

  test('has the graph it had', async () => {
    await expect(graphPicture(recording)).toMatchFileSnapshot(join(FOLDER, `${name}.graph.txt`));
  });

  test('each action belongs to one step, and each but the delay of a retry is one try of it', () => {
    const steps = stepsOf(graph);
    const asked = recording.entries.filter(({ event }) => ACTIONS.has(event.kind)).map(({ sequence }) => sequence);
    expect(asked.map((sequence) => steps.filter(({ sequences }) => sequences.includes(sequence)).length)).toEqual(
      asked.map(() => 1),
    );
    const tries = recording.entries.filter(({ event }) => ACTIONS.has(event.kind) && !isRetryDelay(event));
    for (const shape of [graph, foldSiblings(graph)]) {
      const drawn = stepsOf(shape).flatMap(({ attempts }) =>
        attempts.map(({ scheduledSequence }) => scheduledSequence),
      );
      expect(drawn.filter((sequence) => sequence !== undefined).sort((a, b) => a - b)).toEqual(
        tries.map(({ sequence }) => sequence),
      );
    }
  });

  test('no edge points back in time', () => {
    expect(edgesBackInTime(graph)).toEqual([]);
  });

  test('has a place for each node and a lane for each step', () => {
    for (const shape of [graph, foldSiblings(graph)]) {
      const layout = layoutGraph(shape, 'down');
      expect([...layout.keys()].sort()).toEqual(shape.nodes.map(({ id }) => id).sort());
    }
    const { lanes, from, latest } = buildTimeline(graph);
    const drawn = lanes.flatMap((lane) => (lane.type === 'group' ? lane.members.map(({ id }) => id) : [lane.id]));
    expect(drawn.sort()).toEqual(['run', ...stepsOf(graph).map(({ id }) => id)].sort());
    expect(from).toBeLessThanOrEqual(latest);
  });
});

/** The Java SDK says so by the name alone. */
function isRetryDelay(event: HistoryEvent): boolean {
  if (event.kind !== 'timer-created') return false;
  if (event.origin === undefined) return event.name?.endsWith('-retry') === true;
  return event.origin.kind === 'activity-retry' || event.origin.kind === 'child-retry';
}
