import type { InstanceRef } from '@/lib/domain/instance';
import type { Instant } from '@/lib/domain/instant';
import { endUnseen } from '@/lib/engine/end';
import { workflowName, type LiveInstance } from '@/lib/engine/live-instance';
import { receive } from '@/lib/engine/receive';
import {
  appNotFound,
  hopelessTasks,
  strandedUntil,
  type HopelessTask,
  type UnknownAppRule,
} from '@/lib/engine/unknown-app';
import type { Tx } from '../world/world';
import { carryOut } from './carry-out';
import type { OperationContext } from './context';

/**
 * Gives up what of an instance has waited long enough for an app that nobody declared: its activities fail, and the
 * instance itself ends as failed when no worker ever saw it, which its parent is told. Work for an app of which a worker
 * is connected after all stays.
 */
export async function giveUp(
  context: OperationContext,
  ref: InstanceRef,
  rule: UnknownAppRule,
): Promise<'done' | 'a worker came'> {
  const { world, clock, dispatcher } = context;
  return world.transact((tx) => {
    const instance = tx.get(ref);
    if (instance === undefined) return 'done';
    const now = clock.now();
    const connected = new Set(dispatcher.connected().map((worker) => worker.appId));
    const due = hopelessTasks(instance, rule).filter((task) => task.until <= now);
    const hopeless = due.filter((task) => !connected.has(task.appId));
    failTasks(tx, instance, { hopeless, now });
    const isStranded = (strandedUntil(instance, rule) ?? Infinity) <= now;
    const isHeld = connected.has(ref.appId);
    if (isStranded && !isHeld) endStranded(context, tx, instance);
    return hopeless.length < due.length || (isStranded && isHeld) ? 'a worker came' : 'done';
  });
}

type Failing = { readonly hopeless: readonly HopelessTask[]; readonly now: Instant };

function failTasks(tx: Tx, instance: LiveInstance, { hopeless, now }: Failing): void {
  let current = instance;
  for (const { event, appId } of hopeless) {
    const { eventId: taskId, taskExecutionId, name } = event;
    const failure = appNotFound(appId, `activity ${name}`);
    const change = receive(current, { kind: 'task-failed', taskId, failure, taskExecutionId }, now);
    if (change === undefined) continue;
    tx.put(change);
    current = change.next;
  }
}

function endStranded(context: OperationContext, tx: Tx, instance: LiveInstance): void {
  const failure = appNotFound(instance.ref.appId, `workflow ${workflowName(instance)}`);
  const ending = endUnseen(instance, failure, context.clock.now());
  tx.put(ending.change);
  carryOut(context, tx, ending.outgoing);
}
