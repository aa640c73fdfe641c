import { expect } from 'vitest';
import type { EventKind, History } from '@/e2e/conformance/history';
import type { Ended, Scenario } from './scenario';

const TURN = 'workflowStarted';
const completed = (output: unknown) => ({ status: 'COMPLETED', output });

/** Kinds without the marks of the turns, which depend on how fast results come in. */
function story(history: History): readonly EventKind[] {
  return history.kinds().filter((kind) => kind !== TURN);
}

function repeated(times: number, ...kinds: readonly EventKind[]): readonly EventKind[] {
  return Array.from({ length: times }, () => kinds).flat();
}

function activities(history: History): readonly { name: string; input: unknown }[] {
  return history
    .of('taskScheduled')
    .map(({ name, input }) => ({ name, input: JSON.parse(input ?? 'null') as unknown }));
}

function results(history: History): readonly unknown[] {
  return history.of('taskCompleted').map(({ result }) => JSON.parse(result ?? 'null') as unknown);
}

function checkChain(history: History): void {
  expect(story(history)).toEqual([
    'executionStarted',
    ...repeated(3, 'taskScheduled', 'taskCompleted'),
    'executionCompleted',
  ]);
  expect(activities(history)).toEqual([
    { name: 'Double', input: 3 },
    { name: 'AddOne', input: 6 },
    { name: 'Double', input: 7 },
  ]);
  expect(results(history)).toEqual([6, 7, 14]);
}

function checkFanOut(count: number): Scenario['check'] {
  return ({ history }) => {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    expect(activities(history)).toEqual(numbers.map((input) => ({ name: 'Square', input })));
    expect(results(history).toSorted((a, b) => Number(a) - Number(b))).toEqual(numbers.map((number) => number ** 2));
    const kinds = story(history);
    expect(kinds.slice(0, count + 1)).toEqual(['executionStarted', ...repeated(count, 'taskScheduled')]);
    expect(kinds).toHaveLength(2 * count + 2);
  };
}

async function checkParent({ run, id, history }: Ended): Promise<void> {
  const childEvents: readonly EventKind[] = ['childWorkflowInstanceCreated', 'childWorkflowInstanceCompleted'];
  expect(story(history)).toEqual([
    'executionStarted',
    ...childEvents,
    ...repeated(1, 'taskScheduled', 'taskCompleted'),
    'executionCompleted',
  ]);
  const [created] = history.of('childWorkflowInstanceCreated');
  const childId = created?.instanceId ?? '';
  expect(created).toMatchObject({ name: 'Chain', input: '3' });
  expect(childId).not.toBe(id);
  const child = await run.see(childId);
  expect(child).toMatchObject({ status: 'COMPLETED', output: 14, parentInstanceId: id });
  const childHistory = await run.history(childId);
  checkChain(childHistory);
  const [started] = childHistory.of('executionStarted');
  expect(started?.parentInstance?.workflowInstance?.instanceId).toBe(id);
  expect(activities(history)).toEqual([{ name: 'AddOne', input: 14 }]);
}

function checkCounter(upTo: number): Scenario['check'] {
  return ({ history, state }) => {
    expect(state.input).toEqual({ count: upTo - 1, upTo });
    expect(story(history)).toEqual(['executionStarted', 'taskScheduled', 'taskCompleted', 'executionCompleted']);
    expect(results(history)).toEqual([upTo]);
  };
}

function checkTries(failed: number, succeeded: number): Scenario['check'] {
  return ({ history, id }) => {
    const timers = failed + succeeded - 1;
    expect(history.kinds('taskScheduled', 'taskFailed', 'taskCompleted', 'timerCreated', 'timerFired')).toEqual([
      ...repeated(timers, 'taskScheduled', 'taskFailed', 'timerCreated', 'timerFired'),
      'taskScheduled',
      succeeded === 1 ? 'taskCompleted' : 'taskFailed',
    ]);
    for (const { name, input } of activities(history)) {
      expect({ name, input }).toMatchObject({ name: 'Flaky', input: { key: id } });
    }
    for (const { failureDetails } of history.of('taskFailed')) expect(failureDetails?.errorMessage).toContain('flaky');
  };
}

/** Generations of the Counter that the crash test watches. */
export const longCounter = (upTo: number): Scenario => ({
  title: `Counter goes through ${upTo} generations`,
  workflow: 'Counter',
  input: { count: 0, upTo },
  ends: completed(upTo),
  check: checkCounter(upTo),
});

/** Scenarios that run by themselves. */
export const workScenarios: readonly Scenario[] = [
  {
    title: 'Chain runs its activities in order',
    graph: 'chain',
    workflow: 'Chain',
    input: 3,
    ends: completed(14),
    check: ({ history }) => checkChain(history),
  },
  {
    title: 'Chain takes 0 for a number',
    workflow: 'Chain',
    input: 0,
    ends: completed(2),
    check: ({ history }) => expect(results(history)).toEqual([0, 1, 2]),
  },
  {
    title: 'FanOut adds the squares of 1 to 20',
    graph: 'fan-out',
    workflow: 'FanOut',
    input: 20,
    ends: completed(2870),
    check: checkFanOut(20),
  },
  {
    title: 'FanOut loses none of 200 activities',
    workflow: 'FanOut',
    input: 200,
    ends: completed(2_686_700),
    check: checkFanOut(200),
  },
  {
    title: 'ParentOrder leaves the Chain to a child',
    graph: 'child',
    workflow: 'ParentOrder',
    input: 3,
    ends: completed(15),
    check: checkParent,
  },
  { ...longCounter(5), graph: 'generations' },
  {
    title: 'Retrying succeeds at the first try',
    workflow: 'Retrying',
    input: { failures: 0 },
    ends: completed('succeeded after 0 failures'),
    check: checkTries(0, 1),
    countsTries: true,
  },
  {
    title: 'Retrying succeeds after three failures',
    graph: 'retries',
    workflow: 'Retrying',
    input: { failures: 3 },
    ends: completed('succeeded after 3 failures'),
    check: checkTries(3, 1),
    countsTries: true,
  },
  {
    title: 'Retrying gives up after four failures',
    graph: 'retries-used-up',
    workflow: 'Retrying',
    input: { failures: 99 },
    ends: { status: 'FAILED', failure: 'flaky' },
    check: checkTries(4, 0),
  },
  {
    title: 'Broken fails with its message',
    graph: 'no-steps-failed',
    workflow: 'Broken',
    input: {},
    ends: { status: 'FAILED', failure: 'broken on purpose' },
    check: ({ history }) => expect(story(history)).toEqual(['executionStarted', 'executionCompleted']),
  },
];
