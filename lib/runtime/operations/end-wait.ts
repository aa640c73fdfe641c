import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { fireTimerNow } from '@/lib/engine/receive';
import { openTryNow } from '@/lib/engine/retry';
import type { OperationContext } from './context';
import { requireOwn } from './require-instance';

/**
 * Ends a wait at once: an open timer fires now, or the next try of an activity that rests begins. Of a held instance it is
 * recorded and counts when it goes on. `not_found` for an unknown instance, `precondition` when nothing of it waits under
 * that action id.
 */
export async function endWait({ world, clock }: OperationContext, ref: InstanceRef, eventId: number): Promise<void> {
  await world.transact((tx) => {
    const instance = requireOwn(tx, ref);
    const change = fireTimerNow(instance, eventId, clock.now()) ?? openTryNow(instance, eventId);
    if (change === undefined) {
      throw new AppError('precondition', `${ref.instanceId} has no timer or resting activity ${eventId} that waits`, {
        hint: 'The wait may be over by now; look at the execution again.',
      });
    }
    tx.put(change);
  });
}
