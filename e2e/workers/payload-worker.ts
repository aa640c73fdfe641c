// A worker on the plain JavaScript SDK that reports which of the payloads that count as false arrive, and as what.
import { type WorkflowActivityContext, type WorkflowContext, WorkflowRuntime } from '@dapr/dapr';

const values = [undefined, null, 0, false, ''];

function describe(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

async function receive(_: WorkflowActivityContext, value: unknown): Promise<string> {
  return describe(value);
}

async function give(_: WorkflowActivityContext, { index }: { readonly index: number }): Promise<unknown> {
  return values[index];
}

async function* Payloads(ctx: WorkflowContext, input: unknown): AsyncGenerator<unknown, unknown, unknown> {
  const received: unknown[] = [];
  for (const value of values) received.push(yield ctx.callActivity(receive, value));
  const given: string[] = [];
  for (const index of values.keys()) given.push(describe(yield ctx.callActivity(give, { index })));
  const raised: string[] = [];
  for (let index = 0; index < values.length; index += 1) raised.push(describe(yield ctx.waitForExternalEvent('Data')));
  return { input: describe(input), received, given, raised };
}

const runtime = new WorkflowRuntime();
runtime.registerWorkflow(Payloads).registerActivity(receive).registerActivity(give);
await runtime.start();
console.log('worker ready');
