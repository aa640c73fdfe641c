import { AppError } from '@/lib/domain/app-error';
import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { HistoryEvent as WireHistoryEvent } from '../generated/history';
import * as child from './child-events';
import * as execution from './execution-events';
import { instantFromWire, instantToWire } from './instant';
import { routerFromWire, routerToWire } from './router';
import * as task from './task-events';
import * as timer from './timer-events';
import { versionFromWire, versionToWire } from './version';

/** Partner of `historyEventFromWire`. */
export function historyEventToWire(event: HistoryEvent): WireHistoryEvent {
  return {
    eventId: event.eventId,
    timestamp: instantToWire(event.at),
    eventType: bodyToWire(event),
    router: event.router && routerToWire(event.router),
  };
}

/** Throws `invalid` for an event without a body that this version knows. */
export function historyEventFromWire(wire: WireHistoryEvent): HistoryEvent {
  if (wire.eventType === undefined) {
    throw new AppError('invalid', `History event ${wire.eventId} has no known body.`);
  }
  return {
    ...bodyFromWire(wire.eventType),
    eventId: wire.eventId,
    at: instantFromWire(wire.timestamp),
    router: wire.router && routerFromWire(wire.router),
  };
}

/** What an event was encoded as, or decoded from: it goes to the store once, and to workers with many turns. */
const knownBytes = new WeakMap<HistoryEvent, Uint8Array>();

/** The bytes an event is stored as; they are what the protocol would send. Not to be written to. */
export function encodeHistoryEvent(event: HistoryEvent): Uint8Array {
  const known = knownBytes.get(event);
  if (known !== undefined) return known;
  const bytes = WireHistoryEvent.encode(historyEventToWire(event)).finish();
  knownBytes.set(event, bytes);
  return bytes;
}

/** Partner of `encodeHistoryEvent`; keeps the bytes. Throws `invalid` for what is no event, or one of an unknown kind. */
export function decodeHistoryEvent(bytes: Uint8Array): HistoryEvent {
  const event = historyEventFromWire(wireEventFrom(bytes));
  knownBytes.set(event, bytes);
  return event;
}

function wireEventFrom(bytes: Uint8Array): WireHistoryEvent {
  try {
    return WireHistoryEvent.decode(bytes);
  } catch (cause) {
    throw new AppError('invalid', `These ${bytes.length} bytes are not a history event.`, { cause });
  }
}

type WireBodyCase = NonNullable<WireHistoryEvent['eventType']>;

function bodyToWire(event: HistoryEvent): WireBodyCase {
  switch (event.kind) {
    case 'execution-started':
      return { $case: 'executionStarted', value: execution.executionStartedToWire(event) };
    case 'execution-completed':
      return { $case: 'executionCompleted', value: execution.executionCompletedToWire(event) };
    case 'execution-terminated':
      return { $case: 'executionTerminated', value: { input: event.output, recurse: event.recurse } };
    case 'execution-suspended':
      return { $case: 'executionSuspended', value: { input: event.reason } };
    case 'execution-resumed':
      return { $case: 'executionResumed', value: { input: event.reason } };
    case 'execution-stalled':
      return { $case: 'executionStalled', value: execution.executionStalledToWire(event) };
    case 'task-scheduled':
      return { $case: 'taskScheduled', value: task.taskScheduledToWire(event) };
    case 'task-completed':
      return { $case: 'taskCompleted', value: task.taskCompletedToWire(event) };
    case 'task-failed':
      return { $case: 'taskFailed', value: task.taskFailedToWire(event) };
    case 'child-created':
      return { $case: 'childWorkflowInstanceCreated', value: child.childCreatedToWire(event) };
    case 'child-completed':
      return { $case: 'childWorkflowInstanceCompleted', value: child.childCompletedToWire(event) };
    case 'child-failed':
      return { $case: 'childWorkflowInstanceFailed', value: child.childFailedToWire(event) };
    case 'detached-created':
      return { $case: 'detachedWorkflowInstanceCreated', value: { instanceId: event.instanceId } };
    case 'timer-created':
      return { $case: 'timerCreated', value: timer.timerCreatedToWire(event) };
    case 'timer-fired':
      return { $case: 'timerFired', value: timer.timerFiredToWire(event) };
    case 'workflow-started':
      return { $case: 'workflowStarted', value: { version: event.version && versionToWire(event.version) } };
    case 'workflow-completed':
      return { $case: 'workflowCompleted', value: {} };
    case 'event-sent':
      return { $case: 'eventSent', value: { instanceId: event.instanceId, name: event.name, input: event.input } };
    case 'event-raised':
      return { $case: 'eventRaised', value: { name: event.name, input: event.input } };
    case 'continue-as-new':
      return { $case: 'continueAsNew', value: { input: event.input } };
  }
}

function bodyFromWire(body: WireBodyCase): HistoryEventBody {
  switch (body.$case) {
    case 'executionStarted':
      return execution.executionStartedFromWire(body.value);
    case 'executionCompleted':
      return execution.executionCompletedFromWire(body.value);
    case 'executionTerminated':
      return { kind: 'execution-terminated', output: body.value.input, recurse: body.value.recurse };
    case 'executionSuspended':
      return { kind: 'execution-suspended', reason: body.value.input };
    case 'executionResumed':
      return { kind: 'execution-resumed', reason: body.value.input };
    case 'executionStalled':
      return execution.executionStalledFromWire(body.value);
    case 'taskScheduled':
      return task.taskScheduledFromWire(body.value);
    case 'taskCompleted':
      return task.taskCompletedFromWire(body.value);
    case 'taskFailed':
      return task.taskFailedFromWire(body.value);
    case 'childWorkflowInstanceCreated':
      return child.childCreatedFromWire(body.value);
    case 'childWorkflowInstanceCompleted':
      return child.childCompletedFromWire(body.value);
    case 'childWorkflowInstanceFailed':
      return child.childFailedFromWire(body.value);
    case 'detachedWorkflowInstanceCreated':
      return { kind: 'detached-created', instanceId: body.value.instanceId };
    case 'timerCreated':
      return timer.timerCreatedFromWire(body.value);
    case 'timerFired':
      return timer.timerFiredFromWire(body.value);
    case 'workflowStarted':
      return { kind: 'workflow-started', version: body.value.version && versionFromWire(body.value.version) };
    case 'workflowCompleted':
      return { kind: 'workflow-completed' };
    case 'eventSent':
      return { kind: 'event-sent', ...body.value };
    case 'eventRaised':
      return { kind: 'event-raised', ...body.value };
    case 'continueAsNew':
      return { kind: 'continue-as-new', ...body.value };
  }
}
