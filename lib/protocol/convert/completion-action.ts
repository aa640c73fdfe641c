import type { CompleteWorkflowAction } from '../generated/actions';
import type { ActionBody } from './action-body';
import { completionStatusFromWire, completionStatusToWire } from './completion-status';
import { failureFromWire, failureToWire } from './failure';
import { historyEventFromWire, historyEventToWire } from './history-event';

export function completeToWire(action: ActionBody<'complete'>): CompleteWorkflowAction {
  return {
    workflowStatus: completionStatusToWire(action.status),
    result: action.result,
    newVersion: action.newVersion,
    carryoverEvents: action.carryover.map(historyEventToWire),
    failureDetails: action.failure && failureToWire(action.failure),
  };
}

export function completeFromWire(wire: CompleteWorkflowAction): ActionBody<'complete'> {
  return {
    kind: 'complete',
    status: completionStatusFromWire(wire.workflowStatus),
    result: wire.result,
    failure: wire.failureDetails && failureFromWire(wire.failureDetails),
    newVersion: wire.newVersion,
    carryover: wire.carryoverEvents.map(historyEventFromWire),
  };
}
