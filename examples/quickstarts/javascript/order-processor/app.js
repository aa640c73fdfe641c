// Takes orders from an inventory that is kept by Dapr's state API, as Dapr's own quickstarts do it.
import { DaprClient, DaprWorkflowClient, WorkflowRuntime } from '@dapr/dapr';

const store = 'statestore';
const dapr = new DaprClient();

async function verifyInventory(_, { item, quantity }) {
  const stock = await dapr.state.get(store, item);
  return { enough: stock.quantity >= quantity, quantity: stock.quantity };
}

async function updateInventory(_, { item, quantity }) {
  const stock = await dapr.state.get(store, item);
  const left = stock.quantity - quantity;
  await dapr.state.save(store, [{ key: item, value: { quantity: left } }]);
  return left;
}

async function* orderProcessing(context, order) {
  const stock = yield context.callActivity(verifyInventory, order);
  if (!stock.enough) return { processed: false, left: stock.quantity };
  const left = yield context.callActivity(updateInventory, order);
  return { processed: true, left };
}

await dapr.state.save(store, [{ key: 'cars', value: { quantity: 10 } }]);
const runtime = new WorkflowRuntime();
runtime.registerWorkflow(orderProcessing).registerActivity(verifyInventory).registerActivity(updateInventory);
await runtime.start();
const client = new DaprWorkflowClient();
for (const quantity of [4, 5, 6]) {
  const id = await client.scheduleNewWorkflow(orderProcessing, { item: 'cars', quantity });
  const state = await client.waitForWorkflowCompletion(id, true, 30);
  console.log(`${quantity} cars: ${state.serializedOutput}`);
}
await client.stop();
await runtime.stop();
await dapr.stop();
process.exit();
