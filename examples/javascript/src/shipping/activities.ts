import type { WorkflowActivityContext } from '@dapr/dapr';
import { work } from '../work.ts';

/** Packs the goods of one order. */
export async function packParcels(
  _: WorkflowActivityContext,
  input: { orderId: string; parcels: number },
): Promise<{ weightKg: number }> {
  await work(900);
  return { weightKg: 4 * input.parcels };
}

/** Buys a label from the carrier. */
export async function buyLabel(
  _: WorkflowActivityContext,
  input: { orderId: string; weightKg: number },
): Promise<{ trackingNumber: string }> {
  await work(400);
  return { trackingNumber: `trk-${input.orderId}` };
}

/** Hands the parcels over. */
export async function handToCarrier(
  _: WorkflowActivityContext,
  input: { trackingNumber: string },
): Promise<{ carrier: string; trackingNumber: string }> {
  await work(600);
  return { carrier: 'Northern Parcel', trackingNumber: input.trackingNumber };
}

/** Where a shipment is. It arrives at the check that its input names. */
export async function locateShipment(
  _: WorkflowActivityContext,
  input: { trackingNumber: string; check: number; arrivesAtCheck: number },
): Promise<{ delivered: boolean; place: string }> {
  await work(300);
  const delivered = input.check >= input.arrivesAtCheck;
  return { delivered, place: delivered ? 'front door' : `depot ${input.check}` };
}
