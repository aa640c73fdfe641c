import type { WorkflowAction as WireAction } from '@/lib/protocol/generated/actions';
import type { WorkflowRequest } from '@/lib/protocol/generated/work';
import { OrchestrationStatus } from '@/lib/protocol/generated/workflow';
import type { WireWorkerParts } from './wire-worker';

/** A turn that asks for activity `step`, counted from 1, and the size of its message. */
type StepSeen = { readonly step: number; readonly bytes: number };

type Run = { steps: number; committed: number };

/**
 * A workflow of as many activities as its input says, one after the other. It needs no history to know how it goes on,
 * so a worker of it costs next to nothing; it throws when the history it is told of has not the length it must have.
 */
export function sequentialWorkflow(seen: (turn: StepSeen) => void): Pick<WireWorkerParts, 'turn' | 'activity'> {
  const runs = new Map<string, Run>();
  return {
    activity: () => '"done"',
    turn(request, bytes) {
      const run = runOf(runs, request);
      const told = (request.cachedHistory?.eventCount ?? 0) + request.pastEvents.length;
      if (told !== run.committed) throw new Error(`told of ${told} committed events, there are ${run.committed}`);
      const step = nextStep(request);
      run.committed += request.newEvents.length + 1;
      seen({ step, bytes });
      return [step > run.steps ? end(step, run.steps) : call(step)];
    },
  };
}

function runOf(runs: Map<string, Run>, { instanceId, newEvents }: WorkflowRequest): Run {
  for (const { eventType } of newEvents) {
    if (eventType?.$case !== 'executionStarted') continue;
    runs.set(instanceId, { steps: Number(eventType.value.input), committed: 0 });
  }
  const run = runs.get(instanceId);
  if (run === undefined) throw new Error(`${instanceId} was never started`);
  return run;
}

function nextStep({ newEvents }: WorkflowRequest): number {
  for (const { eventType } of newEvents) {
    if (eventType?.$case === 'taskCompleted') return eventType.value.taskScheduledId + 1;
  }
  return 1;
}

function call(id: number): WireAction {
  const value = { name: 'Step', input: `{"step":${id}}`, taskExecutionId: `call-${id}` };
  return { id, workflowActionType: { $case: 'scheduleTask', value } };
}

function end(id: number, steps: number): WireAction {
  const workflowStatus = OrchestrationStatus.ORCHESTRATION_STATUS_COMPLETED;
  const value = { workflowStatus, result: String(steps), carryoverEvents: [] };
  return { id, workflowActionType: { $case: 'completeWorkflow', value } };
}
