import { expect, test } from 'vitest';
import { buildGraph } from '@/lib/graph/build-graph';
import { compareRuns, type ComparableRun } from '@/lib/graph/compare-runs';
import { stepsOf } from '@/lib/graph/graph';
import { done, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { compareRows, differenceNote, shownRows } from './compare-rows';

const runOf = (lines: readonly Line[], changes: Partial<ComparableRun> = {}): ComparableRun => ({
  name: 'Order',
  status: 'completed',
  ...changes,
  steps: stepsOf(buildGraph(historyFrom([started, turn, ...lines]), { appId: 'orders' })),
});
const A = runOf([task(0, 'Load'), done(0), task(1, 'Check'), failed(1)], { status: 'failed', input: '{"x":1}' });
const B = runOf([task(0, 'Load'), done(0), { ...task(1, 'Check'), input: '2' } as Line, done(1), task(2, 'Send')], {
  input: '{"x":2,"y":3}',
  startedAt: 100,
  completedAt: 500,
});
const rows = compareRows({ a: A, b: B, comparison: compareRuns(A, B) });

test('input and outcome of the workflows stand first, then the steps of both', () => {
  expect(rows.map((row) => `${row.mark} ${row.title}: ${differenceNote(row)}`)).toEqual([
    '≠ Workflow input: input: 2 changes',
    '≠ Workflow outcome: status',
    '= Load: same',
    '≠ Check: input: 1 change, status, failure',
    '+ Send: only in B',
  ]);
  expect(rows[1]).toMatchObject({ a: { status: 'failed', span: undefined }, b: { span: 400 } });
  expect(rows[3]).toMatchObject({ a: { stepId: 'activity-1', status: 'failed', tries: 1 }, b: { word: 'completed' } });
  const mirrored = compareRows({ a: B, b: A, comparison: compareRuns(B, A) });
  expect(differenceNote(mirrored.at(-1)!)).toBe('only in A');
});

test('equal rows are left out and counted', () => {
  const { shown, after } = shownRows(rows, true);
  expect(shown.map(({ row, hidden }) => `${hidden} ${row.title}`)).toEqual([
    '0 Workflow input',
    '0 Workflow outcome',
    '1 Check',
    '0 Send',
  ]);
  expect(after).toBe(0);
  expect(shownRows(rows, false).shown).toHaveLength(5);
  const same = compareRows({ a: A, b: A, comparison: compareRuns(A, A) });
  expect(shownRows(same, true)).toEqual({ shown: [], after: 4 });
});

test('an event whose deadline passed is not called completed', () => {
  const waits: Line = {
    kind: 'timer-created',
    id: 0,
    fireAt: 900,
    origin: { kind: 'external-event', name: 'Paid' },
  };
  const late = runOf([waits, { kind: 'timer-fired', timerId: 0, fireAt: 900, at: 900 }]);
  const [row] = compareRows({ a: late, b: late, comparison: compareRuns(late, late) }).slice(2);
  expect(row?.a).toMatchObject({ status: 'terminated', word: 'deadline passed' });
});
