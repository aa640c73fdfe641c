import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import type { CountedAs, InstanceWrite } from '../runtime-store';
import { toEventBytes, toPropagatedBytes } from '../rows/event-bytes';
import { toInstanceRow } from '../rows/instance-row';
import { toPayloadRow } from '../rows/payload-row';
import { toStepRow } from '../rows/step-row';
import type { StoredState, WriteStatements } from './write-statements';

type Save = Extract<InstanceWrite, { kind: 'save' }>;
type Purge = Extract<InstanceWrite, { kind: 'purge' }>;

/** Writes one instance at `revision` inside the open transaction; throws `conflict` when it is not as the writer saw it. */
export function saveInstance(sql: WriteStatements, write: Save, revision: number): void {
  const { record, history, inbox, steps } = write;
  const stored = sql.state.get(record.key, record.appId, record.instanceId);
  refuseUnseen(record, write.previous, stored);
  refuseGap(write, stored);

  const row = toInstanceRow(record, revision);
  if (stored === undefined) {
    sql.insertInstance.run(row);
    sql.deleteTombstone.run(record.appId, record.instanceId);
  } else sql.updateInstance.run(row);

  if (write.payload !== undefined) sql.putPayload.run({ key: record.key, ...toPayloadRow(write.payload) });
  if (history.reset) sql.clearHistory.run(record.key);
  history.append.forEach((event, index) => {
    sql.appendHistory.run(record.key, history.from + index, event.kind, event.eventId, event.at, toEventBytes(event));
  });
  if (inbox.removeThrough !== undefined) sql.consumeInbox.run(record.key, inbox.removeThrough);
  for (const entry of inbox.add) sql.addToInbox.run(record.key, entry.seq, toEventBytes(entry.event));
  if (steps.reset) sql.clearSteps.run(record.key);
  for (const step of steps.put) sql.putStep.run({ key: record.key, ...toStepRow(step) });
  if (write.propagated !== undefined) savePropagated(sql, record.key, write.propagated.history);
}

function savePropagated(sql: WriteStatements, key: number, history: PropagatedHistory | undefined): void {
  if (history === undefined) sql.clearPropagated.run(key);
  else sql.putPropagated.run(key, toPropagatedBytes(history));
}

/** Deletes one instance and all that hangs on it, and leaves a tombstone at `revision`. */
export function purgeInstance(sql: WriteStatements, write: Purge, revision: number): void {
  const { ref, key } = write;
  refuseUnseen(ref, write.previous, sql.state.get(key, ref.appId, ref.instanceId));
  // Payload, history, inbox and steps go with the row: their foreign keys cascade.
  sql.deleteInstance.run(key);
  sql.putTombstone.run(ref.appId, ref.instanceId, revision);
}

function refuseUnseen(ref: InstanceRef, previous: CountedAs | undefined, stored: StoredState | undefined): void {
  if (previous?.name === stored?.name && previous?.status === stored?.status) return;
  const found = stored === undefined ? 'is not stored' : `is stored as ${stored.name}, ${stored.status}`;
  const seen = previous === undefined ? 'is new' : `was ${previous.name}, ${previous.status}`;
  throw new AppError('conflict', `Instance ${ref.instanceId} of ${ref.appId} ${found}; the writer says it ${seen}.`);
}

function refuseGap({ record, history }: Save, stored: StoredState | undefined): void {
  const length = history.reset ? 0 : (stored?.historyLength ?? 0);
  const id = `${record.instanceId} of ${record.appId}`;
  if (history.from !== length) {
    throw new AppError(
      'conflict',
      `History of ${id} has ${length} events; the writer would append at ${history.from}.`,
    );
  }
  if (record.historyLength !== length + history.append.length) {
    throw new AppError(
      'internal',
      `The record of ${id} counts ${record.historyLength} events; the write leaves ${length + history.append.length}.`,
    );
  }
}
