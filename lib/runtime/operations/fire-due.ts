import type { InstanceRef } from '@/lib/domain/instance';
import { changeOf } from '@/lib/engine/change';
import { fireTimers } from '@/lib/engine/receive';
import { openDueTries } from '@/lib/engine/retry';
import type { OperationContext } from './context';

/**
 * Does what the clock asks for: fires timers, opens the next try of activities whose rest is over. A planned start that is
 * due writes no event, only the row's next due time.
 */
export async function fireDue({ world, clock }: OperationContext, ref: InstanceRef): Promise<void> {
  await world.transact((tx) => {
    const instance = tx.get(ref);
    if (instance === undefined) return;
    const now = clock.now();
    const fired = fireTimers(instance, now);
    const opened = openDueTries(fired?.next ?? instance, now);
    if (fired !== undefined) tx.put(fired);
    if (opened !== undefined) tx.put(opened);
    if (fired === undefined && opened === undefined) tx.put(changeOf(instance, {}));
  });
}
