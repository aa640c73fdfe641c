import type { InstanceRef } from '@/lib/domain/instance';
import { requireInstance } from './require-instance';
import type { ServiceContext } from './service-context';

export type RetryNowInput = {
  /** Action id of the activity that rests after a failed try, or of the timer that a workflow waits for before it tries again. */
  readonly eventId: number;
  /** For the audit log. */
  readonly reason?: string | undefined;
};

/**
 * Ends the wait before the next try of a step, so that it is tried at once. Throws `not_found`; `precondition` when nothing
 * waits there any more.
 */
export async function retryNow(
  { store, control }: ServiceContext,
  ref: InstanceRef,
  { eventId }: RetryNowInput,
): Promise<void> {
  await requireInstance(store, ref);
  await control.endWait(ref, eventId);
}
