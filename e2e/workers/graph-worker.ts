// A worker on the plain JavaScript SDK: one workflow per shape of a graph that no example in examples/ has.
import { type Task, type WorkflowActivityContext, type WorkflowContext, WorkflowRuntime } from '@dapr/dapr';

type Steps<Result> = AsyncGenerator<Task<unknown>, Result, never>;

async function AddOne(_: WorkflowActivityContext, value: number): Promise<number> {
  return value + 1;
}

async function Square(_: WorkflowActivityContext, value: number): Promise<number> {
  return value * value;
}

/** Never comes back. */
async function Hold(): Promise<never> {
  return new Promise<never>(() => undefined);
}

/** Ends without a step. */
async function* Nothing(): Steps<string> {
  return 'done';
}

async function* Steps(ctx: WorkflowContext): Steps<number> {
  const one: number = yield ctx.callActivity(AddOne, 1);
  const two: number = yield ctx.callActivity(AddOne, one);
  return yield ctx.callActivity(AddOne, two);
}

/** Says how many numbers it has once it is opened. */
async function* Region(ctx: WorkflowContext, count: number): Steps<number> {
  yield ctx.waitForExternalEvent('Open');
  return count;
}

/** Fans out again for each region as soon as that one is known, and joins all that came of it. */
async function* NestedFanOut(ctx: WorkflowContext, counts: readonly number[]): Steps<number> {
  const id = ctx.getWorkflowInstanceId();
  let open: Task<number>[] = counts.map((count, index) =>
    ctx.callChildWorkflow<number, number>(Region, count, `${id}-region-${index}`),
  );
  const squares: Task<number>[] = [];
  while (open.length > 0) {
    const first: Task<number> = yield ctx.whenAny(open);
    open = open.filter((task) => task !== first);
    for (let value = 1; value <= first.getResult(); value += 1) squares.push(ctx.callActivity(Square, value));
  }
  // This SDK's whenAll never ends when one of its tasks had ended before.
  let sum = 0;
  for (const square of squares) sum += yield square;
  return yield ctx.callActivity(AddOne, sum);
}

/** Takes the reply or does without, then goes on. */
async function* Reminder(ctx: WorkflowContext, { seconds }: { readonly seconds: number }): Steps<number> {
  const reply = ctx.waitForExternalEvent('Reply');
  const deadline = ctx.createTimer(seconds);
  const first: Task<unknown> = yield ctx.whenAny([reply, deadline]);
  return yield ctx.callActivity(AddOne, first === reply ? 1 : 0);
}

/** Goes on with whoever is first. */
async function* Race(ctx: WorkflowContext): Steps<number> {
  yield ctx.whenAny([ctx.callActivity(Hold), ctx.callActivity(Square, 2)]);
  return yield ctx.callActivity(AddOne, 4);
}

async function* InFlight(ctx: WorkflowContext): Steps<number> {
  const one: number = yield ctx.callActivity(AddOne, 1);
  yield ctx.callActivity(Hold);
  return one;
}

const runtime = new WorkflowRuntime();
for (const workflow of [Nothing, Steps, Region, NestedFanOut]) runtime.registerWorkflow(workflow);
for (const workflow of [Reminder, Race, InFlight]) runtime.registerWorkflow(workflow);
for (const activity of [AddOne, Square]) runtime.registerActivity(activity);
runtime.registerActivity(Hold);
await runtime.start();
console.log('worker ready');
