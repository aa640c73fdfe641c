import type { InstanceRef } from '@/lib/domain/instance';
import type { LiveInstance } from '@/lib/engine/live-instance';
import { findLargeTurn, isTold, stallLargeTurn } from '@/lib/engine/size-limits';
import type { OperationContext } from './context';

/**
 * True when the next turn of an instance is small enough for any worker. Otherwise the instance is stalled: nothing of it
 * is lost, and a start with a higher limit takes it on (B61).
 */
export function admitTurn(
  context: OperationContext,
  instance: LiveInstance,
  onError: (error: unknown) => void,
): boolean {
  const found = findLargeTurn(instance, context.policies);
  if (found === undefined) return true;
  if (!isTold(instance, found)) stallLarge(context, instance.ref).catch(onError);
  return false;
}

async function stallLarge(
  { world, dispatcher, clock, policies, log }: OperationContext,
  ref: InstanceRef,
): Promise<void> {
  const description = await world.transact((tx) => {
    const instance = tx.get(ref);
    if (instance === undefined || dispatcher.hasTurn(ref)) return undefined;
    const change = stallLargeTurn(instance, policies, clock.now());
    if (change !== undefined) tx.put(change);
    return change?.next.state.stalled?.description;
  });
  const hint = 'Raise maxPayload or maxHistory and start Perdure again, or terminate the instance.';
  if (description !== undefined)
    log.warn({ ...ref, description, hint }, 'an instance is stalled: it has grown too large');
}
