import type { Instant } from '@/lib/domain/instant';
import type { LeaseClaim } from '../../held-lease';
import { CounterMoves } from '../../rows/counter-moves';
import { declaredValuesOf, type KeptPath } from '../../declared-values';
import { toEventBytes, toPropagatedBytes } from '../../rows/event-bytes';
import { toInboxRow } from '../../rows/inbox-row';
import { toInstanceRow } from '../../rows/instance-row';
import { toPayloadRow } from '../../rows/payload-row';
import { refuseGap } from '../../rows/refuse-unseen';
import { toStepRow } from '../../rows/step-row';
import { outdatedAt, TrendMoves } from '../../rows/trend-moves';
import type { ChangeSet, CountedAs, InstanceRecord, InstanceWrite, StateWrite } from '../../runtime-store';
import { CommitPlanner, type CommitPlan, type SqlValue } from './commit-plan';
import { mergeSaves } from './merge-saves';
import { INSTANCE_FIELDS, PROGRESS_FIELDS, type InstanceField } from './write-statements';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
type Purge = Extract<InstanceWrite, { kind: 'purge' }>;

/**
 * The store's high-water marks: the newest revision, the newest key of a row, up to where ids are indexed; and the hour
 * that the writer last told the trends of.
 */
export type Marks = {
  readonly revision: number;
  readonly key: number;
  readonly indexedKey: number;
  readonly trendHour: Instant;
};

/** The lease that a commit is written under. `beatAt`: its beat is raised on the way, at this time. */
export type Fence = LeaseClaim & { readonly beatAt: Instant | undefined };

/** `indexedAtOnce`: how many ids are left until they are added to the index. `paths`: those that are declared. */
export type CommitCircumstances = {
  readonly before: Marks;
  readonly fence: Fence;
  readonly indexedAtOnce: number;
  readonly paths: readonly KeptPath[];
};

/**
 * What a commit does to the tables, and the marks after it. The lease comes first: a writer that was replaced is told so,
 * and not that a row is another than it saw. Throws `internal` for a write that contradicts itself.
 */
export function planCommit(
  writes: ChangeSet,
  { before, fence, indexedAtOnce, paths }: CommitCircumstances,
): { plan: CommitPlan; after: Marks } {
  const planner = new CommitPlanner();
  const revision = before.revision + writes.length;
  planner.add('putRevision', revision, fence.epoch, fence.id);
  if (fence.beatAt !== undefined) planner.add('beat', fence.beatAt, fence.epoch, fence.id);
  for (const { write, place } of mergeSaves(writes)) {
    if (write.kind === 'state') planState(planner, write);
    else if (write.kind === 'save') {
      planSave(planner, write, before.revision + place);
      planValues(planner, write, paths);
      if (write.previous === undefined) planIndexed(planner, write.record, before);
    } else {
      planPurge(planner, write, before.revision + place);
      if (write.key <= before.indexedKey) planner.add('forgetId', write.key, write.ref.instanceId);
    }
  }
  const { counters, trends, newestKey } = tallied(writes);
  const key = Math.max(before.key, newestKey);
  planCounters(planner, counters);
  const trendHour = planTrends(planner, trends, before);
  if (key !== before.key) planner.add('putKey', key);
  const indexedKey = key - before.indexedKey >= indexedAtOnce ? key : before.indexedKey;
  if (indexedKey !== before.indexedKey) {
    planner.add('indexIds', before.indexedKey, indexedKey);
    planner.add('putIndexedKey', indexedKey);
  }
  return { plan: planner.plan(), after: { revision, key, indexedKey, trendHour } };
}

/** What the writes, one by one, add to counters and trends, and the newest key among them. */
function tallied(writes: ChangeSet): { counters: CounterMoves; trends: TrendMoves; newestKey: number } {
  const counters = new CounterMoves();
  const trends = new TrendMoves();
  let newestKey = 0;
  for (const write of writes) {
    if (write.kind === 'save') {
      counters.move(write.record.appId, write.previous, write.record);
      trends.take(write);
      newestKey = Math.max(newestKey, write.record.key);
    } else if (write.kind === 'purge') counters.move(write.ref.appId, write.previous, undefined);
  }
  return { counters, trends, newestKey };
}

function planState(planner: CommitPlanner, { appId, store, key, at, entry }: StateWrite): void {
  if (entry === undefined) planner.add('dropState', appId, store, key);
  else planner.add('putState', appId, store, key, entry.value, entry.etag, at);
}

function planCounters(planner: CommitPlanner, counters: CounterMoves): void {
  for (const { appId, counted, by } of counters.net()) {
    if (by > 0) planner.add('raiseCounter', appId, counted.name, counted.status, by);
    else planner.add('lowerCounter', -by, appId, counted.name, counted.status);
  }
}

