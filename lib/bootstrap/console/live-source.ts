import { readInstance } from '@/lib/dapr/read-instance';
import { openStateReader } from '@/lib/dapr/stores/open-state-reader';
import type { LiveSource } from '@/lib/mirror/live-views';
import { mirroredNamespace } from '../mirror-mark';
import type { AttachedCluster } from '../settings';
import type { StorePlace } from '../store-place';

/** The state store of a cluster, read instance by instance; opened with the first question. */
export function liveSource({ target }: AttachedCluster, mirror: StorePlace): LiveSource & { close(): Promise<void> } {
  let reader: ReturnType<typeof openStateReader> | undefined;
  return {
    async read(ref) {
      const entry = { ...ref, namespace: mirroredNamespace(mirror, ref.appId) };
      const rows = await (reader ??= openStateReader(target)).rowsOf(entry);
      return rows.length === 0 ? undefined : readInstance(entry, rows);
    },
    close: async () => reader?.close(),
  };
}
