import { reserveItem, shipOrder } from './activities.js';

/** Orders with more items than this need a person's approval. */
const APPROVAL_LIMIT = 3;
const DAY_IN_SECONDS = 24 * 60 * 60;

/**
 * Reserves all items at once, waits for an approval of large orders, and ships. It is run again from its history after every
 * step, so it must do nothing by itself: what depends on time, chance or other systems belongs into activities.
 */
export async function* OrderWorkflow(ctx, order) {
  const reserved = yield ctx.whenAll(order.items.map((item) => ctx.callActivity(reserveItem, item)));

  if (order.items.length > APPROVAL_LIMIT) {
    const approval = ctx.waitForExternalEvent('Approval');
    const timeout = ctx.createTimer(DAY_IN_SECONDS);
    const first = yield ctx.whenAny([approval, timeout]);
    if (first === timeout) return { status: 'timed out', reserved };
    if (approval.getResult() !== true) return { status: 'rejected', reserved };
  }

  const parcel = yield ctx.callActivity(shipOrder, order);
  return { status: 'shipped', reserved, parcel };
}
