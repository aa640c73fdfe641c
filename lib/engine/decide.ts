import type { HistoryEvent } from '@/lib/domain/history-event';
import { instantAfter, type Instant } from '@/lib/domain/instant';
import type { WorkflowAction } from '@/lib/domain/workflow-action';
import { applyAction, type ActionEffect, type ActionScope } from './apply-action';
import { changeOf, type Change, type Outgoing } from './change';
import { continueAsNew, type NextTrace } from './continue-as-new';
import { complete } from './end';
import { fold } from './history-state';
import { hasId } from './id-ranges';
import { eventsOf, isTerminating, type LiveInstance } from './live-instance';
import { findLongName } from './long-names';
import { findLargeAction, findLargeHistory, isTold, NO_SIZE_LIMITS, type SizeLimits } from './size-limits';
import { propagatedTo } from './propagation';
import { findStall, stall } from './stall';
import { updateSteps } from './steps';
import { versioned, type Completion, type Turn, type TurnResponse } from './turn';

/**
 * What a worker's answer means.
 *
 * - `stale`: it answers an earlier turn (it would create an action that history already has); the turn stays open.
 * - `refused`: it cannot be applied; the instance is as before and the turn is offered again later.
 * - `stalled`: this worker cannot take the instance on, or the outcome is too large; held until another connects.
 * - `applied`: history goes on, and `outgoing` must be carried out in the same commit.
 */
export type Decision =
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'stalled'; readonly change: Change | undefined }
  | { readonly kind: 'applied'; readonly change: Change; readonly outgoing: readonly Outgoing[] };

/** A turn that was handed out, and what came back. */
export type AnsweredTurn = { readonly turn: Turn; readonly response: TurnResponse };

export type DecideContext = {
  readonly now: Instant;
  readonly newId: () => string;
  /** Absent: no limits. */
  readonly sizes?: SizeLimits | undefined;
  /** Absent: a generation keeps the trace of the one before. */
  readonly traces?: NextTrace | undefined;
};

/** Decides what a finished turn changes (dapr-protocol 2.2, 3.1). Pure: nothing is written, sent or read. */
export function decide(instance: LiveInstance, answered: AnsweredTurn, context: DecideContext): Decision {
  const { response } = answered;
  const problem = refusal(response.actions);
  if (problem !== undefined) return { kind: 'refused', reason: problem };
  if (repeatsHistory(instance, response.actions)) return { kind: 'stale' };
  const { sizes = NO_SIZE_LIMITS } = context;
  const stalled = findStall(instance, response) ?? findLongName(response) ?? findLargeAction(response, sizes);
  if (stalled !== undefined) return { kind: 'stalled', change: stall(instance, stalled, context.now) };
  const outcome = applied(instance, answered, context);
  const large = findLargeHistory(outcome.change.next, sizes);
  if (large === undefined) return outcome;
  return { kind: 'stalled', change: isTold(instance, large) ? undefined : stall(instance, large, context.now) };
}

/** A decision by which history goes on. */
export type Applied = Extract<Decision, { kind: 'applied' }>;

function applied(instance: LiveInstance, { turn, response }: AnsweredTurn, context: DecideContext): Applied {
  const at = instantAfter(instance.view.lastAt, context.now);
  const completion = completionOf(instance, response.actions);
  const effect = applyAll(effective(response.actions), { instance, at, newId: context.newId });
  const withTurn = afterTurn(instance, { turn, response, events: effect.events });
  const outgoing = effect.outgoing.map((message) => withPropagation(withTurn.next, message));
  if (completion === undefined) return { kind: 'applied', change: withTurn, outgoing };
  if (isContinued(completion)) {
    const change = continueAsNew(withTurn, completion, { ...context, at });
    return { kind: 'applied', change, outgoing };
  }
  const ended = complete(withTurn, completion, at);
  return { kind: 'applied', change: ended.change, outgoing: [...outgoing, ...ended.outgoing] };
}

/** The instance after the turn's events and the actions' events went into history. */
function afterTurn(
  instance: LiveInstance,
  { turn, response, events }: AnsweredTurn & { readonly events: readonly HistoryEvent[] },
): Change {
  const append = [...versioned(turn, instance.state.patches, response.version), ...events];
  const state = fold(instance.state, append);
  const inbox = instance.inbox.filter((entry) => entry.seq > turn.through);
  const { steps, changed } = updateSteps(instance.steps, events, {
    generation: instance.generation,
    failedTries: state.failedTries,
    repeatedTries: instance.repeatedTries,
  });
  const next: LiveInstance = {
    ...instance,
    history: instance.history.append(append),
    state,
    inbox,
    view: fold(state, eventsOf(inbox)),
    startedAt: instance.startedAt ?? state.firstTurnAt,
    customStatus:
      response.customStatus === '' ? instance.customStatus : (response.customStatus ?? instance.customStatus),
    steps,
    attempts: changed.reduce((most, step) => Math.max(most, step.attempt), instance.attempts),
  };
  return changeOf(next, { append, removeThrough: turn.through, steps: changed });
}

function applyAll(actions: readonly WorkflowAction[], scope: ActionScope): ActionEffect {
  const effects = actions.map((action) => applyAction(action, scope));
  return {
    events: effects.flatMap((effect) => effect.events),
    outgoing: effects.flatMap((effect) => effect.outgoing),
  };
}

/** A child that asked for it is told the history up to its creation. */
function withPropagation(parent: LiveInstance, message: Outgoing): Outgoing {
  if (message.kind !== 'create' || message.taskId === undefined) return message;
  const created = parent.state.children.get(message.taskId);
  return created === undefined ? message : { ...message, propagated: propagatedTo(parent, created) };
}

/** The completion that counts: the first one; continue-as-new never wins over a recorded terminate (B49). */
function completionOf(instance: LiveInstance, actions: readonly WorkflowAction[]): Completion | undefined {
  const completion = firstCompletion(actions);
  return isContinued(completion) && isTerminating(instance) ? undefined : completion;
}

/** Actions after continue-as-new are ignored (B44); beside a final completion all others still count. */
function effective(actions: readonly WorkflowAction[]): readonly WorkflowAction[] {
  const completion = firstCompletion(actions);
  return completion !== undefined && isContinued(completion) ? actions.slice(0, actions.indexOf(completion)) : actions;
}

function firstCompletion(actions: readonly WorkflowAction[]): Completion | undefined {
  return actions.find((action): action is Completion => action.kind === 'complete');
}

function isContinued(completion: Completion | undefined): boolean {
  return completion?.status === 'continued-as-new';
}

function refusal(actions: readonly WorkflowAction[]): string | undefined {
  if (actions.some((action) => action.kind === 'unknown')) return 'the answer holds an action of an unknown kind';
  const nameless = actions.find((action) => action.kind === 'create-detached' && action.instanceId === '');
  if (nameless !== undefined) return `action ${nameless.id} creates a detached workflow without an instance id`;
  const ids = actions.filter(createsHistory).map((action) => action.id);
  const seen = new Set<number>();
  const repeated = ids.find((id) => seen.size === seen.add(id).size);
  return repeated === undefined ? undefined : `two actions of the answer have the id ${repeated}`;
}

function repeatsHistory({ state }: LiveInstance, actions: readonly WorkflowAction[]): boolean {
  return actions.some((action) => createsHistory(action) && hasId(state.actionIds, action.id));
}

function createsHistory(action: WorkflowAction): boolean {
  return ['schedule-task', 'create-child', 'create-timer', 'create-detached', 'send-event'].includes(action.kind);
}
