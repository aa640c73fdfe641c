import { watchSidecars, type SidecarWatch } from '@/lib/bootstrap/discovery/sidecar-watch';
import type { AttachedCluster } from '@/lib/bootstrap/settings';
import { once } from './once';

/** This process's one watch over the sidecars of this machine; undefined when they are not to be found. */
export function machineWatch(attached: Pick<AttachedCluster, 'discovers'> | undefined): SidecarWatch | undefined {
  if (attached?.discovers !== true) return undefined;
  return once('machineWatch', () => watchSidecars(process.env, () => Date.now()));
}
