// A worker on the plain SDK that runs the workflow which SEED stands for.
import { type Task, type WorkflowContext, WorkflowRuntime } from '@dapr/dapr';
import { randomShape, type Stage } from './random-shape';

const shape = randomShape(Number(process.env['SEED']));
const runtime = new WorkflowRuntime({
  daprHost: process.env['DAPR_HOST'] ?? '127.0.0.1',
  daprPort: process.env['DAPR_GRPC_PORT'] ?? '50001',
});

async function* runStage(ctx: WorkflowContext, stage: Stage): AsyncGenerator<Task<unknown>, void, unknown> {
  switch (stage.kind) {
    case 'activity':
      return yield* runActivity(ctx, stage);
    case 'fan-out':
      yield ctx.whenAll(stage.names.map((name) => ctx.callActivity(name)));
      return;
    case 'timer':
      yield ctx.createTimer(stage.seconds);
      return;
    case 'event':
      ctx.setCustomStatus(`Waiting for ${stage.name}`);
      yield ctx.waitForExternalEvent(stage.name);
      return;
    case 'child':
      yield ctx.callChildWorkflow(stage.name);
  }
}

/** An activity that fails is no reason to stop. */
async function* runActivity(
  ctx: WorkflowContext,
  { name, fails }: Extract<Stage, { kind: 'activity' }>,
): AsyncGenerator<Task<unknown>, void, unknown> {
  try {
    yield ctx.callActivity(name);
  } catch (error) {
    if (!fails) throw error;
  }
}

function register(stage: Stage): void {
  switch (stage.kind) {
    case 'activity':
      runtime.registerActivityWithName(stage.name, async () => {
        if (stage.fails) throw new Error(`${stage.name} never works`);
      });
      return;
    case 'fan-out':
      for (const name of stage.names) runtime.registerActivityWithName(name, async () => name);
      return;
    case 'child':
      runtime.registerActivityWithName(stage.activity, async () => stage.activity);
      runtime.registerWorkflowWithName(stage.name, async function* (ctx: WorkflowContext) {
        yield ctx.callActivity(stage.activity);
      });
      return;
    case 'timer':
    case 'event':
  }
}

for (const stage of shape.stages) register(stage);
runtime.registerWorkflowWithName(shape.workflow, async function* (ctx: WorkflowContext) {
  for (const stage of shape.stages) yield* runStage(ctx, stage);
});
await runtime.start();
console.log('random worker started');