/** Drops what is no longer kept when an hour begins; answers the hour. */
function planTrends(planner: CommitPlanner, trends: TrendMoves, { trendHour }: Marks): Instant {
  const hour = trends.newestHour() ?? trendHour;
  if (hour !== trendHour) for (const { span, before } of outdatedAt(hour)) planner.add('dropTrends', span, before);
  for (const { span, at, appId, name, measure, slot, count } of trends.moves()) {
    planner.add('raiseTrend', span, at, appId, name, measure, slot, count);
  }
  return hour;
}

/** Keys are given before they are written: one may come late, when those after it are in the index already. */
function planIndexed(planner: CommitPlanner, { key, instanceId }: InstanceRecord, { indexedKey }: Marks): void {
  if (key <= indexedKey) planner.add('indexId', key, instanceId);
}

function planSave(planner: CommitPlanner, write: Save, revision: number): void {
  const { record, previous, history, inbox, steps } = write;
  refuseGap(write, previous && { ...previous, historyLength: history.from });
  planRow(planner, write, revision);
  const { key } = record;
  if (write.payload !== undefined) {
    const { input, output, customStatus, failure } = toPayloadRow(write.payload);
    planner.add('putPayload', key, input, output, customStatus, failure);
  }
  if (history.reset && write.previous !== undefined) planner.add('clearHistory', key);
  history.append.forEach((event, index) => {
    const { kind, eventId, at } = event;
    planner.add('appendHistory', key, history.from + index, kind, eventId, at, toEventBytes(event));
  });
  if (inbox.removeThrough !== undefined) planner.add('consumeInbox', key, inbox.removeThrough);
  for (const entry of inbox.add) {
    const { seq, bytes, opensTurn } = toInboxRow(entry);
    planner.add('addToInbox', key, seq, bytes, opensTurn);
  }
  if (steps.reset && write.previous !== undefined) planner.add('clearSteps', key);
  for (const step of steps.put) planStep(planner, key, toStepRow(step));
  if (write.propagated === undefined) return;
  const propagated = write.propagated.history;
  if (propagated === undefined) planner.add('clearPropagated', key);
  else planner.add('putPropagated', key, toPropagatedBytes(propagated));
}

/** What stands at the declared paths of a payload that is written. */
function planValues(planner: CommitPlanner, { record, previous, payload }: Save, paths: readonly KeptPath[]): void {
  if (payload === undefined || paths.length === 0) return;
  const { rows, absent } = declaredValuesOf(payload, paths);
  for (const { pathId, value, number } of rows) planner.add('putValue', record.key, pathId, value, number);
  if (previous !== undefined) for (const pathId of absent) planner.add('dropValue', record.key, pathId);
}

function planStep(planner: CommitPlanner, key: number, row: ReturnType<typeof toStepRow>): void {
  const { generation, eventId, kind, name, status, attempt } = row;
  const { scheduledAt, endedAt, error, failedTries, nextAttemptAt } = row;
  planner.add(
    ...(['putStep', key, generation, eventId, kind, name, status, attempt] as const),
    ...[scheduledAt, endedAt, error, failedTries, nextAttemptAt],
  );
}

function planRow(planner: CommitPlanner, { record, previous, history }: Save, revision: number): void {
  const row = toInstanceRow(record, revision);
  const valuesOf = (fields: readonly InstanceField[]): readonly SqlValue[] =>
    // Rows of this store hold numbers where the type, which Prisma shares, allows a bigint.
    fields.map((field) => row[field] as SqlValue);
  if (previous === undefined) {
    planner.add('insertInstance', ...valuesOf(INSTANCE_FIELDS));
    planner.add('deleteTombstone', record.appId, record.instanceId);
    return;
  }
  const seen = seenAs(record, record.key, previous);
  if (history.reset) planner.add('restartInstance', ...valuesOf(INSTANCE_FIELDS), ...seen);
  else if (previous.status !== record.status || previous.name !== record.name) {
    planner.add('updateInstance', ...valuesOf(INSTANCE_FIELDS), ...seen, history.from);
  } else planner.add('updateProgress', ...valuesOf(PROGRESS_FIELDS), ...seen, history.from);
}

function planPurge(planner: CommitPlanner, { ref, key, previous }: Purge, revision: number): void {
  planner.add('deleteInstance', ...seenAs(ref, key, previous));
  planner.add('putTombstone', ref.appId, ref.instanceId, revision);
}

/** What the row must be for the write to count, in the order of the statements. */
function seenAs(
  { appId, instanceId }: Pick<InstanceRecord, 'appId' | 'instanceId'>,
  key: number,
  { name, status }: CountedAs,
): readonly SqlValue[] {
  return [key, appId, instanceId, name, status];
}
