import type { CompletionStatus, HistoryEvent, HistoryEventKind } from '@/lib/domain/history-event';
import { NEVER, type Instant } from '@/lib/domain/instant';

/** The families that a reader filters history by; `turn` are the engine's replay markers. */
export const EVENT_FAMILIES = ['execution', 'activity', 'timer', 'child', 'event', 'turn'] as const;
export type EventFamily = (typeof EVENT_FAMILIES)[number];

const FAMILY: Record<HistoryEventKind, EventFamily> = {
  'execution-started': 'execution',
  'execution-completed': 'execution',
  'execution-terminated': 'execution',
  'execution-suspended': 'execution',
  'execution-resumed': 'execution',
  'execution-stalled': 'execution',
  'continue-as-new': 'execution',
  'task-scheduled': 'activity',
  'task-completed': 'activity',
  'task-failed': 'activity',
  'child-created': 'child',
  'child-completed': 'child',
  'child-failed': 'child',
  'detached-created': 'child',
  'timer-created': 'timer',
  'timer-fired': 'timer',
  'event-sent': 'event',
  'event-raised': 'event',
  'workflow-started': 'turn',
  'workflow-completed': 'turn',
};

const TITLE: Record<Exclude<HistoryEventKind, 'execution-completed' | 'timer-created'>, string> = {
  'execution-started': 'Execution started',
  'execution-terminated': 'Termination requested',
  'execution-suspended': 'Execution suspended',
  'execution-resumed': 'Execution resumed',
  'execution-stalled': 'Execution stalled',
  'continue-as-new': 'Continued as new',
  'task-scheduled': 'Activity scheduled',
  'task-completed': 'Activity completed',
  'task-failed': 'Activity failed',
  'child-created': 'Child workflow started',
  'child-completed': 'Child workflow completed',
  'child-failed': 'Child workflow failed',
  'detached-created': 'Detached workflow started',
  'timer-fired': 'Timer fired',
  'event-sent': 'Event sent',
  'event-raised': 'Event received',
  'workflow-started': 'Turn started',
  'workflow-completed': 'Turn completed',
};

const ENDED: Record<CompletionStatus, string> = {
  completed: 'Execution completed',
  failed: 'Execution failed',
  terminated: 'Execution terminated',
  canceled: 'Execution canceled',
  'continued-as-new': 'Continued as new',
  stalled: 'Execution stalled',
};

/** Which family an event belongs to. */
export function familyOf(kind: HistoryEventKind): EventFamily {
  return FAMILY[kind];
}

/** What happened, in two or three words. */
export function eventTitle(event: HistoryEvent): string {
  if (event.kind === 'execution-completed') return ENDED[event.status];
  if (event.kind !== 'timer-created') return TITLE[event.kind];
  if (event.origin?.kind === 'external-event') return 'Waiting for event';
  return event.origin === undefined || event.origin.kind === 'plain' ? 'Timer started' : 'Retry timer started';
}

/** The name an event carries itself; results carry none and take it from the event they answer. */
export function eventName(event: HistoryEvent): string | undefined {
  switch (event.kind) {
    case 'execution-started':
    case 'task-scheduled':
    case 'child-created':
    case 'event-raised':
    case 'event-sent':
      return event.name;
    case 'detached-created':
      return event.instanceId;
    case 'timer-created':
      return event.origin?.kind === 'external-event' ? event.origin.name : event.name;
    default:
      return undefined;
  }
}

/** The payload or fact worth one line, not shortened; when a timer is due says `dueAtOf`. */
export function eventDetail(event: HistoryEvent): string | undefined {
  switch (event.kind) {
    case 'execution-started':
    case 'task-scheduled':
    case 'child-created':
    case 'event-raised':
    case 'event-sent':
    case 'continue-as-new':
      return event.input;
    case 'task-completed':
    case 'child-completed':
      return event.result;
    case 'task-failed':
    case 'child-failed':
      return failureLine(event.failure);
    case 'execution-completed':
      return event.failure === undefined ? event.result : failureLine(event.failure);
    case 'execution-terminated':
      return event.output;
    case 'execution-suspended':
    case 'execution-resumed':
      return event.reason;
    case 'execution-stalled':
      return event.description ?? event.reason;
    case 'timer-created':
      return dueAtOf(event) === undefined ? 'no deadline' : undefined;
    case 'detached-created':
    case 'timer-fired':
    case 'workflow-started':
    case 'workflow-completed':
      return undefined;
  }
}

/** When a timer is due; undefined for one that never is, and for every other event. */
export function dueAtOf(event: HistoryEvent): Instant | undefined {
  return event.kind === 'timer-created' && event.fireAt < NEVER ? event.fireAt : undefined;
}

/** The document that an event carries. */
export function payloadOf(event: HistoryEvent): string | undefined {
  if ('result' in event) return event.result;
  return 'input' in event ? event.input : undefined;
}

function failureLine(failure: { readonly type: string; readonly message: string } | undefined): string | undefined {
  if (failure === undefined) return undefined;
  return failure.type === '' ? failure.message : `${failure.type}: ${failure.message}`;
}
