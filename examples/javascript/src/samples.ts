import type { TWorkflow } from '@dapr/dapr';
import { InvoiceRun } from './invoices/invoice-run.ts';
import type { Order, OrderLine } from './order/order.ts';
import { OrderWorkflow } from './order/order-workflow.ts';
import { ShipmentMonitor } from './shipping/shipment-monitor.ts';
import { TravelBooking } from './travel/travel-booking.ts';

/** What is done to an execution once it has started, so that every status can be seen. */
export type FollowUp =
  | { readonly kind: 'none' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'raise'; readonly event: string; readonly payload: unknown };

export type Sample = {
  readonly id: string;
  readonly workflow: TWorkflow;
  readonly input: unknown;
  /** Seconds from now; the execution is pending until then. */
  readonly startsInSeconds?: number;
  readonly then: FollowUp;
};

const day = 86_400;
const basket: readonly OrderLine[] = [
  { sku: 'chair-mesh', quantity: 1 },
  { sku: 'lamp-brass', quantity: 2 },
  { sku: 'mat-wool', quantity: 1 },
];
const office: readonly OrderLine[] = [
  { sku: 'desk-oak', quantity: 3 },
  { sku: 'chair-mesh', quantity: 3 },
  { sku: 'shelf-ash', quantity: 2 },
  { sku: 'lamp-brass', quantity: 6 },
  { sku: 'mat-wool', quantity: 3 },
];

function order(orderId: string, change: Partial<Order> = {}): Order {
  const usual = { customer: 'Ada Berg', lines: basket, paymentToken: 'tok_ok', approvalTimeoutSeconds: day };
  return { orderId, ...usual, ...change };
}

function orderSample(id: string, change: Partial<Order>, then: FollowUp = { kind: 'none' }): Sample {
  return { id, workflow: OrderWorkflow, input: order(id, change), then };
}

/** One execution per pattern and status, in the order they are started. */
export const samples: readonly Sample[] = [
  orderSample('order-1001', {}),
  orderSample('order-1002', { customer: 'Bo Lind', paymentToken: 'tok_flaky' }),
  orderSample('order-1003', { customer: 'Cleo Marsh', lines: [{ sku: 'lamp-limited', quantity: 1 }, ...basket] }),
  orderSample('order-1004', { customer: 'Studio Nord', lines: office, approvalTimeoutSeconds: 30 * day }),
  orderSample(
    'order-1005',
    { customer: 'Dune Ltd', lines: office },
    { kind: 'raise', event: 'Approval', payload: { approved: false, by: 'Mina', comment: 'Over budget' } },
  ),
  orderSample('order-1006', { customer: 'Eve Hall', lines: office, approvalTimeoutSeconds: 3 }),
  { ...orderSample('order-1007', { customer: 'Finn Oak' }), startsInSeconds: 30 * day },
  {
    id: 'trip-lisbon',
    workflow: TravelBooking,
    input: { tripId: 'lisbon', traveler: 'Grace Yu', destination: 'Lisbon', carClass: 'compact' },
    then: { kind: 'none' },
  },
  {
    id: 'trip-nice',
    workflow: TravelBooking,
    input: { tripId: 'nice', traveler: 'Hugo Falk', destination: 'Nice', carClass: 'convertible' },
    then: { kind: 'none' },
  },
  {
    id: 'shipment-2001',
    workflow: ShipmentMonitor,
    input: { trackingNumber: 'trk-2001', check: 1, arrivesAtCheck: 3, intervalSeconds: 2 },
    then: { kind: 'none' },
  },
  {
    id: 'shipment-2002',
    workflow: ShipmentMonitor,
    input: { trackingNumber: 'trk-2002', check: 1, arrivesAtCheck: 5000, intervalSeconds: 60 },
    then: { kind: 'none' },
  },
  { id: 'invoices-2026-07', workflow: InvoiceRun, input: { month: '2026-07', customers: 30 }, then: { kind: 'none' } },
  {
    id: 'invoices-2026-08',
    workflow: InvoiceRun,
    input: { month: '2026-08', customers: 30 },
    then: { kind: 'suspend' },
  },
  {
    id: 'invoices-2026-09',
    workflow: InvoiceRun,
    input: { month: '2026-09', customers: 30 },
    then: { kind: 'terminate' },
  },
];
