import { AppError } from '@/lib/domain/app-error';
import type { EventOf, HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceRef } from '@/lib/domain/instance';
import { instantAfter, type Instant } from '@/lib/domain/instant';
import type { Step } from '@/lib/domain/step';
import { childStarted, defaultChildId } from './apply-action';
import { changeOf, type Change, type Outgoing } from './change';
import { childRef } from './end';
import { History } from './history';
import { IdMap } from './id-map';
import { apply, EMPTY_STATE, fold, timerAwaiting } from './history-state';
import type { LiveInstance } from './live-instance';
import { propagatedTo } from './propagation';
import { emptyInstance } from './start';
import { updateSteps, type StepUpdate } from './steps';

export type ForkRequest = {
  readonly ref: InstanceRef;
  readonly key: number;
  /** Action id of the activity, timer or child to run again. */
  readonly eventId: number;
  /** Replaces the target's recorded input. */
  readonly overwrite: { readonly input: string | undefined } | undefined;
  readonly newChildInstanceId: string | undefined;
};

export type ForkContext = { readonly now: Instant; readonly newId: () => string };

type Target = EventOf<'task-scheduled'> | EventOf<'timer-created'> | EventOf<'child-created'>;

/**
 * Makes a new instance out of the history of one that has ended, up to and including a chosen step, which runs again
 * (dapr-protocol 2.8). Results before the step are kept; whatever was scheduled before it and had no result by then is
 * dispatched again. The source is not changed. Throws `invalid` or `not_found` for a request that cannot be met.
 */
export function fork(
  source: LiveInstance,
  request: ForkRequest,
  context: ForkContext,
): { readonly change: Change; readonly outgoing: readonly Outgoing[] } {
  const index = targetIndex(source, request.eventId);
  const target = checkedTarget(source.history.at(index), request);
  const past = source.history.slice(0, index).filter(isKept);
  const early = earlyEvent(past, target);
  const kept = past.filter((event) => event !== early);
  const open = fold(EMPTY_STATE, kept).children;
  const history = [
    ...kept.map((event) => movedEvent(event, request, open)),
    rerunTarget(target, request, {
      sourceId: source.ref.instanceId,
      at: instantAfter(source.state.lastAt, context.now),
    }),
  ];
  const steps = stepsOf(history);
  const next = forkedInstance(source, request, { history, steps, now: context.now });
  const outgoing = [...next.state.children.values()].map((created): Outgoing => {
    const started = childStarted(created, next, { at: context.now, newId: context.newId });
    const propagated = propagatedTo(next, created);
    return { kind: 'create', ref: childRef(next.ref, created), started, taskId: created.eventId, propagated };
  });
  if (early !== undefined) outgoing.push({ kind: 'deliver', to: next.ref, event: early, executionId: undefined });
  return { change: changeOf(next, { append: history, steps: steps.changed }), outgoing };
}

/**
 * The external event that the target, a wait for one, found already there: raised before it, and taken by no other wait.
 * It comes again, as the last of its name, or else nothing would wake the fork.
 */
function earlyEvent(past: readonly HistoryEvent[], target: Target): EventOf<'event-raised'> | undefined {
  if (target.kind !== 'timer-created' || target.origin?.kind !== 'external-event') return undefined;
  const name = target.origin.name.toLowerCase();
  let state = EMPTY_STATE;
  const early: EventOf<'event-raised'>[] = [];
  for (const event of past) {
    const isNamed = event.kind === 'event-raised' && event.name.toLowerCase() === name;
    if (isNamed && timerAwaiting(state, name) === undefined) early.push(event);
    state = apply(state, event);
  }
  const waits = [...state.timers.values()].filter(
    ({ origin }) => origin?.kind === 'external-event' && origin.name.toLowerCase() === name,
  );
  return early.length > waits.length ? early.at(-1) : undefined;
}

function forkedInstance(
  source: LiveInstance,
  request: ForkRequest,
  { history, steps, now }: { history: readonly HistoryEvent[]; steps: StepUpdate; now: Instant },
): LiveInstance {
  const state = fold(EMPTY_STATE, history);
  return {
    ...emptyInstance(request, now),
    history: History.of(history),
    state,
    view: state,
    startedAt: now,
    rerunOf: source.ref.instanceId,
    customStatus: source.customStatus,
    propagated: source.propagated,
    steps: steps.steps,
    attempts: steps.changed.reduce((most, step) => Math.max(most, step.attempt), 0),
  };
}

function targetIndex(source: LiveInstance, eventId: number): number {
  const index = source.history.slice().findIndex((event) => event.eventId === eventId && event.eventId >= 0);
  if (index >= 0) return index;
  throw new AppError('not_found', `instance ${source.ref.instanceId} has no event with id ${eventId} to rerun from`);
}

function checkedTarget(event: HistoryEvent | undefined, request: ForkRequest): Target {
  if (event?.kind === 'detached-created') {
    throw new AppError('invalid', `event ${request.eventId} starts a detached workflow, which cannot be rerun`);
  }
  if (event?.kind !== 'task-scheduled' && event?.kind !== 'timer-created' && event?.kind !== 'child-created') {
    throw new AppError('not_found', `event ${request.eventId} is not an activity, a timer or a child workflow`);
  }
  if (event.kind === 'timer-created' && request.overwrite !== undefined) {
    throw new AppError('invalid', `event ${request.eventId} is a timer, which has no input to replace`);
  }
  if (event.kind !== 'child-created' && request.newChildInstanceId !== undefined) {
    throw new AppError('invalid', `event ${request.eventId} is not a child workflow, so it takes no child instance id`);
  }
  return event;
}

/** A fork starts unsuspended, whatever its source went through. */
function isKept(event: HistoryEvent): boolean {
  return !['execution-suspended', 'execution-resumed', 'execution-stalled'].includes(event.kind);
}

function movedEvent(
  event: HistoryEvent,
  request: ForkRequest,
  openChildren: ReadonlyMap<number, unknown>,
): HistoryEvent {
  const { instanceId } = request.ref;
  if (event.kind === 'execution-started') return { ...event, instanceId };
  if (event.kind === 'child-created' && openChildren.has(event.eventId)) {
    return { ...event, instanceId: defaultChildId(instanceId, event.eventId) };
  }
  return event;
}

function rerunTarget(
  target: Target,
  request: ForkRequest,
  { sourceId, at }: { sourceId: string; at: Instant },
): HistoryEvent {
  const marked = { ...target, at, rerunOf: sourceId };
  if (marked.kind === 'timer-created') return marked;
  const input = request.overwrite === undefined ? marked.input : request.overwrite.input;
  if (marked.kind === 'task-scheduled') return { ...marked, input };
  const instanceId = request.newChildInstanceId ?? defaultChildId(request.ref.instanceId, target.eventId);
  return { ...marked, input, instanceId };
}

function stepsOf(history: readonly HistoryEvent[]): StepUpdate {
  let state = EMPTY_STATE;
  let steps: ReadonlyMap<number, Step> = IdMap.of();
  const all = new Map<number, Step>();
  for (const event of history) {
    const update = updateSteps(steps, [event], { generation: 1, failedTries: state.failedTries });
    steps = update.steps;
    for (const step of update.changed) all.set(step.eventId, step);
    state = apply(state, event);
  }
  return { steps, changed: [...all.values()] };
}
