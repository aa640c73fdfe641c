// Activities one after the other, side by side, in a child and over generations.
import type { Task, WorkflowContext } from '@dapr/dapr';
import { AddOne, Double, Square } from './activities.ts';

type Steps<Result> = AsyncGenerator<Task<unknown>, Result, any>;

/** Three activities, each with the result of the one before. */
export async function* Chain(ctx: WorkflowContext, value: number): Steps<number> {
  const doubled: number = yield ctx.callActivity(Double, value);
  const increased: number = yield ctx.callActivity(AddOne, doubled);
  return yield ctx.callActivity(Double, increased);
}

/** One activity for each number from 1 to `count`, all at once. */
export async function* FanOut(ctx: WorkflowContext, count: number): Steps<number> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const squares: number[] = yield ctx.whenAll(numbers.map((number) => ctx.callActivity(Square, number)));
  return squares.reduce((sum, square) => sum + square, 0);
}

/** Leaves the work to a child workflow and goes on with its result. */
export async function* ParentOrder(ctx: WorkflowContext, value: number): Steps<number> {
  const result: number = yield ctx.callChildWorkflow(Chain, value);
  return yield ctx.callActivity(AddOne, result);
}

/** One step per generation: the history never grows. */
export async function* Counter(
  ctx: WorkflowContext,
  { count, upTo }: { readonly count: number; readonly upTo: number },
): Steps<number | undefined> {
  const next: number = yield ctx.callActivity(AddOne, count);
  if (next >= upTo) return next;
  ctx.continueAsNew({ count: next, upTo }, true);
  return undefined;
}
