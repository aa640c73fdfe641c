import type { WorkflowActivityContext } from '@dapr/dapr';
import type { Order } from './order.ts';

/** Sets aside one item of an order. An activity may do anything: call a service, write to a database. */
export async function reserveItem(_: WorkflowActivityContext, item: string): Promise<string> {
  return `${item} reserved`;
}

/** Hands the parcel over and answers its number. */
export async function shipOrder(_: WorkflowActivityContext, order: Order): Promise<string> {
  return `parcel-${order.id}`;
}
