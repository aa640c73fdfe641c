import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { stepsOf } from '@/lib/graph/graph';
import { failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { pairEvents } from '@/lib/graph/pair-events';
import { filterRows, historyRows, originOf, turnCount } from './history-rows';

const LINES: Line[] = [
  turn,
  started,
  task(1, 'Pay'),
  turn,
  failed(1, 'card declined'),
  { kind: 'event-raised', name: 'Go', pending: true },
];
const ALL = { kind: null, find: '', turns: false } as const;

test('a result takes the name of its step and is joined to what it answers', () => {
  const row = rows()[4];
  expect(row).toMatchObject({ title: 'Activity failed', name: 'Pay', failed: true, detail: 'Refused: card declined' });
  expect(row?.pair).toEqual({ partner: 2, role: 'closes', duration: 200 });
  expect(row?.step?.id).toBe('activity-1');
});

test('a result whose step is not known yet has the name of what it answers', () => {
  const tail = historyFrom(LINES).slice(2);
  expect(historyRows(tail, { stepOfEvent: new Map(), pairs: pairEvents(tail) }).map(({ name }) => name)).toEqual([
    'Pay',
    '',
    'Pay',
    'Go',
  ]);
});

test('where a payload is withheld, that is said; what is none stands as ever', () => {
  const entries = historyFrom(LINES).map(({ event, ...entry }) => ({
    ...{ ...entry, isWithheld: true as const },
    event: 'input' in event ? { ...event, input: undefined } : event,
  }));
  const details = historyRows(entries, { stepOfEvent: new Map(), pairs: pairEvents(entries) }).map(
    ({ detail }) => detail,
  );
  expect(details[2]).toBe('Payload withheld: you may not see payloads.');
  expect(details[4]).toBe('Refused: card declined');
});

test('a timer carries when it is due, not the instant as text, and is found by what is shown', () => {
  const fireAt = new Date(2026, 10, 30, 12, 0, 7).getTime();
  const entries = historyFrom([started, { kind: 'timer-created', id: 1, fireAt }]);
  const all = historyRows(entries, { stepOfEvent: new Map(), pairs: pairEvents(entries) });
  expect(all.map(({ dueAt, detail }) => [dueAt, detail])).toEqual([
    [undefined, ''],
    [fireAt, ''],
  ]);
  const found = (find: string) => filterRows(all, { ...ALL, find }).map(({ sequence }) => sequence);
  expect([found('due 12:00:07'), found('due 30 nov'), found('due 13')]).toEqual([[1], [1], []]);
});

test('turn markers are hidden unless asked for', () => {
  expect(turnCount(rows())).toBe(2);
  expect(sequences(ALL)).toEqual([1, 2, 4, 5]);
  expect(sequences({ ...ALL, turns: true })).toEqual([0, 1, 2, 3, 4, 5]);
  expect(sequences({ ...ALL, kind: 'turn' })).toEqual([0, 3]);
});

test('offsets begin when the execution was started, not at its first turn', () => {
  expect(originOf(historyFrom([{ ...turn, at: 1500 }, { ...started, at: 93 }, task(1)]))).toBe(93);
  expect(originOf(historyFrom([{ ...turn, at: 1500 }]))).toBe(1500);
  expect(originOf([])).toBe(0);
});

test('filters by kind and text', () => {
  expect(sequences({ ...ALL, kind: 'activity' })).toEqual([2, 4]);
  expect(sequences({ ...ALL, find: 'DECLINED' })).toEqual([4]);
  expect(sequences({ ...ALL, find: '#5' })).toEqual([5]);
  expect(rows()[5]?.pending).toBe(true);
});

function rows() {
  const entries = historyFrom(LINES);
  const steps = stepsOf(buildGraph(entries, { appId: 'orders' }));
  const stepOfEvent = new Map(steps.flatMap((step) => step.sequences.map((at) => [at, step] as const)));
  return historyRows(entries, { stepOfEvent, pairs: pairEvents(entries) });
}

function sequences(filter: Parameters<typeof filterRows>[1]): readonly number[] {
  return filterRows(rows(), filter).map(({ sequence }) => sequence);
}
