import type { ResumeRequest, ResumeResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';

/** Answers when the instance runs again or has ended. */
export const resumeInstance: Handler<ResumeRequest, ResumeResponse> = async (door, request) => {
  await door.runtime.resume(refIn(door, request.instanceId, request.router), { reason: request.reason });
  return {};
};
