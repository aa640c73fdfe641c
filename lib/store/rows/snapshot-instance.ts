import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { InstanceRecord } from '../runtime-store';
import type { SnapshotEvent, SnapshotInstance } from '../store-snapshot';
import type { DeclaredValueRow } from '../declared-values';
import { fromEventBytes, fromPropagatedBytes } from './event-bytes';
import { toInstanceRecord, type InstanceRow } from './instance-row';
import { toInstancePayload, type PayloadRow } from './payload-row';
import { toStep, type StepRow } from './step-row';

type Bytes = { readonly bytes: Uint8Array };

/** The rows of one instance in all tables. */
export type SnapshotRows = {
  readonly instance: InstanceRow;
  readonly payload: PayloadRow | undefined;
  readonly values: readonly DeclaredValueRow[];
  readonly history: readonly (Omit<SnapshotEvent, 'event'> & Bytes)[];
  readonly inbox: readonly (Bytes & { readonly seq: number })[];
  readonly steps: readonly StepRow[];
  readonly propagated: Bytes | undefined;
};

/** An instance as it is stored; what cannot be read is left out and said. */
export function toSnapshotInstance(rows: SnapshotRows): SnapshotInstance {
  const { instance: row, propagated } = rows;
  const unreadable: string[] = [];
  const read = <T>(what: string, decode: () => T): T | undefined => {
    try {
      return decode();
    } catch (error) {
      unreadable.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  return {
    appId: row.appId,
    instanceId: row.instanceId,
    key: Number(row.key),
    // Only this store writes the column, and only from the domain's type.
    counted: { name: row.name, status: row.status as InstanceStatus },
    revision: Number(row.revision),
    record: read<InstanceRecord>('the row', () => toInstanceRecord(row)),
    openTasks: row.openTasks,
    payload: read('the payload', () => toInstancePayload(rows.payload)),
    values: rows.values,
    history: rows.history.map(({ bytes, ...columns }) => ({
      ...columns,
      event: read(`history event ${columns.sequence}`, () => fromEventBytes(bytes)),
    })),
    inbox: rows.inbox.map(({ seq, bytes }) => ({
      seq,
      event: read(`inbox entry ${seq}`, () => fromEventBytes(bytes)),
    })),
    steps: rows.steps.map(toStep),
    propagated: propagated && read('the propagated history', () => fromPropagatedBytes(propagated.bytes)),
    unreadable,
  };
}
