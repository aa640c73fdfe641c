import { homeApp } from '../../plan/apps';
import type { Activity, Program, WorkflowUnit } from '../../plan/program';
import type { FieldType } from '../../plan/record';
import type { Task } from '../../plan/statement';
import { tasksOf } from '../../plan/tasks-of';
import { everyStatement } from '../every-statement';
import type { File } from '../file';

export const ELEMENTS_FILE = 'perdure.elements.json';

/**
 * What draws a run over its diagram, and tells a later generation what hand-written files were made for. A child execution
 * that no step of its parent names (RunBeside of a project in Go) does a step of that parent.
 */
export interface Elements {
  readonly version: 1;
  /** Where the workflow that is started first runs. */
  readonly appId: string;
  /** Lanes as apps: which workflows and activities each App ID serves; absent where that one serves all. */
  readonly apps?: Program['apps'];
  readonly workflows: readonly {
    readonly name: string;
    readonly process: string;
    readonly origin: WorkflowUnit['origin'];
    readonly element?: string;
    readonly steps: readonly Step[];
  }[];
  readonly activities: readonly {
    readonly name: string;
    readonly file: string;
    readonly elements: readonly string[];
    /** Fields and their types, or the labels it answers with. */
    readonly input: Signature;
    readonly output: Signature;
  }[];
}

export type Signature = Readonly<Record<string, string>> | readonly string[];

interface Step {
  readonly element: string;
  readonly kind: 'activity' | 'child' | 'event' | 'timer';
  /** Its name on the wire; a timer has none. */
  readonly name?: string;
  /** A timer: the events that it is the only deadline of. Where an SDK waits for an event with a time-out, history has no timer. */
  readonly deadlineOf?: readonly string[];
}

/** Which element each step of each workflow is. */
export function elementsFile(program: Program, activityPath: (activity: string) => string): File {
  const elements = elementsOf(program, activityPath);
  return { path: ELEMENTS_FILE, text: `${JSON.stringify(elements, undefined, 2)}\n`, keep: false };
}

/** The same as values. */
export function elementsOf(program: Program, activityPath: (activity: string) => string): Elements {
  return {
    version: 1,
    appId: homeApp(program),
    ...(program.apps !== undefined && { apps: program.apps }),
    workflows: program.workflows.map(({ name, process, origin, element, body }) => ({
      ...{ name, process, origin },
      ...(element !== undefined && { element }),
      steps: stepsOf(body),
    })),
    activities: program.activities.map((activity) => ({
      name: activity.name,
      file: activityPath(activity.name),
      elements: activity.elements,
      ...signatureOf(program, activity),
    })),
  };
}

function stepsOf(body: WorkflowUnit['body']): readonly Step[] {
  const steps = everyStatement(body).flatMap((statement): readonly Step[] => {
    const decision = 'decision' in statement ? statement.decision : undefined;
    const asked: readonly Step[] =
      decision === undefined || !('element' in statement)
        ? []
        : [{ element: statement.element, kind: 'activity', name: decision.activity }];
    const steps = tasksOf(statement).map(stepOf);
    return [...asked, ...(statement.kind === 'race' ? withDeadline(steps) : steps)];
  });
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = JSON.stringify(step);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Of a race between events and one timer: the timer names the events. */
function withDeadline(steps: readonly Step[]): readonly Step[] {
  const deadlineOf = steps.flatMap(({ kind, name }) => (kind === 'event' && name !== undefined ? [name] : []));
  const timers = steps.filter(({ kind }) => kind === 'timer');
  if (deadlineOf.length === 0 || timers.length !== 1 || steps.length !== deadlineOf.length + 1) return steps;
  return steps.map((step) => (step.kind === 'timer' ? { ...step, deadlineOf } : step));
}

function stepOf(task: Task): Step {
  const { element } = task;
  switch (task.kind) {
    case 'call':
      return { element, kind: 'activity', name: task.activity };
    case 'child':
      return { element, kind: 'child', name: task.workflow };
    case 'wait':
      return { element, kind: 'event', name: task.event };
    case 'sleep':
      return { element, kind: 'timer' };
  }
}

function signatureOf({ records }: Program, { input, output }: Activity): { input: Signature; output: Signature } {
  return {
    input: fieldsOf(input),
    output:
      output.kind === 'record' ? fieldsOf(output.record) : [...output.answers, ...(output.several ? ['several'] : [])],
  };

  function fieldsOf(name: string): Readonly<Record<string, string>> {
    const fields = records.find((record) => record.name === name)?.fields ?? [];
    return Object.fromEntries(fields.map((field) => [field.name, typeText(field.type)]));
  }
}

function typeText(type: FieldType): string {
  return type.kind === 'record' ? type.record : type.kind;
}
