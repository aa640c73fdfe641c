import type { InstanceDetail, WaitingOn } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import type { Change } from '@/lib/engine/change';
import { History } from '@/lib/engine/history';
import {
  dueAt,
  executionIdOf,
  liveInstance,
  nextTimerAt,
  statusOf,
  workflowName,
  type LiveInstance,
} from '@/lib/engine/live-instance';
import { nextAttemptAt } from '@/lib/engine/repetitions';
import type {
  CountedAs,
  InstancePayload,
  InstanceRecord,
  InstanceWrite,
  StoredInstance,
} from '@/lib/store/runtime-store';

const NAMES_SHOWN = 5;

/** The list row of an instance as it is now. */
function recordOf(instance: LiveInstance, now: Instant): InstanceRecord {
  const { view, state } = instance;
  const parent = view.started?.parent;
  return {
    ...instance.ref,
    key: instance.key,
    name: workflowName(instance),
    version: state.versionName ?? view.started?.version,
    status: statusOf(instance),
    createdAt: instance.createdAt,
    scheduledStartAt: view.started?.scheduledStartAt,
    startedAt: instance.startedAt,
    updatedAt: Math.max(view.lastAt ?? instance.createdAt, instance.createdAt),
    completedAt: state.completed?.at,
    executionId: executionIdOf(instance),
    generation: instance.generation,
    parent:
      parent === undefined ? undefined : { appId: parent.appId ?? instance.ref.appId, instanceId: parent.instanceId },
    parentTaskId: parent?.taskId,
    rerunOf: instance.rerunOf,
    tags: view.started?.tags ?? {},
    waitingOn: waitingOn(instance),
    attempts: instance.attempts,
    lastError: instance.lastError,
    historyLength: instance.history.length,
    inboxLength: instance.inbox.length,
    dueAt: dueAt(instance, now),
    askAgainAt: instance.askAgainAt,
  };
}

/** The payloads of an instance as they are now. */
function payloadOf({ view, state, customStatus }: LiveInstance): InstancePayload {
  return {
    input: view.started?.input,
    output: state.completed?.result,
    customStatus,
    failure: state.completed?.failure,
  };
}

/** What `get` and the wait calls answer. The revision belongs to the store and is not known here. */
export function detailOf(instance: LiveInstance, now: Instant): InstanceDetail {
  return { ...recordOf(instance, now), ...payloadOf(instance), revision: 0 };
}

/** How the counters know an instance. */
export function countedAs(instance: LiveInstance): CountedAs {
  return { name: workflowName(instance), status: statusOf(instance) };
}

/** The write that makes a transition durable; `before` is the instance it started from, absent when it is new. */
export function writeOf(change: Change, before: LiveInstance | undefined, now: Instant): InstanceWrite {
  const { next } = change;
  const payload = payloadOf(next);
  const known = before === undefined ? undefined : payloadOf(before);
  return {
    kind: 'save',
    record: recordOf(next, now),
    previous: before === undefined ? undefined : countedAs(before),
    payload: known !== undefined && samePayload(known, payload) ? undefined : payload,
    history: {
      reset: change.reset,
      from: change.reset || before === undefined ? 0 : before.history.length,
      append: change.append,
    },
    inbox: { removeThrough: change.removeThrough, add: change.add },
    steps: { reset: change.reset, put: change.steps },
    propagated: before?.propagated === next.propagated ? undefined : { history: next.propagated },
  };
}

/** The engine's value of what a store holds. */
export function liveFromStored({ record, payload, history, inbox, steps, propagated }: StoredInstance): LiveInstance {
  return liveInstance({
    ref: { appId: record.appId, instanceId: record.instanceId },
    key: record.key,
    history: History.of(history),
    inbox,
    generation: record.generation,
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    rerunOf: record.rerunOf,
    customStatus: payload.customStatus,
    steps,
    attempts: record.attempts,
    lastError: record.lastError,
    askAgainAt: record.askAgainAt,
    propagated,
  });
}

function waitingOn(instance: LiveInstance): WaitingOn {
  const { view, state } = instance;
  if (state.completed !== undefined) return { activities: [], openTasks: 0, children: [], events: [] };
  const timers = [...view.timers.values()];
  const events = timers.flatMap((timer) => (timer.origin?.kind === 'external-event' ? [timer.origin.name] : []));
  return {
    activities: names(view.tasks),
    openTasks: view.tasks.size,
    children: names(view.children),
    events: [...new Set(events)].slice(0, NAMES_SHOWN),
    nextTimerAt: nextTimerAt(view),
    nextAttemptAt: nextAttemptAt(instance),
  };
}

function names(open: ReadonlyMap<number, { readonly name: string }>): readonly string[] {
  const found = new Set<string>();
  for (const { name } of open.values()) {
    found.add(name);
    if (found.size === NAMES_SHOWN) break;
  }
  return [...found];
}

function samePayload(a: InstancePayload, b: InstancePayload): boolean {
  return a.input === b.input && a.output === b.output && a.customStatus === b.customStatus && a.failure === b.failure;
}
