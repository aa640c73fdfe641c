import type { PropagatedHistory } from '@/lib/domain/propagated-history';
import { refuseGap, refuseUnseen } from '../rows/refuse-unseen';
import type { InstanceWrite } from '../runtime-store';
import { toEventBytes, toPropagatedBytes } from '../rows/event-bytes';
import { toInstanceRow } from '../rows/instance-row';
import { toPayloadRow } from '../rows/payload-row';
import { toStepRow } from '../rows/step-row';
import type { WriteStatements } from './write-statements';

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
