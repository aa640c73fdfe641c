import { expect, it } from 'vitest';
import type { GraphJson } from '@/lib/api/graph';
import type { Elements } from '@/lib/composer/emit/project/elements-file';
import { runMarks } from './steps-on-elements';

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
      ],
    },
    {
      ...{ name: 'OrderPath', process: 'p', origin: 'branch' },
      steps: [{ element: 'pack', kind: 'activity', name: 'Pack' }],
    },
    {
      ...{ name: 'Timers', process: 'q', origin: 'process' },
      steps: [
        { element: 'one', kind: 'timer' },
        { element: 'two', kind: 'timer' },
      ],
    },
  ],
};

it('finds the element of each step by its kind and name, in children too', () => {
  const marks = runMarks(elements, [
    { workflow: 'Order', graph: graphOf({ name: 'Pay' }, { kind: 'timer', name: '', status: 'scheduled' }) },
    { workflow: 'OrderPath', graph: graphOf({ name: 'Pack', status: 'failed' }) },
  ]);
  expect(marks).toEqual([
    { element: 'pay', className: 'composer-run-completed', text: '1 s' },
    { element: 'rest', className: 'composer-run-running', text: 'running' },
    { element: 'pack', className: 'composer-run-failed', text: 'failed, 1 s' },
  ]);
});

it('tells the gravest of several, and how many there were', () => {
  const graph = graphOf({ name: 'Pay', status: 'failed' }, { name: 'Pay' });
  expect(runMarks(elements, [{ workflow: 'Order', graph }])).toEqual([
    { element: 'pay', className: 'composer-run-failed', text: '2 × failed, 2 s' },
  ]);
});

it('says nothing of what lost a race, of timers that cannot be told apart, and of workflows it does not know', () => {
  const timer = graphOf({ kind: 'timer', name: '' });
  expect(runMarks(elements, [{ workflow: 'Timers', graph: timer }])).toEqual([]);
  expect(runMarks(elements, [{ workflow: 'Other', graph: graphOf({ name: 'Pay' }) }])).toEqual([]);
  const lost = graphOf({ kind: 'event', name: 'Approved', status: 'canceled' });
  expect(runMarks(elements, [{ workflow: 'Order', graph: lost }])).toEqual([]);
});

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
