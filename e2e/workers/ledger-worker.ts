// A worker on the plain SDK whose activities write down outside the runtime that they ran.
import { setTimeout as pause } from 'node:timers/promises';
import { type WorkflowActivityContext, type WorkflowContext, WorkflowRuntime } from '@dapr/dapr';
import { enter } from './ledger';

const ledger = process.env['LEDGER'] ?? '';

type Work = { readonly instanceId: string; readonly activity: string };

async function recordWork(_: WorkflowActivityContext, { instanceId, activity }: Work): Promise<string> {
  await pause(5 + ((instanceId.length + activity.length) % 4) * 10);
  enter(ledger, { kind: 'ran', instanceId, activity });
  return activity;
}

/** A chain, a fan-out, a timer and a chain again: 12 activities whose names are their own ids. */
async function* LedgerWorkflow(ctx: WorkflowContext): AsyncGenerator<unknown, readonly string[], string> {
  const instanceId = ctx.getWorkflowInstanceId();
  const done: string[] = [];
  for (let step = 1; step <= 3; step += 1) {
    done.push(yield ctx.callActivity(recordWork, { instanceId, activity: `first-${step}` }));
  }
  yield ctx.whenAll(
    [1, 2, 3, 4, 5, 6].map((step) => ctx.callActivity(recordWork, { instanceId, activity: `side-${step}` })),
  );
  yield ctx.createTimer(0.2);
  for (let step = 1; step <= 3; step += 1) {
    done.push(yield ctx.callActivity(recordWork, { instanceId, activity: `last-${step}` }));
  }
  return done;
}

const runtime = new WorkflowRuntime({
  daprHost: process.env['DAPR_HOST'] ?? '127.0.0.1',
  daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001',
});
runtime.registerWorkflow(LedgerWorkflow).registerActivity(recordWork);
await runtime.start();
console.log('ledger worker started');
