import { expect, it } from 'vitest';
import { compose } from '@/lib/composer/compose';
import { elementsOf } from '@/lib/composer/emit/project/elements-file';
import type { DrawnRun } from './steps-on-elements';
import { openEvents } from './open-events';

const PARALLEL = `flowchart TD
  s([start]) --> b{{both}}
  b --> a[/message: Visa granted/] --> x[Pack] --> j{{join}}
  b --> c[/message: Paid/] --> j
  j --> d[Fly] --> e([end])`;

it('finds who can be told what, in children too, and only while they run', async () => {
  const { program } = await compose({ text: PARALLEL, fileName: 'travel.mmd' });
  if (program === undefined) throw new Error('the diagram has errors');
  const elements = elementsOf(program, (activity) => activity);
  const [main = '', branch = ''] = program.workflows.map(({ name }) => name);
  const root = runOf(main, [], undefined);
  const child = runOf(branch, [{ kind: 'event', name: 'VisaGranted', status: 'scheduled' }], main);
  const told = (runs: readonly DrawnRun[]) =>
    openEvents(program, elements, runs).map(
      ({ event, instance, isAwaited }) =>
        `${event.name} of ${instance.instanceId}, ${isAwaited ? 'awaited' : 'perhaps'}`,
    );
  expect(told([root, child])).toEqual([`VisaGranted of ${branch}, awaited`, `Paid of ${main}, perhaps`]);
  expect(told([root, runOf(branch, 'ended', main)])).toEqual([`Paid of ${main}, perhaps`]);
  expect(told([runOf('Stranger', [], undefined)])).toEqual([]);
});

type Step = Extract<DrawnRun['graph']['nodes'][number], { type: 'step' }>;

function runOf(workflow: string, steps: readonly Partial<Step>[] | 'ended', parent: string | undefined): DrawnRun {
  const usual = { type: 'step', id: 'a', attempts: 1, timedOut: false, scheduledAt: 0 } as const;
  const end = { type: 'end', id: 'end', status: 'completed', at: 0 } as const;
  const nodes = steps === 'ended' ? [end] : steps.map((step) => ({ ...usual, ...step }) as Step);
  const graph: DrawnRun['graph'] = { nodes, edges: [] };
  return { ref: { appId: 'a', instanceId: workflow }, workflow, graph, ...(parent !== undefined && { parent }) };
}
