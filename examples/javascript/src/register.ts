import type { WorkflowRuntime } from '@dapr/dapr';
import { InvoiceRun, sendInvoice } from './invoices/invoice-run.ts';
import { chargeCard, priceLine, requestApproval, reserveStock, validateOrder } from './order/activities.ts';
import { OrderWorkflow } from './order/order-workflow.ts';
import { buyLabel, handToCarrier, locateShipment, packParcels } from './shipping/activities.ts';
import { ShipmentMonitor } from './shipping/shipment-monitor.ts';
import { ShippingWorkflow } from './shipping/shipping-workflow.ts';
import { bookCar, bookFlight, bookHotel, cancelCar, cancelFlight, cancelHotel } from './travel/activities.ts';
import { TravelBooking } from './travel/travel-booking.ts';

const workflows = [OrderWorkflow, ShippingWorkflow, ShipmentMonitor, TravelBooking, InvoiceRun];

const activities = [
  ...[validateOrder, priceLine, reserveStock, chargeCard, requestApproval],
  ...[packParcels, buyLabel, handToCarrier, locateShipment],
  ...[bookFlight, bookHotel, bookCar, cancelFlight, cancelHotel, cancelCar],
  sendInvoice,
];

/** Makes every workflow and activity of this app known under its function name. */
export function register(runtime: WorkflowRuntime): void {
  for (const workflow of workflows) runtime.registerWorkflow(workflow);
  for (const activity of activities) runtime.registerActivity(activity);
}
