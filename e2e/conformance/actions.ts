import {
  type CompleteWorkflowAction,
  type CreateChildWorkflowAction,
  type CreateDetachedWorkflowAction,
  type CreateTimerAction,
  type ScheduleTaskAction,
  type TerminateWorkflowAction,
  type WorkflowAction,
} from '@/lib/protocol/generated/actions';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { OrchestrationStatus as Status, type TaskFailureDetails } from '@/lib/protocol/generated/workflow';
import { timestamp } from './time';

/** Calls an activity, `Work` unless told. */
export function scheduleTask(id: number, over: Partial<ScheduleTaskAction> = {}): WorkflowAction {
  const value = { name: 'Work', taskExecutionId: `call-${id}`, ...over };
  return { id, workflowActionType: { $case: 'scheduleTask', value } };
}

/** Sets a timer; `fireAt` in milliseconds since 1970. */
export function createTimer(id: number, fireAt: number, over: Partial<CreateTimerAction> = {}): WorkflowAction {
  return { id, workflowActionType: { $case: 'createTimer', value: { fireAt: timestamp(fireAt), ...over } } };
}

/** Creates a child of workflow `Child` unless told; without an instance ID it gets the default one. */
export function createChild(id: number, over: Partial<CreateChildWorkflowAction> = {}): WorkflowAction {
  return {
    id,
    workflowActionType: { $case: 'createChildWorkflow', value: { instanceId: '', name: 'Child', ...over } },
  };
}

/** Starts an instance without a parent, of workflow `Child` unless told. */
export function createDetached(id: number, over: Partial<CreateDetachedWorkflowAction>): WorkflowAction {
  const value = { instanceId: '', name: 'Child', tags: {}, ...over };
  return { id, workflowActionType: { $case: 'createDetachedWorkflow', value } };
}

/** Sends an event to another instance. */
export function sendEvent(
  id: number,
  { to, name, data }: { readonly to: string; readonly name: string; readonly data?: string },
): WorkflowAction {
  return { id, workflowActionType: { $case: 'sendEvent', value: { instance: { instanceId: to }, name, data } } };
}

/** Terminates another instance. */
export function terminateOther(id: number, over: Partial<TerminateWorkflowAction>): WorkflowAction {
  const value = { instanceId: '', recurse: false, ...over };
  return { id, workflowActionType: { $case: 'terminateWorkflow', value } };
}

/** Ends the run: COMPLETED with result `"done"` unless told. */
export function complete(id: number, over: Partial<CompleteWorkflowAction> = {}): WorkflowAction {
  const value = {
    workflowStatus: Status.ORCHESTRATION_STATUS_COMPLETED,
    result: '"done"',
    carryoverEvents: [],
    ...over,
  };
  return { id, workflowActionType: { $case: 'completeWorkflow', value } };
}

/** Ends the run as FAILED. */
export function fail(id: number, over: Partial<TaskFailureDetails> = {}): WorkflowAction {
  const failureDetails = { errorType: 'Boom', errorMessage: 'it broke', isNonRetriable: false, ...over };
  return complete(id, { workflowStatus: Status.ORCHESTRATION_STATUS_FAILED, result: undefined, failureDetails });
}

/** Starts over with a new input. */
export function continueAsNew(
  id: number,
  { input, carryover = [] }: { readonly input?: string; readonly carryover?: readonly HistoryEvent[] } = {},
): WorkflowAction {
  const workflowStatus = Status.ORCHESTRATION_STATUS_CONTINUED_AS_NEW;
  return complete(id, { workflowStatus, result: input, carryoverEvents: [...carryover] });
}

/** Says that this worker does not have the version that the instance runs with. */
export function versionNotAvailable(id: number): WorkflowAction {
  return { id, workflowActionType: { $case: 'workflowVersionNotAvailable', value: {} } };
}

/** An action without any content, as one of a later protocol looks to a target that does not know it. */
export function unknownAction(id: number): WorkflowAction {
  return { id };
}
