import { AppError } from '@/lib/domain/app-error';
import type { StallReason } from '@/lib/domain/history-event';
import { StalledReason } from '../generated/workflow';
import { completionStatusFromWire, completionStatusToWire } from './completion-status';
import type { Body, BodyIn, WireBody } from './event-body';
import { failureFromWire, failureToWire } from './failure';
import { optionalInstantFromWire, optionalInstantToWire } from './instant';
import { parentFromWire, parentToWire } from './parent';
import { traceFromWire, traceToWire } from './trace';

export function executionStartedToWire(event: BodyIn<'execution-started'>): WireBody<'executionStarted'> {
  return {
    name: event.name,
    version: event.version,
    input: event.input,
    workflowInstance: { instanceId: event.instanceId, executionId: event.executionId },
    parentInstance: event.parent && parentToWire(event.parent),
    scheduledStartTimestamp: optionalInstantToWire(event.scheduledStartAt),
    parentTraceContext: event.trace && traceToWire(event.trace),
    tags: { ...event.tags },
  };
}

export function executionStartedFromWire(body: WireBody<'executionStarted'>): Body<'execution-started'> {
  return {
    kind: 'execution-started',
    name: body.name,
    version: body.version,
    input: body.input,
    instanceId: body.workflowInstance?.instanceId ?? '',
    executionId: body.workflowInstance?.executionId,
    parent: body.parentInstance && parentFromWire(body.parentInstance),
    scheduledStartAt: optionalInstantFromWire(body.scheduledStartTimestamp),
    trace: body.parentTraceContext && traceFromWire(body.parentTraceContext),
    tags: body.tags,
  };
}

export function executionCompletedToWire(event: BodyIn<'execution-completed'>): WireBody<'executionCompleted'> {
  return {
    workflowStatus: completionStatusToWire(event.status),
    result: event.result,
    failureDetails: event.failure && failureToWire(event.failure),
  };
}

export function executionCompletedFromWire(body: WireBody<'executionCompleted'>): Body<'execution-completed'> {
  return {
    kind: 'execution-completed',
    status: completionStatusFromWire(body.workflowStatus),
    result: body.result,
    failure: body.failureDetails && failureFromWire(body.failureDetails),
  };
}

const stallToWire: Record<StallReason, StalledReason> = {
  'patch-mismatch': StalledReason.PATCH_MISMATCH,
  'version-not-available': StalledReason.VERSION_NOT_AVAILABLE,
  'payload-size-exceeded': StalledReason.PAYLOAD_SIZE_EXCEEDED,
};

export function executionStalledToWire(event: BodyIn<'execution-stalled'>): WireBody<'executionStalled'> {
  return { reason: stallToWire[event.reason], description: event.description };
}

export function executionStalledFromWire(body: WireBody<'executionStalled'>): Body<'execution-stalled'> {
  return { kind: 'execution-stalled', reason: stallFromWire(body.reason), description: body.description };
}

function stallFromWire(reason: StalledReason): StallReason {
  switch (reason) {
    case StalledReason.PATCH_MISMATCH:
      return 'patch-mismatch';
    case StalledReason.VERSION_NOT_AVAILABLE:
      return 'version-not-available';
    case StalledReason.PAYLOAD_SIZE_EXCEEDED:
      return 'payload-size-exceeded';
    default:
      throw new AppError('invalid', `A stall has the unknown reason ${reason}.`);
  }
}
