import type { Task, WorkflowActivityContext, WorkflowContext } from '@dapr/dapr';
import { work } from '../work.ts';

/** Writes and sends the invoice of one customer. */
export async function sendInvoice(
  _: WorkflowActivityContext,
  input: { month: string; customer: number },
): Promise<{ invoice: string; amount: number }> {
  await work(1000 + 100 * (input.customer % 6));
  return { invoice: `${input.month}-${String(input.customer).padStart(3, '0')}`, amount: 40 + 7 * input.customer };
}

/** Bills all customers of a month, one after the other: long enough to be paused and resumed. */
export async function* InvoiceRun(
  ctx: WorkflowContext,
  input: { month: string; customers: number },
): AsyncGenerator<Task<unknown>, { month: string; invoices: number; billed: number }, any> {
  let billed = 0;
  for (let customer = 1; customer <= input.customers; customer++) {
    const sent: { amount: number } = yield ctx.callActivity(sendInvoice, { month: input.month, customer });
    billed += sent.amount;
    ctx.setCustomStatus(`${customer} of ${input.customers} invoices sent`);
  }
  return { month: input.month, invoices: input.customers, billed };
}
