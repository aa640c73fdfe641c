import { expect, it } from 'vitest';
import type { GraphJson } from '@/lib/api/graph';
import type { Elements } from '@/lib/composer/emit/project/elements-file';
import { runMarks, type DrawnRun } from './steps-on-elements';

type Step = Extract<GraphJson['nodes'][number], { type: 'step' }>;

const elements: Elements = {
  version: 1,
  appId: 'orders',
  activities: [],
  workflows: [
    {
      ...{ name: 'Order', process: 'p', origin: 'process' },
      steps: [
        { element: 'pay', kind: 'activity', name: 'Pay' },
        { element: 'ask', kind: 'event', name: 'Approved' },
        { element: 'rest', kind: 'timer' },
        { element: 'help', kind: 'child', name: 'Elsewhere' },
      ],
    },
    {
      ...{ name: 'OrderPath', process: 'p', origin: 'branch' },
      steps: [{ element: 'pack', kind: 'activity', name: 'Pack' }],
    },
    {
      ...{ name: 'Wait', process: 'w', origin: 'process' },
      steps: [
        { element: 'ask', kind: 'event', name: 'Approved' },
        { element: 'late', kind: 'timer', deadlineOf: ['Approved'] },
      ],
    },
    {
      ...{ name: 'Timers', process: 'q', origin: 'process' },
      steps: [
        { element: 'one', kind: 'timer' },
        { element: 'two', kind: 'timer' },
      ],
    },
    {
      ...{ name: 'First', process: 'f', origin: 'process' },
      steps: [
        { element: 'yes', kind: 'event', name: 'Approved' },
        { element: 'no', kind: 'event', name: 'Rejected' },
        { element: 'late', kind: 'timer', deadlineOf: ['Approved', 'Rejected'] },
      ],
    },
  ],
};

it('finds the element of each step by its kind and name, in children too', () => {
  const marks = runMarks(elements, [
    { ...runOf('Order'), graph: graphOf({ name: 'Pay' }, { kind: 'timer', name: '', status: 'scheduled' }) },
    { ...runOf('OrderPath', 'Order'), graph: graphOf({ name: 'Pack', status: 'failed' }) },
  ]);
  expect(marks).toEqual([
    { element: 'pay', className: 'composer-run-completed', text: '1 s' },
    { element: 'rest', className: 'composer-run-running', text: 'running' },
    { element: 'pack', className: 'composer-run-failed', text: 'failed, 1 s' },
  ]);
});

it('tells the gravest of several, and how many there were', () => {
  const graph = graphOf({ name: 'Pay', status: 'failed' }, { name: 'Pay' });
  expect(runMarks(elements, [{ ...runOf('Order'), graph }])).toEqual([
    { element: 'pay', className: 'composer-run-failed', text: '2 × failed, 2 s' },
  ]);
});

it('tells no duration of what is known only by its end', () => {
  const graph = graphOf({ kind: 'event', name: 'Approved', endedAt: 0 });
  expect(runMarks(elements, [{ ...runOf('Order'), graph }])).toMatchObject([{ element: 'ask', text: 'done' }]);
});

it('says nothing of what lost a race, of timers that cannot be told apart, and of workflows it does not know', () => {
  const timer = graphOf({ kind: 'timer', name: '' });
  expect(runMarks(elements, [{ ...runOf('Timers'), graph: timer }])).toEqual([]);
  expect(runMarks(elements, [{ ...runOf('Other'), graph: graphOf({ name: 'Pay' }) }])).toEqual([]);
  const lost = graphOf({ kind: 'event', name: 'Approved', status: 'canceled' });
  expect(runMarks(elements, [{ ...runOf('Order'), graph: lost }])).toEqual([]);
});

it('takes what works for a step of its parent for that step, and not what the parent names itself', () => {
  const beside = { ...runOf('RunBeside', 'Order'), graph: graphOf({ name: 'Pay' }, { name: 'TellEnd' }) };
  const elsewhere = { ...runOf('Elsewhere', 'Order'), graph: graphOf({ name: 'Pay' }) };
  expect(runMarks(elements, [beside, elsewhere])).toEqual([
    { element: 'pay', className: 'composer-run-completed', text: '1 s' },
  ]);
});

it('draws the deadline of an event at its timer until the event has come', () => {
  const marksOf = (step: Partial<Step>) => {
    const graph = graphOf({ kind: 'event', name: 'Approved', dueAt: 9, ...step });
    return runMarks(elements, [{ ...runOf('Wait'), graph }]).map(({ element, className }) => `${element} ${className}`);
  };
  expect(marksOf({ status: 'scheduled' })).toEqual(['late composer-run-running', 'ask composer-run-running']);
  expect(marksOf({ timedOut: true })).toEqual(['late composer-run-completed']);
  expect(marksOf({})).toEqual(['ask composer-run-completed']);
  expect(marksOf({ status: 'scheduled', dueAt: undefined })).toEqual(['ask composer-run-running']);
});

it('draws the timer of several events by the last look at them, unless one of them came meanwhile', () => {
  const over = { kind: 'event', name: 'Approved', dueAt: 9, timedOut: true, scheduledAt: 0, endedAt: 15_000 } as const;
  const open = { kind: 'event', name: 'Approved', dueAt: 9, status: 'scheduled', scheduledAt: 15_000 } as const;
  const other = { kind: 'event', name: 'Rejected', scheduledAt: 20_000, endedAt: 20_000 } as const;
  const marksOf = (...steps: readonly Partial<Step>[]) =>
    runMarks(elements, [{ ...runOf('First'), graph: graphOf(...steps) }])
      .filter(({ element }) => element === 'late')
      .map(({ className, text }) => `${className}: ${text}`);
  expect(marksOf(over, { ...open, endedAt: undefined })).toEqual(['composer-run-running: running']);
  expect(marksOf(over, { ...over, scheduledAt: 15_000, endedAt: 30_000 })).toEqual(['composer-run-completed: done']);
  expect(marksOf(over, { ...over, scheduledAt: 15_000, endedAt: 30_000 }, other)).toEqual([]);
  expect(marksOf(over, { ...open, status: 'completed', endedAt: 16_000 })).toEqual([]);
  expect(marksOf(other)).toEqual([]);
});

function runOf(workflow: string, parent?: string): Omit<DrawnRun, 'graph'> {
  return { ref: { appId: 'orders', instanceId: workflow }, workflow, ...(parent !== undefined && { parent }) };
}

function graphOf(...steps: readonly Partial<Step>[]): GraphJson {
  const usual = {
    type: 'step',
    kind: 'activity',
    name: 'Pay',
    status: 'completed',
    attempts: 1,
    timedOut: false,
  } as const;
  return {
    nodes: steps.map((step, index) => ({ ...usual, id: String(index), scheduledAt: 0, endedAt: 1_000, ...step })),
    edges: [],
  };
}
