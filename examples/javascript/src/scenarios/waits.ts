// Workflows that wait: for people, for time, for other systems.
import type { Task, WorkflowContext } from '@dapr/dapr';
import { AddOne } from './activities.ts';

type Steps<Result> = AsyncGenerator<Task<unknown>, Result, any>;
type Seconds = { readonly seconds: number };

/** Waits for the event `Approved` with a time-out: whichever of event and timer comes first. */
export async function* Approval(ctx: WorkflowContext, { seconds }: Seconds): Steps<string> {
  const approved = ctx.waitForExternalEvent('Approved');
  const timeout = ctx.createTimer(seconds);
  const first: Task<unknown> = yield ctx.whenAny([approved, timeout]);
  return first === timeout ? 'timed out' : `approved by ${String(approved.getResult())}`;
}

/** A durable timer: it fires on time even when worker and runtime were restarted meanwhile. */
export async function* Sleeper(ctx: WorkflowContext, { seconds }: Seconds): Steps<number> {
  yield ctx.createTimer(seconds);
  return yield ctx.callActivity(AddOne, 0);
}

/** Takes `count` events, one after the other. */
export async function* Listener(ctx: WorkflowContext, count: number): Steps<string> {
  const items: string[] = [];
  while (items.length < count) items.push(yield ctx.waitForExternalEvent('Item'));
  return items.join(',');
}

/** Tells the outside where it stands while it waits. */
export async function* Status(ctx: WorkflowContext): Steps<string> {
  ctx.setCustomStatus('halfway');
  yield ctx.waitForExternalEvent('Go');
  return 'done';
}
