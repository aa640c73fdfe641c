import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InboxEntry } from '@/lib/domain/inbox-entry';
import type { InstanceRef, WaitingOn } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Step } from '@/lib/domain/step';
import type { InstancePayload, InstanceRecord, InstanceWrite } from '@/lib/store/runtime-store';

/** 2026-01-01T00:00:00Z: the time of everything a test does not care about. */
export const T0 = 1_767_225_600_000;

export const NOTHING_WAITED_FOR: WaitingOn = { activities: [], openTasks: 0, children: [], events: [] };

export const NO_PAYLOAD: InstancePayload = {
  input: undefined,
  output: undefined,
  customStatus: undefined,
  failure: undefined,
};

export function anInstanceRecord(over: Partial<InstanceRecord> & { readonly key: number }): InstanceRecord {
  return {
    appId: 'shop',
    instanceId: `order-${over.key}`,
    name: 'ProcessOrder',
    status: 'running',
    createdAt: T0 + over.key,
    updatedAt: T0 + over.key,
    executionId: `run-${over.key}`,
    generation: 1,
    tags: {},
    waitingOn: NOTHING_WAITED_FOR,
    attempts: 0,
    historyLength: 0,
    inboxLength: 0,
    ...over,
  };
}

export type Save = Extract<InstanceWrite, { kind: 'save' }>;

type SaveParts = {
  readonly previous?: { readonly name: string; readonly status: InstanceStatus };
  readonly payload?: InstancePayload;
  readonly history?: Partial<Save['history']>;
  readonly inbox?: Partial<Save['inbox']>;
  readonly steps?: Partial<Save['steps']>;
};

/** A write of `record`, whose history length it makes agree with what is appended. */
export function aSave(record: InstanceRecord, parts: SaveParts = {}): Save {
  const history = { reset: false, from: 0, append: [], ...parts.history };
  return {
    kind: 'save',
    record: { ...record, historyLength: history.from + history.append.length },
    previous: parts.previous,
    payload: parts.payload,
    history,
    inbox: { add: [], ...parts.inbox },
    steps: { reset: false, put: [], ...parts.steps },
  };
}

/** The same instance written again with some fields changed, `previous` and `from` as the store knows them. */
export function aSaveAfter(before: Save, change: Partial<InstanceRecord>, parts: SaveParts = {}): Save {
  const { name, status, historyLength } = before.record;
  return aSave(
    { ...before.record, ...change },
    { previous: { name, status }, ...parts, history: { from: historyLength, ...parts.history } },
  );
}

export function aPurge(save: Save): InstanceWrite {
  const { appId, instanceId, key, name, status } = save.record;
  return { kind: 'purge', ref: { appId, instanceId }, key, previous: { name, status } };
}

export function refOf(save: Save): InstanceRef {
  return { appId: save.record.appId, instanceId: save.record.instanceId };
}

export function aStep(over: Partial<Step> = {}): Step {
  return {
    generation: 1,
    eventId: 0,
    kind: 'activity',
    name: 'ReserveStock',
    status: 'scheduled',
    attempt: 1,
    scheduledAt: T0,
    ...over,
  };
}

export function aScheduledTask(eventId: number, over: { at?: number; input?: string } = {}): HistoryEvent {
  return {
    kind: 'task-scheduled',
    eventId,
    at: over.at ?? T0 + eventId,
    name: 'ReserveStock',
    input: over.input,
    taskExecutionId: `task-${eventId}`,
  };
}

export function aCompletedTask(taskId: number, result?: string): HistoryEvent {
  return { kind: 'task-completed', eventId: -1, at: T0 + taskId, taskId, result, taskExecutionId: `task-${taskId}` };
}

export function aRaisedEvent(seq: number, input?: string): InboxEntry {
  return { seq, event: { kind: 'event-raised', eventId: -1, at: T0 + seq, name: 'Approval', input } };
}
