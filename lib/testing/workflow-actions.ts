import type { WorkflowAction } from '@/lib/domain/workflow-action';

type ActionOf<K extends WorkflowAction['kind']> = Extract<WorkflowAction, { kind: K }>;

/** Calls an activity. */
export function callTask(id: number, over: Partial<ActionOf<'schedule-task'>> = {}): WorkflowAction {
  return { kind: 'schedule-task', id, name: `Work${id}`, input: String(id), taskExecutionId: `call-${id}`, ...over };
}

/** Sets a timer. */
export function callTimer(id: number, fireAt: number, over: Partial<ActionOf<'create-timer'>> = {}): WorkflowAction {
  return { kind: 'create-timer', id, fireAt, origin: { kind: 'plain' }, ...over };
}

/** Calls a child workflow; without an instance id it gets the default one. */
export function callChild(id: number, over: Partial<ActionOf<'create-child'>> = {}): WorkflowAction {
  return { kind: 'create-child', id, instanceId: '', name: 'Child', ...over };
}

/** Ends the run. */
export function complete(id: number, over: Partial<ActionOf<'complete'>> = {}): WorkflowAction {
  return { kind: 'complete', id, status: 'completed', result: '"done"', carryover: [], ...over };
}

/** Starts over with a new input. */
export function again(id: number, over: Partial<ActionOf<'complete'>> = {}): WorkflowAction {
  return { kind: 'complete', id, status: 'continued-as-new', result: String(id), carryover: [], ...over };
}
