import type { HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import { instantAfter, NEVER, type Instant } from '@/lib/domain/instant';
import { changeOf, type Change } from './change';
import { fold } from './history-state';
import { isImported, type LiveInstance } from './live-instance';
import { discardStep, updateSteps } from './steps';

/**
 * Records an event that reached an instance from outside: a result, a timer, an external event, a lifecycle request.
 * Answers undefined when it changes nothing: the instance was imported or has ended, a resolution does not match anything open
 * (duplicate, late, never scheduled: B26, B27), or a lifecycle request is redundant (B47).
 */
export function receive(instance: LiveInstance, body: HistoryEventBody, now: Instant): Change | undefined {
  if (isImported(instance)) return undefined;
  if (instance.state.completed !== undefined) return discardLate(instance, body, now);
  if (!isNews(instance, body)) return undefined;
  const event: HistoryEvent = { ...body, eventId: -1, at: instantAfter(instance.view.lastAt, now) };
  return addToInbox(instance, [event]);
}

/** Records that every timer due at `now` has fired; undefined when none is (B35, B37). */
export function fireTimers(instance: LiveInstance, now: Instant): Change | undefined {
  if (instance.state.completed !== undefined) return undefined;
  const due = [...instance.view.timers.values()]
    .filter((timer) => timer.fireAt <= now && timer.fireAt < NEVER)
    .sort((a, b) => a.fireAt - b.fireAt);
  return due.length === 0 ? undefined : fire(instance, due, now);
}

/**
 * Records that an open timer has fired, whether or not it is due; undefined when there is none of that id. It is told with
 * the time it was set for, by which SDKs know it (B35).
 */
export function fireTimerNow(instance: LiveInstance, timerId: number, now: Instant): Change | undefined {
  const timer = instance.state.completed === undefined ? instance.view.timers.get(timerId) : undefined;
  return timer === undefined ? undefined : fire(instance, [timer], now);
}

type Timer = { readonly eventId: number; readonly fireAt: Instant };

function fire(instance: LiveInstance, timers: readonly Timer[], now: Instant): Change {
  let at = instance.view.lastAt;
  const fired = timers.map((timer): HistoryEvent => {
    at = instantAfter(at, now);
    return { kind: 'timer-fired', eventId: -1, at, timerId: timer.eventId, fireAt: timer.fireAt };
  });
  return addToInbox(instance, fired);
}

/** Puts events into the inbox as they are. */
export function addToInbox(instance: LiveInstance, events: readonly HistoryEvent[]): Change {
  const add = events.map((event, index) => ({ seq: instance.nextSeq + index, event }));
  const { steps, changed } = updateSteps(instance.steps, events, {
    generation: instance.generation,
    failedTries: instance.view.failedTries,
  });
  const next: LiveInstance = {
    ...instance,
    inbox: [...instance.inbox, ...add],
    view: fold(instance.view, events),
    nextSeq: instance.nextSeq + add.length,
    steps,
    lastError: newestError(events) ?? instance.lastError,
  };
  return changeOf(next, { add, steps: changed });
}

function isNews({ view }: LiveInstance, body: HistoryEventBody): boolean {
  switch (body.kind) {
    case 'task-completed':
    case 'task-failed':
      return view.tasks.has(body.taskId);
    case 'child-completed':
    case 'child-failed':
      return view.children.has(body.taskId);
    case 'timer-fired':
      return view.timers.has(body.timerId);
    case 'execution-suspended':
      return !view.suspended;
    case 'execution-resumed':
      return view.suspended;
    case 'execution-terminated':
      return view.terminated === undefined;
    default:
      return true;
  }
}

function discardLate(instance: LiveInstance, body: HistoryEventBody, now: Instant): Change | undefined {
  if (body.kind !== 'task-completed' && body.kind !== 'task-failed') return undefined;
  const { steps, changed } = discardStep(instance.steps, body.taskId, now);
  return changed.length === 0 ? undefined : changeOf({ ...instance, steps }, { steps: changed });
}

function newestError(events: readonly HistoryEvent[]): string | undefined {
  for (const event of events.toReversed()) {
    if (event.kind === 'task-failed' || event.kind === 'child-failed') return event.failure?.message;
  }
  return undefined;
}
