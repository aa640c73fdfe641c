import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';
import type { Instant } from '@/lib/domain/instant';
import type { Step, StepStatus } from '@/lib/domain/step';
import { IdMap } from './id-map';
import { MapDraft } from './map-draft';

/** Steps without a result, by action id: the ones that can still change. */
type Steps = ReadonlyMap<number, Step>;

/** The steps that are still without a result, and all that changed. */
export type StepUpdate = { readonly steps: Steps; readonly changed: readonly Step[] };

/** What a scheduled task needs to know that its event does not tell. */
export type StepScope = {
  readonly generation: number;
  /** Failed tries that the workflow heard of, and those that the runtime repeated, by task execution id. */
  readonly failedTries: ReadonlyMap<string, number>;
  readonly repeatedTries?: ReadonlyMap<string, number>;
};

/** True for a step that still waits, or whose instance was ended while it waited. */
export function hasNoResult(step: Step): boolean {
  return step.status === 'scheduled' || step.status === 'canceled';
}

/** Updates the steps of one generation by events that were just recorded. */
export function updateSteps(steps: Steps, events: readonly HistoryEvent[], scope: StepScope): StepUpdate {
  const open = new MapDraft(steps, IdMap.copyOf);
  const changed = new Map<number, Step>();
  for (const event of events) {
    for (const step of stepsTouchedBy(event, open.value, scope)) {
      changed.set(step.eventId, step);
      if (hasNoResult(step)) open.set(step.eventId, step);
      else open.delete(step.eventId);
    }
  }
  return { steps: open.value, changed: [...changed.values()] };
}

/** A result that came after the instance had ended: noted, and of no effect. */
export function discardStep(steps: Steps, eventId: number, at: Instant): StepUpdate {
  const step = steps.get(eventId);
  if (step === undefined) return { steps, changed: [] };
  const open = new MapDraft(steps, IdMap.copyOf);
  open.delete(eventId);
  return { steps: open.value, changed: [{ ...step, status: 'discarded', endedAt: at }] };
}

function stepsTouchedBy(event: HistoryEvent, open: Steps, scope: StepScope): readonly Step[] {
  switch (event.kind) {
    case 'task-scheduled':
      return [scheduled(event, { kind: 'activity', name: event.name }, scope)];
    case 'child-created':
      return [scheduled(event, { kind: 'child', name: event.name }, scope)];
    case 'timer-created':
      return [scheduled(event, timerStep(event), scope)];
    case 'task-completed':
    case 'child-completed':
      return ended(open.get(event.taskId), { status: 'completed', at: event.at });
    case 'task-failed':
    case 'child-failed':
      return ended(open.get(event.taskId), { status: 'failed', at: event.at, error: event.failure?.message });
    case 'timer-fired':
      return ended(open.get(event.timerId), { status: 'completed', at: event.at });
    case 'event-raised':
      return ended(awaiting(open, event.name), { status: 'completed', at: event.at });
    case 'execution-completed':
      return [...open.values()].flatMap((step) => ended(step, { status: 'canceled', at: event.at }));
    default:
      return [];
  }
}

function timerStep(event: EventOf<'timer-created'>): Pick<Step, 'kind' | 'name'> {
  if (event.origin?.kind === 'external-event') return { kind: 'event', name: event.origin.name };
  return { kind: 'timer', name: event.name ?? '' };
}

function scheduled(event: HistoryEvent, what: Pick<Step, 'kind' | 'name'>, scope: StepScope): Step {
  const call = event.kind === 'task-scheduled' ? event.taskExecutionId : '';
  return {
    generation: scope.generation,
    eventId: event.eventId,
    ...what,
    status: 'scheduled',
    attempt: (call === '' ? 0 : triesOf(call, scope)) + 1,
    scheduledAt: event.at,
  };
}

function triesOf(call: string, { failedTries, repeatedTries }: StepScope): number {
  return (failedTries.get(call) ?? 0) + (repeatedTries?.get(call) ?? 0);
}

type Ending = { readonly status: StepStatus; readonly at: Instant; readonly error?: string | undefined };

function ended(step: Step | undefined, { status, at, error }: Ending): readonly Step[] {
  if (step?.status !== 'scheduled') return [];
  const told = status === 'canceled' ? step.error : error;
  return [{ ...step, status, endedAt: at, error: told, nextAttemptAt: undefined }];
}

function awaiting(open: Steps, eventName: string): Step | undefined {
  const wanted = eventName.toLowerCase();
  return [...open.values()].find((step) => step.kind === 'event' && step.name.toLowerCase() === wanted);
}
