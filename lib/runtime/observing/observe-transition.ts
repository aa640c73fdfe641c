import type { HistoryEvent } from '@/lib/domain/history-event';
import { hasEnded } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import type { Change } from '@/lib/engine/change';
import { timerAwaiting } from '@/lib/engine/history-state';
import { executionIdOf, isImported, statusOf, workflowName, type LiveInstance } from '@/lib/engine/live-instance';
import { targetAppOf } from '@/lib/engine/target-app';
import type { ActivityEnd, Observe, RunFacts } from '@/lib/telemetry/observation';

/** A change of one instance that has become durable. `change` is absent when the instance was deleted. */
export type Transition = { readonly before: LiveInstance | undefined; readonly change: Change | undefined };

/** Tells what a durable transition means. Looks at nothing but what the transition itself holds. */
export function observeTransition(observe: Observe, { before, change }: Transition): void {
  const after = change?.next;
  observeStall(observe, before, after);
  if (change === undefined || after === undefined || isImported(after)) return;
  if (before === undefined || executionIdOf(before) !== executionIdOf(after)) {
    if (before !== undefined && before.state.completed === undefined) observeContinuation(observe, before, after);
    else observe({ kind: 'workflow-started', ref: after.ref, name: workflowName(after) });
    return;
  }
  const run = runOf(before);
  if (run === undefined || before.state.completed !== undefined) return;
  for (const { event } of change.add) observeArrival({ observe, before, run }, event);
  for (const step of change.steps) observeRetry(observe, { before, after }, step);
  const { completed } = after.state;
  const status = statusOf(after);
  if (completed === undefined || !hasEnded(status)) return;
  observeCanceled({ observe, before, run }, { last: after, at: completed.at });
  observe({ kind: 'workflow-ended', run, completed, status });
}

/** Tells of an instance that is stalled when the runtime starts. */
export function observeLoaded(observe: Observe, instance: LiveInstance): void {
  observeStall(observe, undefined, instance);
}

type Scene = { readonly observe: Observe; readonly before: LiveInstance; readonly run: RunFacts };

function observeArrival({ observe, before, run }: Scene, event: HistoryEvent): void {
  switch (event.kind) {
    case 'task-completed':
    case 'task-failed':
      observeActivity({ observe, before, run }, event.taskId, event);
      return;
    case 'timer-fired':
      observeTimer({ observe, before, run }, event.timerId, { how: 'fired', at: event.at });
      return;
    case 'event-raised': {
      const timerId = timerAwaiting(before.view, event.name);
      if (timerId !== undefined) observeTimer({ observe, before, run }, timerId, { how: 'event', at: event.at });
      return;
    }
    default:
  }
}

function observeActivity({ observe, before, run }: Scene, taskId: number, ended: ActivityEnd): void {
  const scheduled = before.view.tasks.get(taskId);
  if (scheduled === undefined) return;
  const appId = targetAppOf(scheduled.router, run.ref.appId);
  const attempt = before.steps.get(taskId)?.attempt ?? 1;
  observe({ kind: 'activity-ended', run, appId, scheduled, attempt, ended });
}

type TimerEnd = { readonly how: 'fired' | 'event' | 'canceled'; readonly at: Instant };

function observeTimer({ observe, before, run }: Scene, timerId: number, end: TimerEnd): void {
  const created = before.view.timers.get(timerId);
  if (created !== undefined) observe({ kind: 'timer-ended', run, created, ...end });
}

type Pair = { readonly before: LiveInstance; readonly after: LiveInstance };

function observeRetry(observe: Observe, { before, after }: Pair, step: Step): void {
  if (step.kind !== 'activity' || step.status !== 'scheduled') return;
  const known = before.steps.get(step.eventId);
  const isRepeated = known !== undefined && (step.failedTries ?? 0) > (known.failedTries ?? 0);
  if (!isRepeated && (known !== undefined || step.attempt === 1)) return;
  const router = after.view.tasks.get(step.eventId)?.router;
  const by = isRepeated ? 'runtime' : 'workflow';
  observe({ kind: 'activity-retried', appId: targetAppOf(router, after.ref.appId), name: step.name, by });
}

function observeContinuation(observe: Observe, before: LiveInstance, after: LiveInstance): void {
  const run = runOf(before);
  const at = after.view.started?.at;
  if (run === undefined || at === undefined) return;
  observeCanceled({ observe, before, run }, { last: before, at });
  observe({ kind: 'workflow-continued', run, at });
}

type Leaving = { readonly last: LiveInstance; readonly at: Instant };

/** What is open when a run is over. A result that came during the last turn was told when it came, though nobody reads it. */
function observeCanceled({ observe, before, run }: Scene, { last, at }: Leaving): void {
  const scene: Scene = { observe, before: last, run };
  const { state, view } = before;
  for (const taskId of last.view.tasks.keys()) {
    const isResolved = state.tasks.has(taskId) && !view.tasks.has(taskId);
    if (!isResolved) observeActivity(scene, taskId, { kind: 'canceled', at });
  }
  for (const timerId of last.view.timers.keys()) {
    const isResolved = state.timers.has(timerId) && !view.timers.has(timerId);
    if (!isResolved) observeTimer(scene, timerId, { how: 'canceled', at });
  }
}

function observeStall(observe: Observe, before: LiveInstance | undefined, after: LiveInstance | undefined): void {
  const wasStalled = isStalled(before);
  const ref = (after ?? before)?.ref;
  if (ref === undefined || wasStalled === isStalled(after)) return;
  observe({ kind: wasStalled ? 'stall-over' : 'stalled', appId: ref.appId });
}

function isStalled(instance: LiveInstance | undefined): boolean {
  if (instance === undefined || isImported(instance)) return false;
  return instance.state.stalled !== undefined && instance.state.completed === undefined;
}

function runOf({ ref, view, generation, createdAt }: LiveInstance): RunFacts | undefined {
  return view.started === undefined ? undefined : { ref, started: view.started, generation, createdAt };
}
