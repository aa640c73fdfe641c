import type { InstanceRef } from '@/lib/domain/instance';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import type { Instant } from '@/lib/domain/instant';
import type { DaprInstance } from './dapr-instance';
import { readInstance } from './read-instance';
import type { NamespacedRef } from './row-keys';
import type { StateReader } from './state-reader';

/** What is known already of an instance, so that one that cannot have changed need not be read again. */
export type KnownInstance = {
  readonly status: InstanceStatus;
  readonly createdAt: Instant;
  /** Of the look that it was read by; absent after a restart. */
  readonly mark?: string | undefined;
};

export type Look =
  /** `mark`: opaque, to be given with the next look once what was found is kept. */
  | { readonly kind: 'found'; readonly instance: DaprInstance; readonly mark?: string | undefined }
  /** As it was when it was read before, or not looked at this time to spare the cluster. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'gone' };

/** Reads the workflows of a Dapr cluster, from its state store or through its sidecars. It never changes anything. */
export interface ClusterReader extends Pick<StateReader, 'notesTimes' | 'list' | 'changedSince' | 'close'> {
  /** `known`: what a mirror has of it; without it the instance is read whatever was read before. */
  look(ref: NamespacedRef, known: KnownInstance | undefined): Promise<Look>;
}

/** The cluster whose state store this is. */
export function readerOfStore(store: StateReader): ClusterReader {
  return {
    notesTimes: store.notesTimes,
    list: (after, limit) => store.list(after, limit),
    changedSince: (after, limit) => store.changedSince(after, limit),
    async look(ref) {
      const rows = await store.rowsOf(ref);
      return rows.length === 0 ? { kind: 'gone' } : { kind: 'found', instance: readInstance(ref, rows) };
    },
    close: () => store.close(),
  };
}

/** The instance in a cluster as it is now; undefined when there is none. */
export async function readOne(reader: ClusterReader, ref: InstanceRef, namespace: string) {
  const found = await reader.look({ appId: ref.appId, instanceId: ref.instanceId, namespace }, undefined);
  return found.kind === 'found' ? found.instance : undefined;
}
