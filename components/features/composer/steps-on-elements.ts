import type { GraphJson } from '@/lib/api/graph';
import type { Elements } from '@/lib/composer/emit/project/elements-file';
import { durationWords } from '@/lib/domain/duration-words';
import type { InstanceRef } from '@/lib/domain/instance';
import type { Mark } from './bpmn-canvas';

type Step = Extract<GraphJson['nodes'][number], { type: 'step' }>;

/** One execution that belongs to a run: the one that was started, or a child of it. */
export type DrawnRun = {
  readonly ref: InstanceRef;
  readonly workflow: string;
  /** Workflow of the execution that started it; absent for the one that was started first. */
  readonly parent?: string;
  readonly graph: GraphJson;
};

/** Whether an execution can go on. */
export function isOpen({ graph }: DrawnRun): boolean {
  return graph.nodes.every(({ type }) => type !== 'end');
}

type Standing = { readonly status: 'completed' | 'running' | 'failed'; readonly times: number; readonly ms: number };

const GRAVER = ['completed', 'running', 'failed'] as const;
const STATUS: Readonly<Record<Step['status'], Standing['status'] | undefined>> = {
  ...{ scheduled: 'running', completed: 'completed', failed: 'failed' },
  // It lost a race, or came too late: nothing became of it.
  ...{ canceled: undefined, discarded: undefined },
};

/**
 * The run over its diagram: what became of each element that something was done for. Steps are found by the names that
 * the generated code gives them; a timer has none, and is found where its workflow has no other, or as the deadline of an
 * event.
 */
export function runMarks(elements: Elements, runs: readonly DrawnRun[]): readonly Mark[] {
  const standings = new Map<string, Standing>();
  for (const run of runs) {
    const steps = stepsOf(elements, run);
    for (const node of run.graph.nodes) {
      if (node.type !== 'step') continue;
      for (const element of elementsOf(steps, node)) put(standings, element, node);
    }
    for (const { element, look } of sharedDeadlines(steps, run.graph)) put(standings, element, look);
  }
  return [...standings].map(([element, standing]) => ({
    element,
    className: `composer-run-${standing.status}`,
    text: words(standing),
  }));
}

type Known = Elements['workflows'][number]['steps'];

/** The steps that an execution does: its workflow's, or its parent's when it does one of those for it (see `Elements`). */
function stepsOf({ workflows }: Elements, { workflow, parent }: DrawnRun): Known {
  const own = workflows.find(({ name }) => name === workflow);
  if (own !== undefined) return own.steps;
  const above = workflows.find(({ name }) => name === parent)?.steps ?? [];
  return above.some(({ kind, name }) => kind === 'child' && name === workflow) ? [] : above;
}

function elementsOf(steps: Known, node: Step): readonly string[] {
  const { kind } = node;
  if (kind === 'event') return [...deadlinesOf(steps, node), ...(node.timedOut ? [] : named(steps, node))];
  if (kind !== 'timer') return named(steps, node);
  const timers = steps.filter((step) => step.kind === 'timer');
  return timers.length > 1 ? [] : named(timers, { kind, name: undefined });
}

function named(steps: Known, { kind, name }: { kind: Step['kind']; name: string | undefined }): readonly string[] {
  return steps.filter((step) => step.kind === kind && step.name === name).map(({ element }) => element);
}

/** The timer that an event with a deadline stands for as well, until the event has come. */
function deadlinesOf(steps: Known, { name, dueAt, status, timedOut }: Step): readonly string[] {
  if (dueAt === undefined || !(timedOut || status === 'scheduled')) return [];
  const only = steps.filter(({ deadlineOf }) => deadlineOf?.length === 1 && deadlineOf[0] === name);
  return only.map(({ element }) => element);
}

/**
 * Timers that several events race. In Go one of these is awaited, with a deadline, and asked for again while the others may
 * have come: such a timer stands as the last of those looks does, until one of the events has come meanwhile.
 */
function sharedDeadlines(
  steps: Known,
  { nodes }: GraphJson,
): readonly { readonly element: string; readonly look: Step }[] {
  const shared = steps.filter(({ deadlineOf }) => deadlineOf !== undefined && deadlineOf.length > 1);
  return shared.flatMap(({ element, deadlineOf = [] }) => {
    const events = nodes
      .filter((node) => node.type === 'step')
      .filter(({ kind, name }) => kind === 'event' && deadlineOf.includes(name));
    const look = events.findLast(({ dueAt }) => dueAt !== undefined);
    if (look === undefined || (look.status !== 'scheduled' && !look.timedOut)) return [];
    const came = events.some(
      ({ endedAt, timedOut }) => !timedOut && endedAt !== undefined && endedAt >= look.scheduledAt,
    );
    return came
      ? []
      : [{ element, look: { ...look, endedAt: look.endedAt === undefined ? undefined : look.scheduledAt } }];
  });
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
  // An event that nobody announced is known only by its coming.
  if (status === 'completed' && ms === 0) return `${often}done`;
  return `${often}${status === 'failed' ? 'failed, ' : ''}${durationWords(ms)}`;
}
