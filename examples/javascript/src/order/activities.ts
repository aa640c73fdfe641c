import type { WorkflowActivityContext } from '@dapr/dapr';
import { work } from '../work.ts';
import type { Order, OrderLine, PricedLine } from './order.ts';

const prices: Readonly<Record<string, number>> = {
  'desk-oak': 480,
  'chair-mesh': 190,
  'lamp-brass': 75,
  'mat-wool': 32,
  'shelf-ash': 260,
};

const outOfStock: readonly string[] = ['lamp-limited'];

/** Refuses an order that could never be filled. */
export async function validateOrder(_: WorkflowActivityContext, order: Order): Promise<{ lines: number }> {
  await work(250);
  if (order.lines.length === 0) throw new Error(`Order ${order.orderId} has no lines`);
  const bad = order.lines.find((line) => line.quantity < 1);
  if (bad !== undefined) throw new Error(`Order ${order.orderId} asks for ${bad.quantity} of ${bad.sku}`);
  return { lines: order.lines.length };
}

/** The price of one line; lines are priced side by side. */
export async function priceLine(_: WorkflowActivityContext, line: OrderLine): Promise<PricedLine> {
  await work(200 + 120 * (line.sku.length % 5));
  return { ...line, amount: (prices[line.sku] ?? 50) * line.quantity };
}

/** Sets the goods aside. Fails for a sold-out article; rerun this step with another `sku` and the order goes through. */
export async function reserveStock(
  _: WorkflowActivityContext,
  input: { orderId: string; lines: readonly OrderLine[] },
): Promise<{ reservation: string }> {
  await work(500);
  const missing = input.lines.find((line) => outOfStock.includes(line.sku));
  if (missing !== undefined) throw new Error(`Out of stock: ${missing.sku}`);
  return { reservation: `res-${input.orderId}` };
}

/** One try at the payment gateway. Whether it fails depends on its input alone, so a restarted worker changes nothing. */
export async function chargeCard(
  _: WorkflowActivityContext,
  input: { orderId: string; amount: number; paymentToken: string; attempt: number },
): Promise<{ receipt: string }> {
  await work(700);
  if (input.paymentToken === 'tok_declined') throw new Error('Card declined by the issuer');
  if (input.paymentToken === 'tok_flaky' && input.attempt <= 2) {
    throw new Error(`Payment gateway timed out (attempt ${input.attempt})`);
  }
  return { receipt: `rcpt-${input.orderId}-${input.attempt}` };
}

/** Tells somebody that an order waits for them. */
export async function requestApproval(
  _: WorkflowActivityContext,
  input: { orderId: string; total: number },
): Promise<{ notified: string }> {
  await work(150);
  return { notified: `sales lead, about order ${input.orderId} over ${input.total}` };
}
