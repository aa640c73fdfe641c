import type { Instant } from '@/lib/domain/instant';
import type { LeaseClaim } from '../../held-lease';
import { CounterMoves } from '../../rows/counter-moves';
import { toEventBytes, toPropagatedBytes } from '../../rows/event-bytes';
import { toInstanceRow } from '../../rows/instance-row';
import { toPayloadRow } from '../../rows/payload-row';
import { refuseGap } from '../../rows/refuse-unseen';
import { toStepRow } from '../../rows/step-row';
import type { CountedAs, InstanceRecord, InstanceWrite } from '../../runtime-store';
import { CommitPlanner, type CommitPlan, type SqlValue } from './commit-plan';
import { INSTANCE_FIELDS, PROGRESS_FIELDS, type InstanceField } from './write-statements';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
type Purge = Extract<InstanceWrite, { kind: 'purge' }>;

/** The store's high-water marks: the newest revision and the newest key of a row. */
export type Marks = { readonly revision: number; readonly key: number };

/** The lease that a commit is written under. `beatAt`: its beat is raised on the way, at this time. */
export type Fence = LeaseClaim & { readonly beatAt: Instant | undefined };

/**
 * What a commit does to the tables, and the marks after it. The lease comes first: a writer that was replaced is told so,
 * and not that a row is another than it saw. Throws `internal` for a write that contradicts itself.
 */
export function planCommit(
  writes: readonly InstanceWrite[],
  { before, fence }: { readonly before: Marks; readonly fence: Fence },
): { plan: CommitPlan; after: Marks } {
  const planner = new CommitPlanner();
  planner.add('putRevision', before.revision + writes.length, fence.epoch, fence.id);
  if (fence.beatAt !== undefined) planner.add('beat', fence.beatAt, fence.epoch, fence.id);
  const counters = new CounterMoves();
  let { revision, key } = before;
  for (const write of writes) {
    revision += 1;
    if (write.kind === 'save') {
      planSave(planner, write, revision);
      counters.move(write.record.appId, write.previous, write.record);
      key = Math.max(key, write.record.key);
    } else {
      planPurge(planner, write, revision);
      counters.move(write.ref.appId, write.previous, undefined);
    }
  }
  for (const { appId, counted, by } of counters.net()) {
    if (by > 0) planner.add('raiseCounter', appId, counted.name, counted.status, by);
    else planner.add('lowerCounter', -by, appId, counted.name, counted.status);
  }
  if (key !== before.key) planner.add('putKey', key);
  return { plan: planner.plan(), after: { revision, key } };
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
  for (const { seq, event } of inbox.add) planner.add('addToInbox', key, seq, toEventBytes(event));
  if (steps.reset && write.previous !== undefined) planner.add('clearSteps', key);
  for (const step of steps.put) planStep(planner, key, toStepRow(step));
  if (write.propagated === undefined) return;
  const propagated = write.propagated.history;
  if (propagated === undefined) planner.add('clearPropagated', key);
  else planner.add('putPropagated', key, toPropagatedBytes(propagated));
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
