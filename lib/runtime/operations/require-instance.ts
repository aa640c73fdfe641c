import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { isImported, type LiveInstance } from '@/lib/engine/live-instance';
import type { Tx } from '../world/world';

/** The instance, or `not_found` in the words that SDKs look for (dapr-protocol 1.3). */
export function requireInstance(tx: Tx, ref: InstanceRef): LiveInstance {
  const instance = tx.get(ref);
  if (instance !== undefined) return instance;
  throw new AppError('not_found', `no such instance exists: ${ref.instanceId} (app ${ref.appId})`);
}

/** The same for one that may be changed. Throws `precondition` for an imported run. */
export function requireOwn(tx: Tx, ref: InstanceRef): LiveInstance {
  const instance = requireInstance(tx, ref);
  refuseImported(instance);
  return instance;
}

/** Throws `precondition` for a run that was imported. */
export function refuseImported(instance: LiveInstance): void {
  if (!isImported(instance)) return;
  throw new AppError('precondition', `${instance.ref.instanceId} was imported: it is kept to be looked at`, {
    hint: 'It can be purged, and nothing else.',
  });
}
