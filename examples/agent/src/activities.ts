import type { WorkflowActivityContext } from '@dapr/dapr';
import type { Conversation, Thought, ToolCall } from './conversation.ts';
import { fakeModel } from './fake-model.ts';
import { runTool } from './tools.ts';

const name = process.env['AGENT_MODEL'];
const model = name === undefined ? fakeModel : (await import('./anthropic-model.ts')).anthropicModel(name);

/** One step of reasoning. What the model says is recorded: it is asked once, however often the workflow is replayed. */
export function think(_: WorkflowActivityContext, conversation: Conversation): Promise<Thought> {
  return model(conversation);
}

/** One call of a tool, recorded in the same way. */
export function useTool(_: WorkflowActivityContext, call: ToolCall): Promise<string> {
  return runTool(call);
}
