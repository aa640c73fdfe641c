import { failureFromWire } from '@/lib/protocol/convert/failure';
import type { ActivityResponse, CompleteTaskResponse } from '@/lib/protocol/generated/work';
import { type Handler, refIn } from '../door';

/** Takes an activity's outcome; answers when it is on disk. */
export const completeActivityTask: Handler<ActivityResponse, CompleteTaskResponse> = async (door, response) => {
  const { instanceId, taskId, result, failureDetails, completionToken } = response;
  await door.runtime.completeActivity({
    ref: refIn(door, instanceId, undefined),
    taskId,
    token: completionToken,
    outcome: failureDetails
      ? { kind: 'failed', failure: failureFromWire(failureDetails) }
      : { kind: 'completed', result },
  });
  return {};
};
