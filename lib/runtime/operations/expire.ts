import type { EndedRun } from '@/lib/store/runtime-store';
import { isSameRun } from '../background/retention';
import type { OperationContext } from './context';

/** Deletes one ended run, and nothing else: neither its children nor a newer run on its id (B64). */
export async function expire(
  { world, telemetry }: Pick<OperationContext, 'world' | 'telemetry'>,
  run: EndedRun,
): Promise<void> {
  const isGone = await world.transact((tx) => {
    const instance = tx.get({ appId: run.appId, instanceId: run.instanceId });
    if (instance === undefined || !isSameRun(instance, run)) return false;
    tx.remove(instance);
    return true;
  });
  if (isGone) telemetry.observe({ kind: 'expired', appId: run.appId });
}
