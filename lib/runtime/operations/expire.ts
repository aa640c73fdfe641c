import type { EndedRun } from '@/lib/store/runtime-store';
import { isSameRun } from '../background/retention';
import type { OperationContext } from './context';

/** Deletes one ended run, and nothing else: neither its children nor a newer run on its id (B64). */
export async function expire({ world }: Pick<OperationContext, 'world'>, run: EndedRun): Promise<void> {
  await world.transact((tx) => {
    const instance = tx.get({ appId: run.appId, instanceId: run.instanceId });
    if (instance !== undefined && isSameRun(instance, run)) tx.remove(instance);
  });
}
