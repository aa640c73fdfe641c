import type { Task, WorkflowContext } from '@dapr/dapr';
import { requestApproval } from './activities.ts';
import type { Approval } from './order.ts';

export type Decision =
  { readonly kind: 'approved' } | { readonly kind: 'rejected'; readonly by: string } | { readonly kind: 'timed out' };

/** Asks a person and waits for the event `Approval`, but no longer than the time-out. */
export async function* waitForApproval(
  ctx: WorkflowContext,
  request: { orderId: string; total: number; timeoutSeconds: number },
): AsyncGenerator<Task<unknown>, Decision, any> {
  yield ctx.callActivity(requestApproval, { orderId: request.orderId, total: request.total });
  ctx.setCustomStatus('Waiting for approval');
  const answer = ctx.waitForExternalEvent('Approval');
  const timeout = ctx.createTimer(request.timeoutSeconds);
  const first: Task<unknown> = yield ctx.whenAny([answer, timeout]);
  if (first === timeout) {
    ctx.setCustomStatus('Approval timed out');
    return { kind: 'timed out' };
  }
  const approval: Approval | undefined = answer.getResult();
  if (approval?.approved === true) return { kind: 'approved' };
  ctx.setCustomStatus('Rejected');
  return { kind: 'rejected', by: approval?.by ?? 'somebody' };
}
