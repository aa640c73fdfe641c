import type { Instant } from '@/lib/domain/instant';
import type { WaitingOn } from '@/lib/domain/instance';
import type { SeedStep } from './seed-catalog';
import { seedFailure, type SeedDraft } from './seed-draft';

const RETRY_DELAY_MS = 5000;
const NOTHING: WaitingOn = { activities: [], openTasks: 0, children: [], events: [] };

/** Schedules an activity, with `failures` failed tries and a retry timer before the last one; leaves the last one open. */
function scheduleActivity(draft: SeedDraft, name: string, failures: readonly string[]): number {
  const taskExecutionId = draft.random.hex(16);
  const schedule = (attempt: number): number => {
    const id = draft.act({ kind: 'task-scheduled', name, input: `{"attempt":${attempt}}`, taskExecutionId });
    draft.step({ kind: 'activity', name, eventId: id, attempt });
    return id;
  };
  let id = schedule(1);
  failures.forEach((message, index) => {
    failActivity(draft, id, message);
    const fireAt = draft.at + RETRY_DELAY_MS * 2 ** index;
    const timerId = draft.act({ kind: 'timer-created', fireAt, origin: { kind: 'activity-retry', taskExecutionId } });
    draft.step({ kind: 'timer', name: '', eventId: timerId, attempt: 1 });
    draft.at = fireAt;
    draft.beginTurn();
    draft.record({ kind: 'timer-fired', timerId, fireAt });
    draft.endStep(timerId, 'completed');
    id = schedule(index + 2);
  });
  return id;
}

function failActivity(draft: SeedDraft, taskId: number, message: string): void {
  draft.pass(3000);
  draft.record({ kind: 'workflow-started' });
  draft.record({
    kind: 'task-failed',
    taskId,
    failure: seedFailure(message),
    taskExecutionId: taskExecutionOf(draft, taskId),
  });
  draft.endStep(taskId, 'failed', message);
}

function taskExecutionOf(draft: SeedDraft, taskId: number): string {
  const scheduled = draft.history.find((event) => event.kind === 'task-scheduled' && event.eventId === taskId);
  return scheduled?.kind === 'task-scheduled' ? scheduled.taskExecutionId : '';
}

/** Does a step to its end. `failures` are tries of an activity that fail first. */
export function completeStep(draft: SeedDraft, step: SeedStep, failures: readonly string[]): void {
  if (step.kind === 'activity') {
    const taskId = scheduleActivity(draft, step.name, failures);
    draft.pass(2500);
    draft.record({ kind: 'workflow-started' });
    const result = JSON.stringify({ ok: true, reference: draft.random.hex(8) });
    draft.record({ kind: 'task-completed', taskId, result, taskExecutionId: taskExecutionOf(draft, taskId) });
    draft.endStep(taskId, 'completed');
    return;
  }
  const id = openStep(draft, step, { fireAt: draft.at + timerOf(step) });
  if (step.kind === 'wait') {
    draft.pass(900_000);
    draft.record({ kind: 'workflow-started' });
    draft.record({ kind: 'event-raised', name: step.event, input: '{"by":"agent"}' });
  } else if (step.kind === 'sleep') {
    const created = draft.history.at(-1);
    draft.at += step.ms;
    draft.record({ kind: 'workflow-started' });
    const fireAt = created?.kind === 'timer-created' ? created.fireAt : draft.at;
    draft.record({ kind: 'timer-fired', timerId: id, fireAt });
  }
  draft.endStep(id, 'completed');
}

/** Starts a step and leaves it open as the run's newest one: its timer, if any, is due after the present. */
export function leaveOpen(draft: SeedDraft, step: SeedStep): void {
  openStep(draft, step, {
    fireAt: Math.max(draft.at, draft.now) + timerOf(step) * (0.1 + 0.9 * draft.random.fraction()),
  });
}

type Opening = { readonly fireAt: Instant; readonly childId?: string };

/** Starts a step; gives its id. `childId` is the instance id of a child, `fireAt` the time of a timer. */
export function openStep(draft: SeedDraft, step: SeedStep, opening: Opening): number {
  const fireAt = Math.round(opening.fireAt * 1000) / 1000;
  switch (step.kind) {
    case 'activity':
      return scheduleActivity(draft, step.name, []);
    case 'sleep': {
      const id = draft.act({
        kind: 'timer-created',
        fireAt,
        name: step.name,
        origin: { kind: 'plain' },
      });
      draft.step({ kind: 'timer', name: step.name, eventId: id, attempt: 1 });
      return id;
    }
    case 'wait': {
      const origin = { kind: 'external-event', name: step.event } as const;
      const id = draft.act({ kind: 'timer-created', fireAt, name: step.event, origin });
      draft.step({ kind: 'event', name: step.event, eventId: id, attempt: 1 });
      return id;
    }
    case 'child': {
      const id = draft.act({
        kind: 'child-created',
        instanceId: opening.childId ?? '',
        name: step.workflow,
        input: '{}',
      });
      draft.step({ kind: 'child', name: step.workflow, eventId: id, attempt: 1 });
      return id;
    }
  }
}

/** Fails an activity for good, after as many tries as there are messages. */
export function failStep(draft: SeedDraft, name: string, failures: readonly string[]): void {
  const last = failures.at(-1) ?? 'failed';
  failActivity(draft, scheduleActivity(draft, name, failures.slice(0, -1)), last);
}

/** What a run whose newest step is `step` waits for. */
export function waitingOn(draft: SeedDraft, step: SeedStep): WaitingOn {
  const created = draft.history.findLast((event) => event.kind === 'timer-created');
  const nextTimerAt = created?.kind === 'timer-created' ? created.fireAt : undefined;
  switch (step.kind) {
    case 'activity':
      return { ...NOTHING, activities: [step.name], openTasks: 1 };
    case 'sleep':
      return { ...NOTHING, nextTimerAt };
    case 'wait':
      return { ...NOTHING, events: [step.event], nextTimerAt };
    case 'child':
      return { ...NOTHING, children: [step.workflow] };
  }
}

function timerOf(step: SeedStep): number {
  if (step.kind === 'sleep') return step.ms;
  return step.kind === 'wait' ? 86_400_000 : 0;
}
