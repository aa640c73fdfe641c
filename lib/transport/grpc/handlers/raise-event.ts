import type { RaiseEventRequest, RaiseEventResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

/** Hands an external event to an instance; the name keeps the caller's case. */
export const raiseEvent: Handler<RaiseEventRequest, RaiseEventResponse> = async (door, request) => {
  const { name, input } = request;
  await door.runtime.raiseEvent(refIn(door, request.instanceId, request.router), { name, input });
  return {};
};
