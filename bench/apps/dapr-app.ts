// An app on the stock Dapr SDK: worker and client in one process, against whatever listens on DAPR_GRPC_PORT.
import { createRequire } from 'node:module';
import { DaprWorkflowClient, type WorkflowContext, WorkflowRuntime } from '@dapr/dapr';
import { activityResult, mustCount } from './engine-client';
import { serveWorkloads } from './serve-workloads';

/** Longest time to wait for one instance, in seconds. */
const LONGEST = 600;

// The SDK writes several lines for each item; formatting them would be measured as well.
console.log = console.info = console.debug = console.warn = () => undefined;

const place = { daprHost: '127.0.0.1', daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001' };
const worker = new WorkflowRuntime(place);
worker.registerActivityWithName('one', (_, index: number) => activityResult(index));
worker.registerWorkflowWithName('chain', async function* (ctx: WorkflowContext, length: number) {
  let count = 0;
  for (let index = 0; index < length; index += 1) {
    const { ok }: { ok: boolean } = yield ctx.callActivity('one', index);
    if (ok) count += 1;
  }
  return count;
});
worker.registerWorkflowWithName('fan-out', async function* (ctx: WorkflowContext, width: number) {
  const tasks = Array.from({ length: width }, (_, index) => ctx.callActivity('one', index));
  const results: readonly unknown[] = yield ctx.whenAll(tasks);
  return results.length;
});
worker.registerWorkflowWithName('wait', async function* (ctx: WorkflowContext) {
  const event: { go: number } = yield ctx.waitForExternalEvent('go');
  return event.go;
});
await worker.start();

const client = new DaprWorkflowClient(place);

async function result(id: string, expected: number): Promise<void> {
  const state = await client.waitForWorkflowCompletion(id, true, LONGEST);
  mustCount(expected, JSON.parse(state?.serializedOutput ?? 'null'));
}

async function run(name: string, id: string, input: number): Promise<void> {
  await client.scheduleNewWorkflow(name, input, id);
  await result(id, input);
}

const { version } = createRequire(import.meta.url)('@dapr/dapr/package.json') as { version: string };
serveWorkloads({
  versions: { '@dapr/dapr': version },
  client: {
    chain: (id, length) => run('chain', id, length),
    fanOut: (id, width) => run('fan-out', id, width),
    async startWaiting(id) {
      await client.scheduleNewWorkflow('wait', {}, id);
    },
    raise: (id) => client.raiseEvent(id, 'go', { go: 1 }),
    ended: (id) => result(id, 1),
  },
});
