import type { Task, WorkflowContext } from '@dapr/dapr';
import { buyLabel, handToCarrier, packParcels } from './activities.ts';

export type Shipment = { readonly trackingNumber: string; readonly carrier: string; readonly weightKg: number };

/** Ships one order; started by the order as its child. */
export async function* ShippingWorkflow(
  ctx: WorkflowContext,
  input: { orderId: string; parcels: number },
): AsyncGenerator<Task<unknown>, Shipment, any> {
  const { weightKg } = yield ctx.callActivity(packParcels, input);
  const { trackingNumber } = yield ctx.callActivity(buyLabel, { orderId: input.orderId, weightKg });
  const { carrier } = yield ctx.callActivity(handToCarrier, { trackingNumber });
  return { trackingNumber, carrier, weightKg };
}
