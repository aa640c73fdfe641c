import { WorkflowRuntime } from '@dapr/dapr';
import { connection } from './connection.ts';
import { register } from './register.ts';

const runtime = new WorkflowRuntime(connection);
register(runtime);
await runtime.start();
console.log(`Sample worker started, engine at ${connection.daprHost}:${connection.daprPort}`);

let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  try {
    await runtime.stop();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
