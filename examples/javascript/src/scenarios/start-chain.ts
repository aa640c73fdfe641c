// Starts one Chain and prints its result: npm run chain -- 5
import { DaprWorkflowClient } from '@dapr/dapr';
import { Chain } from './chains.ts';

const patienceSeconds = 30;

const client = new DaprWorkflowClient();
const id = await client.scheduleNewWorkflow(Chain, Number(process.argv[2] ?? '5'));
const state = await client.waitForWorkflowCompletion(id, true, patienceSeconds);
console.log(`${id}: ${state?.serializedOutput ?? 'no result'}`);
await client.stop();
