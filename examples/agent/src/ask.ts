import { DaprWorkflowClient } from '@dapr/dapr';
import { AgentWorkflow } from './agent-workflow.ts';
import { connection } from './connection.ts';

const question = process.argv.slice(2).join(' ') || 'Plan a night in Bergen, tomorrow.';
const client = new DaprWorkflowClient(connection);
const id = await client.scheduleNewWorkflow(AgentWorkflow, question);
console.log(`asked: ${id}`);
console.log(`Before it books, it waits for the event Approval: {"approved": true, "by": "you"}`);
const state = await client.waitForWorkflowCompletion(id, true, 3600);
console.log(state?.serializedOutput ?? 'no answer');
await client.stop();
