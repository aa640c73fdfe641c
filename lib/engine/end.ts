import type { Failure } from '@/lib/domain/failure';
import type { EventOf, HistoryEvent, HistoryEventBody } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import { instantAfter, type Instant } from '@/lib/domain/instant';
import { changeOf, type Change, type Outgoing } from './change';
import type { Completion } from './turn';
import { fold } from './history-state';
import { eventsOf, type LiveInstance } from './live-instance';
import { updateSteps } from './steps';
import { targetAppOf } from './target-app';

/** An end, and what others must hear of it. */
export type Ending = { readonly change: Change; readonly outgoing: readonly Outgoing[] };

/** Ends an instance as its worker asked; what is still in the inbox has no reader any more and is dropped. */
export function complete(turnChange: Change, completion: Completion, at: Instant): Ending {
  const event: EventOf<'execution-completed'> = {
    kind: 'execution-completed',
    eventId: completion.id,
    at,
    status: completion.status,
    result: completion.result,
    failure: completion.failure,
  };
  return conclude(turnChange.next, turnChange, [event]);
}

/**
 * Ends an instance on which a terminate was recorded, without its worker (B48, B50): first whatever it had received goes
 * into history, then the end. With `recurse` its open children are told as well (B51).
 */
export function endTerminated(instance: LiveInstance, now: Instant): Ending {
  const request = instance.view.terminated;
  const ending = endWithoutWorker(instance, { status: 'terminated', result: request?.output }, now);
  const cascade = request?.recurse === true ? openChildren(instance) : [];
  const told = cascade.map((to): Outgoing => ({ kind: 'terminate', to, output: request?.output, recurse: true }));
  return { change: ending.change, outgoing: [...ending.outgoing, ...told] };
}

/** Ends an instance that no worker has seen, and none will, as failed. */
export function endUnseen(instance: LiveInstance, failure: Failure, now: Instant): Ending {
  return endWithoutWorker(instance, { status: 'failed', failure }, now);
}

type End = Pick<EventOf<'execution-completed'>, 'status' | 'result' | 'failure'>;

function endWithoutWorker(instance: LiveInstance, end: End, now: Instant): Ending {
  const at = instantAfter(instance.view.lastAt, now);
  const opening: HistoryEvent = { kind: 'workflow-started', eventId: -1, at };
  const last: HistoryEvent = { kind: 'execution-completed', eventId: -1, at, ...end };
  return conclude(instance, changeOf(instance, {}), [opening, ...eventsOf(instance.inbox), last]);
}

/** Children that have not reported an end. */
export function openChildren(instance: LiveInstance): readonly InstanceRef[] {
  return [...instance.view.children.values()].map((created) => childRef(instance.ref, created));
}

/** Where a child lives: in the app it was routed to, else in its parent's. */
export function childRef(parent: InstanceRef, created: EventOf<'child-created'>): InstanceRef {
  return { appId: targetAppOf(created.router, parent.appId), instanceId: created.instanceId };
}

function conclude(instance: LiveInstance, change: Change, events: readonly HistoryEvent[]): Ending {
  const state = fold(instance.state, events);
  const { steps, changed } = updateSteps(instance.steps, events.slice(-1), {
    generation: instance.generation,
    failedTries: state.failedTries,
  });
  const failure = state.completed?.failure;
  const next: LiveInstance = {
    ...instance,
    history: instance.history.append(events),
    state,
    view: state,
    inbox: [],
    startedAt: instance.startedAt ?? state.firstTurnAt,
    steps,
    lastError: failure?.message ?? instance.lastError,
  };
  const merged: Change = {
    ...change,
    next,
    append: [...change.append, ...events],
    removeThrough: instance.inbox.at(-1)?.seq ?? change.removeThrough,
    steps: mergeSteps(change.steps, changed),
  };
  return { change: merged, outgoing: reportToParent(next) };
}

function mergeSteps(first: Change['steps'], second: Change['steps']): Change['steps'] {
  const replaced = new Set(second.map((step) => step.eventId));
  return [...first.filter((step) => !replaced.has(step.eventId)), ...second];
}

/** A child's end becomes its parent's child-completed or child-failed (B30). */
function reportToParent({ ref, state }: LiveInstance): readonly Outgoing[] {
  const parent = state.started?.parent;
  if (parent === undefined || state.completed === undefined) return [];
  const to: InstanceRef = { appId: parent.appId ?? ref.appId, instanceId: parent.instanceId };
  const event = resultFor(parent.taskId, state.completed, ref.instanceId);
  return [{ kind: 'deliver', to, event, executionId: parent.executionId }];
}

function resultFor(taskId: number, end: EventOf<'execution-completed'>, childId: string): HistoryEventBody {
  if (end.status === 'completed') return { kind: 'child-completed', taskId, result: end.result };
  const failure = end.failure ?? {
    type: end.status === 'terminated' ? 'WorkflowTerminated' : 'WorkflowFailed',
    message: `child workflow ${childId} ended as ${end.status}`,
    nonRetriable: false,
  };
  return { kind: 'child-failed', taskId, failure };
}
