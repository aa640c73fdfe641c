// A worker on the plain SDK: a workflow that runs as many activities at once as its input says, and adds up their results.
import { type WorkflowActivityContext, type WorkflowContext, WorkflowRuntime } from '@dapr/dapr';

const counts = { turns: 0, activities: 0 };
const runtime = new WorkflowRuntime({ daprHost: '127.0.0.1', daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001' });

async function square(_: WorkflowActivityContext, number: number): Promise<number> {
  counts.activities += 1;
  return number * number;
}

runtime.registerActivityWithName('Square', square);
runtime.registerWorkflowWithName('FanOut', async function* (ctx: WorkflowContext, width: number) {
  counts.turns += 1;
  const squares: number[] = yield ctx.whenAll(
    Array.from({ length: width }, (_, index) => ctx.callActivity('Square', index)),
  );
  return squares.reduce((sum, one) => sum + one, 0);
});

// The SDK writes several lines for each item; formatting them would be measured as well.
console.log = console.info = console.debug = () => undefined;
await runtime.start();
process.send?.({ kind: 'ready' });
process.on('message', () => process.send?.(counts));
process.on('disconnect', () => process.exit(0));
