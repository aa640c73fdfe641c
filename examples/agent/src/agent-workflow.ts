import type { Task, WorkflowContext } from '@dapr/dapr';
import { think, useTool } from './activities.ts';
import type { Conversation, Thought, ToolCall, Turn } from './conversation.ts';
import { tools } from './tools.ts';

/** More steps than any question here needs; a model that goes round in circles ends. */
const MOST_STEPS = 12;

type Approval = { readonly approved: boolean; readonly by?: string };

/**
 * Thinks, acts, and thinks again with what came of it, until there is an answer. Each thought and each call is an
 * activity, so that a worker that dies in the middle goes on where it was, and nothing that is finished is done again.
 */
export async function* AgentWorkflow(
  context: WorkflowContext,
  question: string,
): AsyncGenerator<Task<unknown>, string, unknown> {
  let conversation: Conversation = { question, turns: [] };
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const thought = (yield context.callActivity(think, conversation)) as Thought;
    if (thought.kind === 'answer') return thought.text;
    const turns = yield* act(context, thought.calls);
    conversation = { ...conversation, turns: [...conversation.turns, ...turns] };
  }
  return `no answer after ${MOST_STEPS} steps`;
}

/** Calls that only look are made at once; for the others a person is asked, one at a time. */
async function* act(
  context: WorkflowContext,
  calls: readonly ToolCall[],
): AsyncGenerator<Task<unknown>, Turn[], unknown> {
  const free = calls.filter(({ tool }) => tools[tool]?.needsApproval !== true);
  // This SDK never ends to wait for none.
  const tasks = free.map((call) => context.callActivity(useTool, call));
  const results = tasks.length === 0 ? [] : ((yield context.whenAll(tasks)) as string[]);
  const turns: Turn[] = free.map((call, index) => ({ call, result: results[index] ?? '' }));
  for (const call of calls.filter((each) => !free.includes(each))) {
    context.setCustomStatus(`wants to ${call.tool}: ${JSON.stringify(call.input)}`);
    const { approved, by = 'somebody' } = (yield context.waitForExternalEvent('Approval')) as Approval;
    context.setCustomStatus('');
    const result = approved ? ((yield context.callActivity(useTool, call)) as string) : `${by} did not agree`;
    turns.push({ call, result });
  }
  return turns;
}
