import type { Task, WorkflowContext } from '@dapr/dapr';
import { chargeCard } from './activities.ts';

const maxAttempts = 4;

/**
 * Charges the card, waiting longer after each failure. This SDK has no retry policy, so the loop is written out: a
 * durable timer between tries keeps its place when worker or engine restart.
 */
export async function* chargeWithRetry(
  ctx: WorkflowContext,
  payment: { orderId: string; amount: number; paymentToken: string },
): AsyncGenerator<Task<unknown>, { receipt: string }, any> {
  for (let attempt = 1; ; attempt++) {
    try {
      return yield ctx.callActivity(chargeCard, { ...payment, attempt });
    } catch (error) {
      if (attempt === maxAttempts) throw error;
      ctx.setCustomStatus(`Payment failed, attempt ${attempt + 1} of ${maxAttempts} comes soon`);
      yield ctx.createTimer(attempt);
    }
  }
}
