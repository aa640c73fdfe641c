import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { HistoryEventBody } from '@/lib/domain/history-event';
import { receive } from '@/lib/engine/receive';
import { endWithin, terminateWithin } from './carry-out';
import type { OperationContext } from './context';
import { refuseLarge } from './refuse-large';
import { refuseOverload } from './refuse-overload';
import { requireOwn } from './require-instance';

/** Gives an external event to an instance; an ended one drops it, a stalled one refuses it (B38–B40). */
export async function raiseEvent(
  context: OperationContext,
  ref: InstanceRef,
  event: { readonly name: string; readonly input: string | undefined },
): Promise<void> {
  if (event.name === '') throw new AppError('invalid', 'the event name is empty', { hint: 'Name the event to raise.' });
  refuseOverload(context);
  refuseLarge(context.policies, `the payload of event ${event.name}`, event.input);
  await record(context, ref, { kind: 'event-raised', name: event.name, input: event.input });
}

/** Holds an instance (B46, B67); asking twice, or asking an ended one, changes nothing. */
export async function suspend(
  context: OperationContext,
  ref: InstanceRef,
  { reason }: { readonly reason: string | undefined },
): Promise<void> {
  await record(context, ref, { kind: 'execution-suspended', reason });
}

/** Lets a held instance go on; redundant requests leave no event, which some SDKs cannot take (B47). */
export async function resume(
  context: OperationContext,
  ref: InstanceRef,
  { reason }: { readonly reason: string | undefined },
): Promise<void> {
  await record(context, ref, { kind: 'execution-resumed', reason });
}

/**
 * Ends an instance without its worker. While one of its turns is with a worker the answer is waited for, at most
 * `terminateGrace` milliseconds, since a completion in it wins (B48–B52). `not_found` when it is purged meanwhile.
 */
export async function terminate(
  context: OperationContext,
  ref: InstanceRef,
  request: { readonly output: string | undefined; readonly recurse: boolean },
): Promise<void> {
  const { world, waiters } = context;
  const isOver = await world.transact((tx) => {
    requireOwn(tx, ref);
    terminateWithin(context, tx, { to: ref, ...request });
    return tx.get(ref)?.state.completed !== undefined;
  });
  if (!isOver) await waiters.untilEnded(ref);
}

/** Ends an instance whose terminate was recorded while a turn was under way that will not be answered any more. */
export async function finishTermination(context: OperationContext, ref: InstanceRef): Promise<void> {
  await context.world.transact((tx) => {
    const instance = tx.get(ref);
    if (instance !== undefined && !context.dispatcher.hasTurn(ref)) endWithin(context, tx, instance);
  });
}

async function record(context: OperationContext, ref: InstanceRef, body: HistoryEventBody): Promise<void> {
  await context.world.transact((tx) => {
    const instance = requireOwn(tx, ref);
    if (body.kind === 'event-raised' && instance.state.stalled !== undefined) {
      throw new AppError('precondition', `workflow is stalled: ${ref.instanceId}`, {
        hint: 'Connect a worker that can take it on; then raise the event again.',
      });
    }
    const change = receive(instance, body, context.clock.now());
    if (change !== undefined) tx.put(change);
  });
}
