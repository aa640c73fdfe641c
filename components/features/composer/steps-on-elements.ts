import type { GraphJson } from '@/lib/api/graph';
import type { Elements } from '@/lib/composer/emit/project/elements-file';
import { durationWords } from '@/lib/domain/duration-words';
import type { Mark } from './bpmn-canvas';

type Step = Extract<GraphJson['nodes'][number], { type: 'step' }>;

/** One execution that belongs to a run: the one that was started, or a child of it. */
export type DrawnRun = { readonly workflow: string; readonly graph: GraphJson };

type Standing = { readonly status: 'completed' | 'running' | 'failed'; readonly times: number; readonly ms: number };

const GRAVER = ['completed', 'running', 'failed'] as const;
const STATUS: Readonly<Record<Step['status'], Standing['status'] | undefined>> = {
  ...{ scheduled: 'running', completed: 'completed', failed: 'failed' },
  // It lost a race, or came too late: nothing became of it.
  ...{ canceled: undefined, discarded: undefined },
};

/**
 * The run over its diagram: what became of each element that something was done for. Steps are found by the names that
 * the generated code gives them; a timer has none, and is found where its workflow has no other.
 */
export function runMarks(elements: Elements, runs: readonly DrawnRun[]): readonly Mark[] {
  const standings = new Map<string, Standing>();
  for (const { workflow, graph } of runs) {
    const known = elements.workflows.find(({ name }) => name === workflow);
    for (const node of graph.nodes) {
      if (node.type !== 'step' || known === undefined) continue;
      for (const element of elementsOf(known.steps, node)) put(standings, element, node);
    }
  }
  return [...standings].map(([element, standing]) => ({
    element,
    className: `composer-run-${standing.status}`,
    text: words(standing),
  }));
}

type Known = Elements['workflows'][number]['steps'];

function elementsOf(steps: Known, { kind, name }: Step): readonly string[] {
  const same = steps.filter((step) => step.kind === kind && (kind === 'timer' || step.name === name));
  return kind === 'timer' && same.length > 1 ? [] : same.map(({ element }) => element);
}

function put(standings: Map<string, Standing>, element: string, step: Step): void {
  const status = STATUS[step.status];
  if (status === undefined) return;
  const before = standings.get(element);
  const ms = step.endedAt === undefined ? 0 : step.endedAt - step.scheduledAt;
  const graver = before !== undefined && GRAVER.indexOf(before.status) > GRAVER.indexOf(status);
  standings.set(element, {
    status: graver ? before.status : status,
    times: (before?.times ?? 0) + 1,
    ms: (before?.ms ?? 0) + ms,
  });
}

function words({ status, times, ms }: Standing): string {
  const often = times > 1 ? `${times} × ` : '';
  if (status === 'running') return `${often}running`;
  return `${often}${status === 'failed' ? 'failed, ' : ''}${durationWords(ms)}`;
}
