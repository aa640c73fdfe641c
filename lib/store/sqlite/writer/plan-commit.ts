import { AppError } from '@/lib/domain/app-error';
import { CounterMoves } from '../../rows/counter-moves';
import { toEventBytes, toPropagatedBytes } from '../../rows/event-bytes';
import { toInstanceRow } from '../../rows/instance-row';
import { toPayloadRow } from '../../rows/payload-row';
import { toStepRow } from '../../rows/step-row';
import type { CountedAs, InstanceRecord, InstanceWrite } from '../../runtime-store';
import { CommitPlanner, type CommitPlan, type SqlValue } from './commit-plan';
import { INSTANCE_FIELDS, PROGRESS_FIELDS, type InstanceField } from './write-statements';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
type Purge = Extract<InstanceWrite, { kind: 'purge' }>;

/** The store's high-water marks: the newest revision and the newest key of a row. */
export type Marks = { readonly revision: number; readonly key: number };

/** What a commit does to the tables, and the marks after it. Throws `internal` for a write that contradicts itself. */
export function planCommit(writes: readonly InstanceWrite[], before: Marks): { plan: CommitPlan; after: Marks } {
  const planner = new CommitPlanner();
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
  planner.add('putMark', revision, 'revision');
  if (key !== before.key) planner.add('putMark', key, 'key');
  return { plan: planner.plan(), after: { revision, key } };
}

function planSave(planner: CommitPlanner, write: Save, revision: number): void {
  refuseGap(write);
  planRow(planner, write, revision);
  const { record, history, inbox, steps } = write;
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

function refuseGap({ record, previous, history }: Save): void {
  const isNew = history.reset || previous === undefined;
  const id = `${record.instanceId} of ${record.appId}`;
  if (isNew && history.from !== 0) {
    throw new AppError('conflict', `History of ${id} has 0 events; the writer would append at ${history.from}.`);
  }
  const length = history.from + history.append.length;
  if (record.historyLength === length) return;
  throw new AppError(
    'internal',
    `The record of ${id} counts ${record.historyLength} events; the write leaves ${length}.`,
  );
}
