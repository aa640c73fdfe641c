import type { Body, BodyIn, WireBody } from './event-body';
import { failureFromWire, failureToWire } from './failure';
import { propagationFromWire, propagationToWire } from './propagation-scope';
import { traceFromWire, traceToWire } from './trace';

export function taskScheduledToWire(event: BodyIn<'task-scheduled'>): WireBody<'taskScheduled'> {
  return {
    name: event.name,
    version: event.version,
    input: event.input,
    parentTraceContext: event.trace && traceToWire(event.trace),
    taskExecutionId: event.taskExecutionId,
    rerunParentInstanceInfo: event.rerunOf === undefined ? undefined : { instanceID: event.rerunOf },
    historyPropagationScope: propagationToWire(event.propagation),
  };
}

export function taskScheduledFromWire(body: WireBody<'taskScheduled'>): Body<'task-scheduled'> {
  return {
    kind: 'task-scheduled',
    name: body.name,
    version: body.version,
    input: body.input,
    trace: body.parentTraceContext && traceFromWire(body.parentTraceContext),
    taskExecutionId: body.taskExecutionId,
    rerunOf: body.rerunParentInstanceInfo?.instanceID,
    propagation: propagationFromWire(body.historyPropagationScope),
  };
}

export function taskCompletedToWire(event: BodyIn<'task-completed'>): WireBody<'taskCompleted'> {
  return { taskScheduledId: event.taskId, result: event.result, taskExecutionId: event.taskExecutionId };
}

export function taskCompletedFromWire(body: WireBody<'taskCompleted'>): Body<'task-completed'> {
  return {
    kind: 'task-completed',
    taskId: body.taskScheduledId,
    result: body.result,
    taskExecutionId: body.taskExecutionId,
  };
}

export function taskFailedToWire(event: BodyIn<'task-failed'>): WireBody<'taskFailed'> {
  return {
    taskScheduledId: event.taskId,
    failureDetails: event.failure && failureToWire(event.failure),
    taskExecutionId: event.taskExecutionId,
  };
}

export function taskFailedFromWire(body: WireBody<'taskFailed'>): Body<'task-failed'> {
  return {
    kind: 'task-failed',
    taskId: body.taskScheduledId,
    failure: body.failureDetails && failureFromWire(body.failureDetails),
    taskExecutionId: body.taskExecutionId,
  };
}
