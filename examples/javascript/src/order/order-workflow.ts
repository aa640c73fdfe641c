import type { Task, WorkflowContext } from '@dapr/dapr';
import type { Shipment } from '../shipping/shipping-workflow.ts';
import { ShippingWorkflow } from '../shipping/shipping-workflow.ts';
import { priceLine, reserveStock, validateOrder } from './activities.ts';
import { chargeWithRetry } from './charge-with-retry.ts';
import type { Order, OrderResult, PricedLine } from './order.ts';
import { waitForApproval } from './wait-for-approval.ts';

/** Orders from this amount on need a person's approval. */
const approvalLimit = 1000;

/**
 * Takes an order from the basket to the parcel: a chain of activities with a fan-out over the lines, an approval for
 * expensive orders, a payment that is tried again, and a child workflow for the shipping.
 */
export async function* OrderWorkflow(
  ctx: WorkflowContext,
  order: Order,
): AsyncGenerator<Task<unknown>, OrderResult, any> {
  yield ctx.callActivity(validateOrder, order);

  const priced: PricedLine[] = yield ctx.whenAll(order.lines.map((line) => ctx.callActivity(priceLine, line)));
  const total = priced.reduce((sum, line) => sum + line.amount, 0);

  if (total >= approvalLimit) {
    const timeoutSeconds = order.approvalTimeoutSeconds;
    const decision = yield* waitForApproval(ctx, { orderId: order.orderId, total, timeoutSeconds });
    if (decision.kind === 'timed out') return { status: 'approval timed out', total };
    if (decision.kind === 'rejected') return { status: 'rejected', total, by: decision.by };
  }

  ctx.setCustomStatus('Reserving');
  yield ctx.callActivity(reserveStock, { orderId: order.orderId, lines: order.lines });

  ctx.setCustomStatus('Charging');
  const { orderId, paymentToken } = order;
  const { receipt } = yield* chargeWithRetry(ctx, { orderId, amount: total, paymentToken });

  ctx.setCustomStatus('Shipping');
  const shipment: Shipment = yield ctx.callChildWorkflow(ShippingWorkflow, {
    orderId,
    parcels: Math.ceil(order.lines.length / 3),
  });

  ctx.setCustomStatus('Shipped');
  return { status: 'shipped', total, trackingNumber: shipment.trackingNumber, receipt };
}
