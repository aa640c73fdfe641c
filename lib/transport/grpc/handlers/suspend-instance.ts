import type { SuspendRequest, SuspendResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

/** Answers when the instance is suspended or has ended. */
export const suspendInstance: Handler<SuspendRequest, SuspendResponse> = async (door, request) => {
  await door.runtime.suspend(refIn(door, request.instanceId, request.router), { reason: request.reason });
  return {};
};
