// Starts one order and waits a little for its end: npm run order -- <number of items>
import { DaprWorkflowClient } from '@dapr/dapr';
import { OrderWorkflow } from './order-workflow.ts';

const PATIENCE_IN_SECONDS = 10;

const count = Number(process.argv[2] ?? 3);
const id = `order-${Date.now()}`;
const items = Array.from({ length: count }, (_, index) => `item-${index + 1}`);

const client = new DaprWorkflowClient();
await client.scheduleNewWorkflow(OrderWorkflow, { id, items }, id);
console.log(`Started ${id}`);
try {
  const state = await client.waitForWorkflowCompletion(id, true, PATIENCE_IN_SECONDS);
  console.log(`${id}: ${state?.serializedOutput}`);
} catch {
  console.log(`${id} waits for its approval: perdure workflow raise-event ${id} Approval --input true`);
}
await client.stop();
