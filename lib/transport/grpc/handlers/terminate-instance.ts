import type { TerminateRequest, TerminateResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

/** Ends an instance; answers when the end is recorded. */
export const terminateInstance: Handler<TerminateRequest, TerminateResponse> = async (door, request) => {
  const { output, recursive } = request;
  await door.runtime.terminate(refIn(door, request.instanceId, request.router), { output, recurse: recursive });
  return {};
};
