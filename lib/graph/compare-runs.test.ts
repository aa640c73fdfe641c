import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { done, ended, failed, historyFrom, started, task, turn, type Line } from '@/lib/testing/history-builder';
import { historyArbitrary } from '@/lib/testing/history-generator';
import { alignSteps } from './align-steps';
import { buildGraph } from './build-graph';
import { compareRuns, isDifferent, type ComparableRun, type Comparison } from './compare-runs';
import { firstDifferenceWords } from './difference-words';
import { stepsOf } from './graph';
import type { HistoryEntry } from './history-entry';

type Changes = Partial<ComparableRun>;

const runOf = (entries: readonly HistoryEntry[], changes: Changes = {}): ComparableRun => {
  const steps = stepsOf(buildGraph(entries, { appId: 'orders' }));
  return { name: 'Order', status: 'completed', input: '{"id":1}', output: '"ok"', ...changes, steps };
};

const run = (lines: readonly Line[], changes: Changes = {}) =>
  runOf(historyFrom([turn, started, ...lines, ended]), changes);

const named = (id: number, name: string, input: string): Line => ({
  kind: 'task-scheduled',
  id,
  name,
  taskExecutionId: `call-${id}`,
  input,
});

const words = (a: ComparableRun, b: ComparableRun) => firstDifferenceWords(compareRuns(a, b));

/** Rows as `= name`, `≠ name: kinds`, `− name`, `+ name`. */
const rows = ({ steps }: Comparison) =>
  steps.map(({ a, b, differences }) => {
    if (b === undefined) return `− ${a?.name}`;
    if (a === undefined) return `+ ${b.name}`;
    const kinds = differences.map(({ kind }) => kind).join(' ');
    return kinds === '' ? `= ${a.name}` : `≠ ${a.name}: ${kinds}`;
  });

describe('compareRuns', () => {
  test('a failed run beside one with another input', () => {
    const before = [task(0), done(0), task(1), done(1)];
    const a = run([...before, named(2, 'Reserve', '{"sku":"99"}'), failed(2)], { status: 'failed', output: undefined });
    const b = run([...before, named(2, 'Reserve', '{"sku":"14"}'), done(2), task(3), done(3)]);
    const comparison = compareRuns(a, b);
    expect(rows(comparison)).toEqual(['= Step 0', '= Step 1', '≠ Reserve: input status failure', '+ Step 3']);
    expect(comparison.steps[2]).toMatchObject({
      differences: [
        { kind: 'input', attempt: 1, lines: [{ label: '$.sku', a: '"99"', b: '"14"' }] },
        { kind: 'status', lines: [{ label: 'status', a: 'failed', b: 'completed' }] },
        { kind: 'failure', lines: [{ label: 'failure', a: 'Refused: no', b: undefined }] },
      ],
    });
    expect(comparison.run.map(({ kind }) => kind)).toEqual(['status']);
    expect(firstDifferenceWords(comparison)).toBe(
      'First difference: Reserve, attempt 1. Input differs at $.sku. 2 steps equal before it.',
    );
  });

  test('the attempt in which it begins', () => {
    const again = (id: number) => task(id, 'Pay', 'call-0');
    const a = run([again(0), failed(0), again(1), failed(1), again(2), done(2)]);
    const b = run([again(0), failed(0), again(1), done(1, '"2"')]);
    const { steps } = compareRuns(a, b);
    expect(steps[0]?.differences).toMatchObject([{ kind: 'input' }, { kind: 'attempts', attempt: 2 }]);
    const slow = run([again(0), failed(0), again(1), done(1)], { input: '{"id":1}' });
    const quick = run([again(0), done(0, '"1"')]);
    expect(compareRuns(slow, quick).steps[0]?.differences.at(-1)).toMatchObject({ kind: 'attempts', attempt: 1 });
    expect(words(slow, quick)).toContain('Pay, attempt 1. Input differs at $.');
  });

  test('a step that only one run has, and one that comes in another order', () => {
    const a = run([task(0, 'Load'), done(0), task(1, 'Check'), done(1), task(2, 'Send'), done(2)]);
    const b = run([task(0, 'Load'), done(0), task(2, 'Send'), done(2), task(1, 'Check'), done(1)]);
    expect(rows(compareRuns(a, b)).filter((row) => row.startsWith('≠'))).toHaveLength(1);
    expect(words(a, b)).toContain('It comes in another order. 1 step equal before it.');
    expect(words(a, run([task(0, 'Load'), done(0)]))).toBe(
      'First difference: Check is only in A. 1 step equal before it.',
    );
    expect(words(run([]), a)).toBe('First difference: Load is only in B.');
  });

  test('time is told and makes no difference', () => {
    const at = (end: number) =>
      run(
        [
          { ...task(0), at: 200 },
          { ...done(0), at: end },
        ],
        { startedAt: 100, completedAt: end + 50 },
      );
    const comparison = compareRuns(at(900), at(400));
    expect(comparison.steps[0]).toMatchObject({ differences: [], slower: 500 });
    expect(comparison.slower).toBe(500);
    expect(compareRuns(run([task(0)]), at(400))).toMatchObject({ slower: undefined });
  });

  test('timers are aligned whatever their span, and differ when it does', () => {
    const timer = (fireAt: number): Line => ({ kind: 'timer-created', id: 0, fireAt, at: 1000 });
    expect(rows(compareRuns(run([timer(61_000)]), run([timer(61_900)])))).toEqual([expect.stringMatching(/^= sleep/)]);
    expect(words(run([timer(61_000)]), run([timer(121_000)]))).toContain('It is due after 60000 ms in A, 120000 ms');
    const waiting = (fireAt: number): Line => ({
      ...{ kind: 'timer-created', id: 0, fireAt, at: 1000 },
      origin: { kind: 'external-event', name: 'Go' },
    });
    const wait = waiting(61_000);
    const passed: Line = { kind: 'timer-fired', timerId: 0, fireAt: 61_000 };
    expect(words(run([wait, passed]), run([wait, { kind: 'event-raised', name: 'Go', input: '1' }]))).toBe(
      'First difference: Go. It is past its deadline in A, completed in B.',
    );
    const forever = waiting(Number.MAX_VALUE);
    expect(words(run([wait]), run([forever]))).toContain('due after 60000 ms in A, no time in B');
    expect(words(run([forever]), run([wait]))).toContain('due after no time in A, 60000 ms in B');
  });
});

