import { AppError } from '@/lib/domain/app-error';
import { optionalInstantFromWire } from '@/lib/protocol/convert/instant';
import { traceFromWire } from '@/lib/protocol/convert/trace';
import type { CreateInstanceRequest, CreateInstanceResponse } from '@/lib/protocol/generated/client';
import { awaitFirstTurn } from '../await-first-turn';
import { type Handler, refIn } from '../door';

/**
 * Creates an instance. Unless a start time is given the answer waits for the first turn, so it takes as long as no
 * worker is connected; the instance exists whatever becomes of the wait.
 */
export const startInstance: Handler<CreateInstanceRequest, CreateInstanceResponse> = async (door, request, signal) => {
  if (request.name === '') throw new AppError('invalid', 'A start needs the name of a workflow.');
  const scheduledStartAt = optionalInstantFromWire(request.scheduledStartTimestamp);
  const ref = await door.runtime.start({
    ref: refIn(door, request.instanceId, request.router),
    name: request.name,
    version: request.version || undefined,
    input: request.input,
    scheduledStartAt,
    tags: request.tags,
    trace: request.parentTraceContext && traceFromWire(request.parentTraceContext),
    unique: request.enforceUniqueInstanceId,
  });
  if (scheduledStartAt === undefined) await awaitFirstTurn(door.runtime, ref, signal);
  return { instanceId: ref.instanceId };
};
