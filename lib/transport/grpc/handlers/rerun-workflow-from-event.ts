import { AppError } from '@/lib/domain/app-error';
import type { InstanceRef } from '@/lib/domain/instance';
import type { RerunWorkflowFromEventRequest, RerunWorkflowFromEventResponse } from '@/lib/protocol/generated/client';
import { awaitFirstTurn } from '../await-first-turn';
import { type Door, type Handler, refIn } from '../door';

type RerunHandler = Handler<RerunWorkflowFromEventRequest, RerunWorkflowFromEventResponse>;

/**
 * Forks an ended instance at one of its steps and answers when the new one has had its first turn. `input` counts only
 * with `overwriteInput`, where absent means none.
 */
export const rerunWorkflowFromEvent: RerunHandler = async (door, request, signal) => {
  if (request.sourceInstanceID === '') throw new AppError('invalid', 'A rerun needs the ID of its source instance.');
  const created = await fork(door, request);
  await awaitFirstTurn(door.runtime, created, signal);
  return { newInstanceID: created.instanceId };
};

async function fork(door: Door, request: RerunWorkflowFromEventRequest): Promise<InstanceRef> {
  try {
    return await door.runtime.rerun({
      source: refIn(door, request.sourceInstanceID, request.router),
      eventId: request.eventID,
      newInstanceId: request.newInstanceID || undefined,
      overwrite: request.overwriteInput ? { input: request.input } : undefined,
      newChildInstanceId: request.newChildWorkflowInstanceID || undefined,
    });
  } catch (error) {
    // A source that still runs is a wrong argument in the words of this RPC.
    if (!(error instanceof AppError) || error.code !== 'precondition') throw error;
    throw new AppError('invalid', error.message, { ...(error.hint && { hint: error.hint }), cause: error });
  }
}
