import type { Task, WorkflowContext } from '@dapr/dapr';
import { locateShipment } from './activities.ts';

export type Watch = {
  readonly trackingNumber: string;
  /** Number of the next check, counted from 1. */
  readonly check: number;
  readonly arrivesAtCheck: number;
  readonly intervalSeconds: number;
};

/**
 * Looks after a shipment until it arrives. Each check is a run of its own: continuing as new keeps the history short
 * however long the parcel takes.
 */
export async function* ShipmentMonitor(
  ctx: WorkflowContext,
  watch: Watch,
): AsyncGenerator<Task<unknown>, { checks: number; place: string } | undefined, any> {
  const found: { delivered: boolean; place: string } = yield ctx.callActivity(locateShipment, {
    trackingNumber: watch.trackingNumber,
    check: watch.check,
    arrivesAtCheck: watch.arrivesAtCheck,
  });
  ctx.setCustomStatus(`Last seen: ${found.place}`);
  if (found.delivered) return { checks: watch.check, place: found.place };
  yield ctx.createTimer(watch.intervalSeconds);
  ctx.continueAsNew({ ...watch, check: watch.check + 1 }, true);
  return undefined;
}
