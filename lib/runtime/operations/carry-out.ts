import type { InstanceRef } from '@/lib/domain/instance';
import type { Outgoing } from '@/lib/engine/change';
import { endTerminated, openChildren } from '@/lib/engine/end';
import { executionIdOf, isTerminating, type LiveInstance } from '@/lib/engine/live-instance';
import { receive } from '@/lib/engine/receive';
import { isSameChild, restartInstance, startInstance } from '@/lib/engine/start';
import type { Tx } from '../world/world';
import type { OperationContext } from './context';

type Carrier = Pick<OperationContext, 'clock' | 'dispatcher' | 'store' | 'log' | 'telemetry'>;
type CreateRequest = Extract<Outgoing, { kind: 'create' }>;

/** Carries messages of one instance to others, within the same atomic step. */
export function carryOut(context: Carrier, tx: Tx, outgoing: readonly Outgoing[]): void {
  for (const message of outgoing) {
    switch (message.kind) {
      case 'create':
        create(context, tx, message);
        break;
      case 'deliver':
        deliver(context, tx, message);
        break;
      case 'terminate':
        terminateWithin(context, tx, message);
        break;
    }
  }
}

/**
 * Records a terminate and, unless a turn of the instance is with a worker (whose completion would win, B49), ends it in
 * the same step, children included when asked.
 */
export function terminateWithin(
  context: Carrier,
  tx: Tx,
  request: { readonly to: InstanceRef; readonly output: string | undefined; readonly recurse: boolean },
): void {
  const instance = tx.get(request.to);
  if (instance === undefined) return;
  const { output, recurse } = request;
  const change = receive(instance, { kind: 'execution-terminated', output, recurse }, context.clock.now());
  if (change === undefined) return;
  tx.put(change);
  if (!context.dispatcher.hasTurn(request.to)) endWithin(context, tx, change.next);
}

/** Ends an instance on which a terminate was recorded. */
export function endWithin(context: Carrier, tx: Tx, instance: LiveInstance): void {
  if (!isTerminating(instance)) return;
  const ending = endTerminated(instance, context.clock.now());
  tx.put(ending.change);
  carryOut(context, tx, ending.outgoing);
}

/** True when a run on this id, or anything below it, has not ended: the id is not free (B5, B7). */
export function isTreeActive(tx: Tx, instance: LiveInstance): boolean {
  if (instance.state.completed === undefined) return true;
  return openChildren(instance).some((ref) => {
    const child = tx.get(ref);
    return child !== undefined && isTreeActive(tx, child);
  });
}

function create(context: Carrier, tx: Tx, { ref, started: asked, taskId, propagated }: CreateRequest): void {
  const started = { ...asked, trace: context.telemetry.traces.ofStart(asked) };
  const existing = tx.get(ref);
  if (existing === undefined) {
    tx.put(startInstance({ ref, key: context.store.allocateKey() }, started, propagated));
    return;
  }
  if (isSameChild(existing, started)) return;
  if (!isTreeActive(tx, existing)) {
    tx.put(restartInstance(existing, started, propagated));
    return;
  }
  const message = `an active workflow with ID '${ref.instanceId}' already exists`;
  if (taskId === undefined || started.parent === undefined) {
    const hint = 'Give detached workflows instance ids of their own; the caller is not told.';
    context.log.warn({ ...ref, hint }, `detached workflow not started: ${message}`);
    return;
  }
  const parent = { appId: started.parent.appId ?? ref.appId, instanceId: started.parent.instanceId };
  const failure = { type: 'WorkflowInstanceAlreadyExists', message, nonRetriable: false };
  const refusal: Extract<Outgoing, { kind: 'deliver' }> = {
    kind: 'deliver',
    to: parent,
    event: { kind: 'child-failed', taskId, failure },
    executionId: started.parent.executionId,
  };
  deliver(context, tx, refusal);
}

function deliver(context: Carrier, tx: Tx, { to, event, executionId }: Extract<Outgoing, { kind: 'deliver' }>): void {
  const target = tx.get(to);
  if (target === undefined) return;
  if (executionId !== undefined && executionIdOf(target) !== executionId) return;
  const change = receive(target, event, context.clock.now());
  if (change !== undefined) tx.put(change);
}
