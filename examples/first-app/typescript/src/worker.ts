import { WorkflowRuntime } from '@dapr/dapr';
import { reserveItem, shipOrder } from './activities.ts';
import { OrderWorkflow } from './order-workflow.ts';

// Where to connect to is read from DAPR_GRPC_ENDPOINT or DAPR_GRPC_PORT, which `perdure run` and `perdure dev` set.
const runtime = new WorkflowRuntime();
runtime.registerWorkflow(OrderWorkflow).registerActivity(reserveItem).registerActivity(shipOrder);
await runtime.start();
console.log('Worker started');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void runtime.stop().finally(() => process.exit(0)));
}