describe('words', () => {
  const one = [task(0), done(0)];

  test('nothing differs', () => {
    expect(words(run(one), run(one))).toBe('No difference: the only step is equal, and so are input and outcome.');
    expect(words(run([]), run([]))).toBe('No difference: neither has a step, and so are input and outcome.');
  });

  test('only the runs themselves differ', () => {
    const [two, other] = [run([...one, task(1), done(1)]), { output: '{"id":2,"x":1,"y":1}' }];
    expect(words({ ...two, output: '{"id":3}' }, { ...two, ...other })).toBe(
      'First difference: the workflow. Output differs at $.id and 2 more places. All 2 steps are equal.',
    );
    expect(words(run([]), run([], { name: 'Return' }))).toBe(
      'First difference: the workflow. A is Order, B is Return.',
    );
    expect(words(run([]), run([], { failure: { type: '', message: 'x', nonRetriable: false } }))).toContain('failures');
  });

  test('input and a step differ', () => {
    expect(words(run(one), run([task(0), done(0, '"x"')], { input: '{"id":2,"x":1}' }))).toBe(
      'First difference: the workflow. Input differs at $.id and 1 more place. ' +
        'First step that differs: Step 0, attempt 1. Output differs at $.',
    );
  });

  test('attempts differ', () => {
    const again = (id: number): Line => ({ ...named(id, 'Pay', '1'), taskExecutionId: 'call-0' }) as Line;
    const tried = run([again(0), failed(0), again(1), done(1)]);
    expect(words(tried, run([again(0), done(0, '"1"')]))).toBe(
      'First difference: Pay, attempt 1. It took 2 attempts in A, 1 in B.',
    );
  });
});

describe('alignSteps', () => {
  const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

  test('every entry once, each beside its own key, and no shorter than it must be', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const pairs = alignSteps(a, b);
        expect(pairs.flatMap((pair) => pair.a ?? []).sort((x, y) => x - y)).toEqual(a.map((_, index) => index));
        expect(pairs.flatMap((pair) => pair.b ?? []).sort((x, y) => x - y)).toEqual(b.map((_, index) => index));
        for (const pair of pairs) if (pair.a !== undefined && pair.b !== undefined) expect(a[pair.a]).toBe(b[pair.b]);
        const leftA = new Set(pairs.filter((pair) => pair.b === undefined).map((pair) => a[pair.a!]));
        for (const pair of pairs) if (pair.a === undefined) expect(leftA).not.toContain(b[pair.b!]);
      }),
    );
  });

  test('lists without end in common are matched key by key', () => {
    const a = Array.from({ length: 1500 }, (_, index) => `k${index}`);
    const pairs = alignSteps(a, a.toReversed());
    expect(pairs).toHaveLength(1500);
    expect(pairs.every((pair) => pair.a !== undefined && pair.b !== undefined && !pair.moved)).toBe(true);
  });
});

describe('properties', () => {
  const runs = fc
    .tuple(historyArbitrary, fc.option(fc.json(), { nil: undefined }))
    .map(([entries, input]) => runOf(entries, { input, startedAt: 5, completedAt: entries.length * 10 }));

  test('a run does not differ from itself', () => {
    fc.assert(
      fc.property(runs, (one) => {
        const { run: facts, steps, slower } = compareRuns(one, one);
        expect(facts).toEqual([]);
        expect(steps.filter(isDifferent)).toEqual([]);
        expect(steps).toHaveLength(one.steps.length);
        expect(slower).toBe(0);
      }),
    );
  });

  test('swapping the runs mirrors the comparison', () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        expect(mirrored(compareRuns(b, a))).toEqual(compareRuns(a, b));
      }),
    );
  });

  test('every step of both runs has its row', () => {
    fc.assert(
      fc.property(runs, runs, (a, b) => {
        const { steps } = compareRuns(a, b);
        expect(new Set(steps.flatMap((step) => step.a ?? []))).toEqual(new Set(a.steps));
        expect(new Set(steps.flatMap((step) => step.b ?? []))).toEqual(new Set(b.steps));
      }),
    );
  });
});

function mirrored({ run: facts, steps, slower }: Comparison): Comparison {
  const flip = (differences: Comparison['run']) =>
    differences.map((difference) => ({
      ...difference,
      lines: difference.lines.map((line) => ({ ...line, a: line.b, b: line.a })),
    }));
  const negative = (span: number | undefined) => (span === undefined ? undefined : 0 - span);
  return {
    run: flip(facts),
    steps: steps.map((step) => ({
      ...{ a: step.b, b: step.a, differences: flip(step.differences), slower: negative(step.slower) },
    })),
    slower: negative(slower),
  };
}
