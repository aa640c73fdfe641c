import { instanceStateToWire } from '@/lib/protocol/convert/instance-state';
import type { GetInstanceRequest, GetInstanceResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

/** Tells the state of an instance now; an unknown one is an answer, not an error. */
export const getInstance: Handler<GetInstanceRequest, GetInstanceResponse> = async (door, request) => {
  const instance = await door.runtime.get(refIn(door, request.instanceId, request.router));
  if (instance === undefined) return { exists: false };
  return { exists: true, workflowState: instanceStateToWire(instance, { payloads: request.getInputsAndOutputs }) };
};
