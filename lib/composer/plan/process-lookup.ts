import { parseCondition } from '../conditions/parse-condition';
import { parseTime } from '../conditions/parse-time';
import type { ElementOf } from '../model/element';
import { sortFlows } from './choices';
import { secondsField } from './gather-fields';
import type { ProcessGraph } from './graph/process-graph';
import type { BranchSteps, Choice, Lookup } from './lookup';
import type { Naming } from './naming';
import { typeName } from './naming';
import type { Activity } from './program';
import { PlanRefusal } from './refusal';

export interface LookupSources {
  readonly graph: ProcessGraph;
  readonly naming: Naming;
  /** Of all processes. */
  readonly activities: readonly Activity[];
  /** Is told each branch that needs a workflow; may be told more than come to be used. */
  readonly onBranch: (name: string, steps: BranchSteps) => void;
}

/** The lookup of one process. */
export function processLookup({ graph, naming, activities, onBranch }: LookupSources): Lookup {
  const byElement = new Map<string, Activity[]>();
  for (const activity of activities) {
    for (const id of activity.elements) byElement.set(id, [...(byElement.get(id) ?? []), activity]);
  }
  const decisionAt = (id: string) => byElement.get(id)?.find(({ role }) => role === 'decision')?.name;
  const activityOf = (id: string) => byElement.get(id)?.find(({ role }) => role !== 'decision')?.name ?? id;
  const owner = naming.workflow(graph.process.id);

  const lookup: Lookup = {
    activityOf,
    eventOf: (id) => naming.event(eventTitle(graph, id), id),
    workflowOf: ({ process, calls, name, id }) =>
      process === undefined ? (calls ?? typeName(name || id, 'Workflow')) : naming.workflow(process),
    undoOf: (element) => {
      const undo = element.compensatedBy === undefined ? undefined : graph.element(element.compensatedBy);
      if (undo?.kind === 'task') return { element: undo.id, kind: 'call', name: activityOf(undo.id) };
      return undo?.kind === 'child' ? { element: undo.id, kind: 'child', name: lookup.workflowOf(undo) } : undefined;
    },
    choiceOf: (gateway) => choiceOf(graph, gateway, decisionAt(gateway.id)),
    loopOf: ({ id, loop }) => {
      const decision = decisionAt(id);
      if (decision !== undefined) return { again: { kind: 'answer', answer: 'yes' }, decision };
      const condition = parseCondition(loop?.condition ?? '');
      return condition && { again: { kind: 'data', condition } };
    },
    timeOf: ({ trigger, name, id }) => {
      const time = trigger.kind === 'timer' ? parseTime(trigger.timer) : undefined;
      return time ?? { kind: 'after-field', path: [secondsField(name || id)] };
    },
    stepLabel: (id) => naming.stepLabel(id, labelTitle(graph, id)),
    branch: (steps) => {
      const name = naming.branch(owner, steps.element, steps.title);
      onBranch(name, steps);
      return name;
    },
  };
  return lookup;
}

/** What a catching element waits for, in words. */
export function eventTitle(graph: ProcessGraph, id: string): string {
  const element = graph.element(id);
  if (element?.kind !== 'catch' && element?.kind !== 'boundary') return id;
  const { trigger } = element;
  const told = trigger.kind === 'message' || trigger.kind === 'signal' ? trigger.name : '';
  return told || element.name || (trigger.kind === 'conditional' ? trigger.text : id);
}

function choiceOf(graph: ProcessGraph, gateway: ElementOf<'gateway'>, decision: string | undefined): Choice {
  const sorted = sortFlows(graph, gateway);
  if (sorted.by === 'data') {
    const branches = sorted.branches.map(({ flow, label, condition }) => ({
      ...{ flow, label },
      when: { kind: 'data' as const, condition },
    }));
    return { branches, ...(sorted.otherwise && { otherwise: sorted.otherwise }) };
  }
  if (decision === undefined) throw new PlanRefusal(undecided(gateway));
  const isExclusive = gateway.gateway === 'exclusive';
  const rest = isExclusive || sorted.hasDefault ? sorted.answers.at(-1) : undefined;
  const branches = sorted.answers
    .filter((answer) => answer !== rest)
    .map(({ flow, answer }) => ({ flow, label: answer, when: { kind: 'answer' as const, answer } }));
  return { decision, branches, ...(rest && { otherwise: rest.flow, rest: rest.answer }) };
}

function undecided({ id, name }: ElementOf<'gateway'>) {
  return {
    ...{ rule: 'undecided-gateway', element: id },
    message: `Nothing says which way goes on at "${name || id}".`,
    wayOut: 'Write a condition or a label at each flow.',
  };
}

/** An unnamed gateway is called as what comes after it. */
function labelTitle(graph: ProcessGraph, id: string): string {
  const element = graph.element(id);
  if (element === undefined || element.name !== '' || element.kind !== 'gateway') return element?.name || id;
  return graph.element(graph.after(id))?.name || id;
}
