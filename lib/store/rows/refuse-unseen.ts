import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { CountedAs, InstanceWrite } from '../runtime-store';

type Save = Extract<InstanceWrite, { kind: 'save' }>;

/** What an instance is on disk before it is written: enough to refuse a writer that saw something else. */
export type StoredState = { readonly name: string; readonly status: string; readonly historyLength: number };

/** Refuses (`conflict`) a write whose writer saw another instance, or none, than the stored one. */
export function refuseUnseen(ref: InstanceRef, previous: CountedAs | undefined, stored: StoredState | undefined): void {
  if (previous?.name === stored?.name && previous?.status === stored?.status) return;
  const found = stored === undefined ? 'is not stored' : `is stored as ${stored.name}, ${stored.status}`;
  const seen = previous === undefined ? 'is new' : `was ${previous.name}, ${previous.status}`;
  throw new AppError('conflict', `Instance ${ref.instanceId} of ${ref.appId} ${found}; the writer says it ${seen}.`);
}

/** Refuses (`conflict`) an append that does not follow the stored history, (`internal`) a record that miscounts it. */
export function refuseGap({ record, history }: Save, stored: StoredState | undefined): void {
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
