import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import { MOST_BYTES } from '@/lib/domain/name-limits';
import { fork } from '@/lib/engine/fork';
import type { RerunRequest } from '../runtime-port';
import { carryOut } from './carry-out';
import type { OperationContext } from './context';
import { refuseLarge, refuseLong } from './refuse-large';
import { requireOwn } from './require-instance';

/** Forks an ended instance from a step into a new id (B57, B58). Throws `invalid`, `not_found` or `conflict`. */
export async function rerun(context: OperationContext, request: RerunRequest): Promise<InstanceRef> {
  const { source, eventId, overwrite, newChildInstanceId } = request;
  if (source.instanceId === '') throw new AppError('invalid', 'the source instance id is empty');
  const ref: InstanceRef = { appId: source.appId, instanceId: request.newInstanceId ?? context.newId() };
  if (ref.instanceId === source.instanceId) {
    throw new AppError('invalid', `a rerun of ${source.instanceId} needs an instance id of its own`);
  }
  refuseLong('the new instance ID', ref.instanceId, MOST_BYTES.instanceId);
  refuseLong('the new ID of the child', newChildInstanceId ?? '', MOST_BYTES.childId);
  refuseLarge(context.policies, `the new input of step ${eventId}`, overwrite?.input);
  await context.world.transact((tx) => {
    const origin = requireOwn(tx, source);
    if (origin.state.completed === undefined) {
      throw new AppError('invalid', `${source.instanceId} has not ended, so it cannot be rerun`, {
        hint: 'Wait for its end, or terminate it first.',
      });
    }
    const parent = origin.state.started?.parent;
    if (parent !== undefined) {
      throw new AppError('invalid', `${source.instanceId} is a child workflow of ${parent.instanceId}`, {
        hint: `Rerun ${parent.instanceId} from the step that created this child.`,
      });
    }
    if (tx.get(ref) !== undefined) {
      throw new AppError('conflict', `a workflow with ID '${ref.instanceId}' already exists`, {
        hint: 'Choose another instance id; nothing was created.',
      });
    }
    const key = context.store.allocateKey();
    const { change, outgoing } = fork(
      origin,
      { ref, key, eventId, overwrite, newChildInstanceId },
      { now: context.clock.now(), newId: context.newId },
    );
    tx.put(change);
    carryOut(context, tx, outgoing);
  });
  return ref;
}
