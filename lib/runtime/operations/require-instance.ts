import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { LiveInstance } from '@/lib/engine/live-instance';
import type { Tx } from '../world/world';

/** The instance, or `not_found` in the words that SDKs look for (dapr-protocol 1.3). */
export function requireInstance(tx: Tx, ref: InstanceRef): LiveInstance {
  const instance = tx.get(ref);
  if (instance !== undefined) return instance;
  throw new AppError('not_found', `no such instance exists: ${ref.instanceId} (app ${ref.appId})`);
}
