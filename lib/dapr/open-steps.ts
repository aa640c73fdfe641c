import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';

/** What was scheduled and has no outcome yet, by action id. */
export type OpenSteps = {
  readonly tasks: ReadonlyMap<number, EventOf<'task-scheduled'>>;
  readonly timers: ReadonlyMap<number, EventOf<'timer-created'>>;
  readonly children: ReadonlyMap<number, EventOf<'child-created'>>;
};

/** The steps of one generation that are open after `events`; none are once the run has ended. */
export function openSteps(events: readonly HistoryEvent[]): OpenSteps {
  const tasks = new Map<number, EventOf<'task-scheduled'>>();
  const timers = new Map<number, EventOf<'timer-created'>>();
  const children = new Map<number, EventOf<'child-created'>>();
  for (const event of events) {
    switch (event.kind) {
      case 'task-scheduled':
        tasks.set(event.eventId, event);
        break;
      case 'task-completed':
      case 'task-failed':
        tasks.delete(event.taskId);
        break;
      case 'timer-created':
        timers.set(event.eventId, event);
        break;
      case 'timer-fired':
        timers.delete(event.timerId);
        break;
      case 'event-raised':
        deleteOldestAwaiting(timers, event.name);
        break;
      case 'child-created':
        children.set(event.eventId, event);
        break;
      case 'child-completed':
      case 'child-failed':
        children.delete(event.taskId);
        break;
      case 'execution-completed':
        return { tasks: new Map(), timers: new Map(), children: new Map() };
      default:
    }
  }
  return { tasks, timers, children };
}

/** daprd deletes the timer of a wait with the event that ends it; names are compared without regard to case. */
function deleteOldestAwaiting(timers: Map<number, EventOf<'timer-created'>>, name: string): void {
  for (const [id, { origin }] of timers) {
    if (origin?.kind !== 'external-event' || origin.name.toLowerCase() !== name.toLowerCase()) continue;
    timers.delete(id);
    return;
  }
}
