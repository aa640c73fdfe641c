import { instanceStateToWire } from '@/lib/protocol/convert/instance-state';
import type { GetInstanceRequest, GetInstanceResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

type WaitHandler = Handler<GetInstanceRequest, GetInstanceResponse>;

/** Answers when the instance has left PENDING; an unknown one is waited for. */
export const waitForInstanceStart: WaitHandler = waitUntil('started');

/** Answers when the instance has ended; an unknown one is waited for. */
export const waitForInstanceCompletion: WaitHandler = waitUntil('ended');

function waitUntil(goal: 'started' | 'ended'): WaitHandler {
  return async (door, request, signal) => {
    const instance = await door.runtime.waitFor(refIn(door, request.instanceId, request.router), goal, signal);
    return { exists: true, workflowState: instanceStateToWire(instance, { payloads: request.getInputsAndOutputs }) };
  };
}
