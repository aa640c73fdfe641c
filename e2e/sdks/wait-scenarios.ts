import { expect } from 'vitest';
import type { EventKind } from '@/e2e/conformance/history';
import type { Scenario } from './scenario';
import type { SdkRun } from './sdk-run';

const completed = (output: unknown) => ({ status: 'COMPLETED', output });
const LONG = { seconds: 600 };
/** SDKs send the text as it is or as JSON. */
const HALFWAY = ['halfway', '"halfway"'];

/** Raises the event `Item` once per payload, one after the other. */
async function raiseItems(run: SdkRun, id: string, payloads: readonly string[]): Promise<void> {
  for (const payload of payloads) await run.raise(id, 'Item', payload);
}

/** Raises each once the one before was taken in. */
async function raiseOneByOne(run: SdkRun, id: string): Promise<void> {
  for (const [index, payload] of ['a', 'b', 'c'].entries()) {
    await run.raise(id, 'Item', payload);
    await run.until(id, async () => (await run.history(id)).of('eventRaised').length > index);
  }
}

function checkItems(payloads: readonly string[]): Scenario['check'] {
  return ({ history }) => {
    const items = history.of('eventRaised').map(({ name, input }) => ({ name, input }));
    expect(items).toEqual(payloads.map((payload) => ({ name: 'Item', input: JSON.stringify(payload) })));
  };
}

function checkKinds(...kinds: readonly EventKind[]): Scenario['check'] {
  return ({ history }) => expect(history.kinds(...new Set([...kinds, 'taskScheduled'] as const))).toEqual(kinds);
}

async function holdItems(run: SdkRun, id: string): Promise<void> {
  const before = await run.history(id);
  await raiseItems(run, id, ['b', 'c']);
  await otherWork(run, `${id}-beside`);
  expect((await run.see(id)).status).toBe('SUSPENDED');
  const held = await run.history(id);
  expect(held.of('workflowStarted').length, 'turns of a suspended instance').toBe(before.of('workflowStarted').length);
  await run.resume(id);
}

/** Shows that the worker is free to take work. */
async function otherWork(run: SdkRun, id: string): Promise<void> {
  await run.begin('Chain', 1, id);
  expect((await run.completion(id)).output).toBe(6);
}

async function sleepPastDue(run: SdkRun, id: string): Promise<void> {
  const laterId = `${id}-later`;
  await run.begin('Sleeper', { seconds: 1.5 }, laterId);
  await run.completion(laterId);
  expect((await run.see(id)).status).toBe('SUSPENDED');
  await run.resume(id);
}

async function goFromHalfway(run: SdkRun, id: string): Promise<void> {
  const waiting = await run.see(id);
  expect(waiting.status).toBe('RUNNING');
  expect(HALFWAY).toContain(waiting.customStatus);
  await run.raise(id, 'Go');
}

/** Scenarios that wait, and what people and other systems do to them meanwhile. */
export const waitScenarios: readonly Scenario[] = [
  {
    title: 'Approval ends with who approved',
    graph: 'event-in-time',
    workflow: 'Approval',
    input: LONG,
    steer: (run, id) => run.raise(id, 'Approved', 'Ada'),
    ends: completed('approved by Ada'),
    check: checkKinds('timerCreated', 'eventRaised', 'executionCompleted'),
  },
  {
    title: 'Approval times out',
    graph: 'event-too-late',
    workflow: 'Approval',
    input: { seconds: 1 },
    ends: completed('timed out'),
    check: checkKinds('timerCreated', 'timerFired', 'executionCompleted'),
  },
  {
    title: 'Sleeper goes on after its timer',
    graph: 'timer',
    workflow: 'Sleeper',
    input: { seconds: 1 },
    ends: completed(1),
    check: checkKinds('timerCreated', 'timerFired', 'taskScheduled', 'taskCompleted', 'executionCompleted'),
  },
  {
    title: 'Sleeper sleeps on while it is suspended',
    graph: 'suspended',
    workflow: 'Sleeper',
    input: { seconds: 1 },
    prepare: (run, id) => run.suspend(id),
    steer: sleepPastDue,
    ends: completed(1),
    check: checkKinds('timerCreated', 'executionSuspended', 'timerFired', 'executionResumed', 'taskScheduled'),
  },
  {
    title: 'Sleeper is terminated with an output',
    graph: 'terminated-while-waiting',
    workflow: 'Sleeper',
    input: LONG,
    steer: (run, id) => run.terminate(id, { stopped: 'by hand' }),
    ends: { status: 'TERMINATED', output: { stopped: 'by hand' } },
    check: checkKinds('timerCreated', 'executionTerminated'),
  },
  {
    title: 'Listener takes events in order',
    workflow: 'Listener',
    input: 3,
    prepare: (run, id) => raiseItems(run, id, ['a']),
    steer: (run, id) => raiseItems(run, id, ['b', 'c']),
    ends: completed('a,b,c'),
    check: checkItems(['a', 'b', 'c']),
  },
  {
    title: 'Listener takes one event after the other',
    graph: 'events',
    workflow: 'Listener',
    input: 3,
    steer: raiseOneByOne,
    ends: completed('a,b,c'),
    check: checkItems(['a', 'b', 'c']),
  },
  {
    title: 'Listener keeps empty and equal payloads',
    workflow: 'Listener',
    input: 4,
    steer: (run, id) => raiseItems(run, id, ['', 'x', 'x', '']),
    ends: completed(',x,x,'),
    check: checkItems(['', 'x', 'x', '']),
  },
  {
    title: 'Listener gets what came while it was suspended once it is resumed',
    workflow: 'Listener',
    input: 3,
    prepare: async (run, id) => {
      await run.suspend(id);
      await raiseItems(run, id, ['a']);
    },
    steer: holdItems,
    ends: completed('a,b,c'),
    check: checkItems(['a', 'b', 'c']),
  },
  {
    title: 'Listener takes no harm from a resume that resumes nothing',
    workflow: 'Listener',
    input: 1,
    steer: async (run, id) => {
      await run.resume(id);
      await raiseItems(run, id, ['a']);
    },
    ends: completed('a'),
    check: checkItems(['a']),
  },
  {
    title: 'Status shows how far it is',
    workflow: 'Status',
    input: {},
    prepare: async (run, id) => {
      await run.until(id, ({ customStatus = '' }) => customStatus !== '');
    },
    steer: goFromHalfway,
    ends: completed('done'),
    check: ({ history }) => expect(history.of('eventRaised').map(({ name }) => name)).toEqual(['Go']),
  },
];
