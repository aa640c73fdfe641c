import type { Task, WorkflowContext } from '@dapr/dapr';
import { Flaky } from './activities.ts';

const maxAttempts = 4;
const secondsBetweenAttempts = 0.1;

/** Tries again after a failure. This SDK has no retry policy, so the loop with its durable timer is written out. */
export async function* Retrying(
  ctx: WorkflowContext,
  { failures }: { readonly failures: number },
): AsyncGenerator<Task<unknown>, string, any> {
  const key = ctx.getWorkflowInstanceId();
  for (let attempt = 1; ; attempt++) {
    try {
      return yield ctx.callActivity(Flaky, { failures, key });
    } catch (error) {
      if (attempt === maxAttempts) throw error;
      yield ctx.createTimer(secondsBetweenAttempts);
    }
  }
}

/** An error that nobody catches fails the workflow. */
export async function* Broken(): AsyncGenerator<Task<unknown>, never, any> {
  throw new Error('broken on purpose');
}
