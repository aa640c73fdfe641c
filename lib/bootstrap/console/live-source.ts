import { setTimeout as wait } from 'node:timers/promises';
import { readerOfStore, readOne, type ClusterReader } from '@/lib/dapr/cluster-reader';
import { openSidecar } from '@/lib/dapr/sidecar/open-sidecar';
import { openStateReader } from '@/lib/dapr/stores/open-state-reader';
import { AppError } from '@/lib/domain/app-error';
import type { LiveSource } from '@/lib/mirror/live-views';
import { mirroredNamespace } from '../mirror-mark';
import type { AttachedSidecar } from '../attached-sidecars';
import type { AttachedCluster } from '../settings';
import type { StorePlace } from '../store-place';

type Closable = LiveSource & { close(): Promise<void> };

/** The state store of a cluster, or its sidecars, read instance by instance; opened with the first question. */
export function liveSource(
  { target }: Pick<AttachedCluster, 'target'>,
  mirror: StorePlace,
  sidecars: () => readonly AttachedSidecar[],
): Closable {
  if (target === undefined) return sidecarSource(sidecars);
  let reader: ClusterReader | undefined;
  return {
    read: (ref) => {
      reader ??= readerOfStore(openStateReader(target));
      return readOne(reader, ref, mirroredNamespace(mirror, ref.appId));
    },
    close: async () => reader?.close(),
  };
}

/** One reader for each sidecar as it is told; another one when it is told differently. */
function sidecarSource(sidecars: () => readonly AttachedSidecar[]): Closable {
  const open = new Map<string, { readonly told: string; readonly reader: ClusterReader }>();
  const readerOf = async (appId: string): Promise<ClusterReader> => {
    const sidecar = sidecars().find((one) => one.appId === appId);
    if (sidecar?.settings === undefined) {
      throw new AppError('unavailable', sidecar?.trouble ?? `No sidecar of "${appId}" is known.`);
    }
    const told = JSON.stringify(sidecar.settings);
    const known = open.get(appId);
    if (known?.told === told) return known.reader;
    await known?.reader.close();
    const reader = openSidecar(sidecar.settings, { namespace: '', now: () => Date.now(), wait: (ms) => wait(ms) });
    open.set(appId, { told, reader });
    return reader;
  };
  return {
    read: async (ref) => readOne(await readerOf(ref.appId), ref, ''),
    close: async () => void (await Promise.all([...open.values()].map(({ reader }) => reader.close()))),
  };
}
