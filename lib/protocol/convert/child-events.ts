import type { Body, BodyIn, WireBody } from './event-body';
import { failureFromWire, failureToWire } from './failure';
import { propagationFromWire, propagationToWire } from './propagation-scope';
import { traceFromWire, traceToWire } from './trace';

export function childCreatedToWire(event: BodyIn<'child-created'>): WireBody<'childWorkflowInstanceCreated'> {
  return {
    instanceId: event.instanceId,
    name: event.name,
    version: event.version,
    input: event.input,
    parentTraceContext: event.trace && traceToWire(event.trace),
    rerunParentInstanceInfo: event.rerunOf === undefined ? undefined : { instanceID: event.rerunOf },
    historyPropagationScope: propagationToWire(event.propagation),
    retryParentInstanceInfo: event.retryOf === undefined ? undefined : { instanceID: event.retryOf },
  };
}

export function childCreatedFromWire(body: WireBody<'childWorkflowInstanceCreated'>): Body<'child-created'> {
  return {
    kind: 'child-created',
    instanceId: body.instanceId,
    name: body.name,
    version: body.version,
    input: body.input,
    trace: body.parentTraceContext && traceFromWire(body.parentTraceContext),
    rerunOf: body.rerunParentInstanceInfo?.instanceID,
    retryOf: body.retryParentInstanceInfo?.instanceID,
    propagation: propagationFromWire(body.historyPropagationScope),
  };
}

export function childCompletedToWire(event: BodyIn<'child-completed'>): WireBody<'childWorkflowInstanceCompleted'> {
  return { taskScheduledId: event.taskId, result: event.result };
}

export function childCompletedFromWire(body: WireBody<'childWorkflowInstanceCompleted'>): Body<'child-completed'> {
  return { kind: 'child-completed', taskId: body.taskScheduledId, result: body.result };
}

export function childFailedToWire(event: BodyIn<'child-failed'>): WireBody<'childWorkflowInstanceFailed'> {
  return { taskScheduledId: event.taskId, failureDetails: event.failure && failureToWire(event.failure) };
}

export function childFailedFromWire(body: WireBody<'childWorkflowInstanceFailed'>): Body<'child-failed'> {
  return {
    kind: 'child-failed',
    taskId: body.taskScheduledId,
    failure: body.failureDetails && failureFromWire(body.failureDetails),
  };
}
