// The worker of the scenarios: one small workflow per building block of Dapr Workflow.
import { WorkflowRuntime } from '@dapr/dapr';
import { AddOne, Double, Flaky, Square } from './activities.ts';
import { Chain, Counter, FanOut, ParentOrder } from './chains.ts';
import { Broken, Retrying } from './failures.ts';
import { Approval, Listener, Sleeper, Status } from './waits.ts';

const runtime = new WorkflowRuntime();
for (const workflow of [Chain, FanOut, ParentOrder, Counter]) runtime.registerWorkflow(workflow);
for (const workflow of [Approval, Sleeper, Listener, Status]) runtime.registerWorkflow(workflow);
for (const workflow of [Retrying, Broken]) runtime.registerWorkflow(workflow);
for (const activity of [Double, AddOne, Square]) runtime.registerActivity(activity);
runtime.registerActivity(Flaky);

await runtime.start();
console.log('worker ready');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void runtime.stop().finally(() => process.exit(0)));
}
