import type { CreateChildWorkflowAction, CreateDetachedWorkflowAction, ScheduleTaskAction } from '../generated/actions';
import type { ActionBody } from './action-body';
import { optionalInstantFromWire, optionalInstantToWire } from './instant';
import { propagationFromWire, propagationToWire } from './propagation-scope';
import { traceFromWire, traceToWire } from './trace';

export function scheduleTaskToWire(action: ActionBody<'schedule-task'>): ScheduleTaskAction {
  return {
    name: action.name,
    version: action.version,
    input: action.input,
    taskExecutionId: action.taskExecutionId,
    historyPropagationScope: propagationToWire(action.propagation),
  };
}

export function scheduleTaskFromWire(wire: ScheduleTaskAction): ActionBody<'schedule-task'> {
  return {
    kind: 'schedule-task',
    name: wire.name,
    version: wire.version,
    input: wire.input,
    taskExecutionId: wire.taskExecutionId,
    propagation: propagationFromWire(wire.historyPropagationScope),
  };
}

export function createChildToWire(action: ActionBody<'create-child'>): CreateChildWorkflowAction {
  return {
    instanceId: action.instanceId,
    name: action.name,
    version: action.version,
    input: action.input,
    historyPropagationScope: propagationToWire(action.propagation),
    retryParentInstanceInfo: action.retryOf === undefined ? undefined : { instanceID: action.retryOf },
  };
}

export function createChildFromWire(wire: CreateChildWorkflowAction): ActionBody<'create-child'> {
  return {
    kind: 'create-child',
    instanceId: wire.instanceId,
    name: wire.name,
    version: wire.version,
    input: wire.input,
    retryOf: wire.retryParentInstanceInfo?.instanceID,
    propagation: propagationFromWire(wire.historyPropagationScope),
  };
}

export function createDetachedToWire(action: ActionBody<'create-detached'>): CreateDetachedWorkflowAction {
  return {
    instanceId: action.instanceId,
    name: action.name,
    version: action.version,
    input: action.input,
    scheduledStartTimestamp: optionalInstantToWire(action.scheduledStartAt),
    executionId: action.executionId,
    tags: { ...action.tags },
    parentTraceContext: action.trace && traceToWire(action.trace),
  };
}

export function createDetachedFromWire(wire: CreateDetachedWorkflowAction): ActionBody<'create-detached'> {
  return {
    kind: 'create-detached',
    instanceId: wire.instanceId,
    name: wire.name,
    version: wire.version,
    input: wire.input,
    scheduledStartAt: optionalInstantFromWire(wire.scheduledStartTimestamp),
    executionId: wire.executionId,
    tags: wire.tags,
    trace: wire.parentTraceContext && traceFromWire(wire.parentTraceContext),
  };
}
