import { WorkflowRuntime } from '@dapr/dapr';
import { think, useTool } from './activities.ts';
import { AgentWorkflow } from './agent-workflow.ts';
import { connection } from './connection.ts';

const runtime = new WorkflowRuntime(connection);
runtime.registerWorkflow(AgentWorkflow).registerActivity(think).registerActivity(useTool);
await runtime.start();
console.log(`The agent is ready, with ${process.env['AGENT_MODEL'] ?? 'a model that needs no network'}.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void runtime.stop().finally(() => process.exit()));
}
