import { setTimeout as sleep } from 'node:timers/promises';
import { DaprWorkflowClient } from '@dapr/dapr';
import { connection } from './connection.ts';
import type { FollowUp, Sample } from './samples.ts';
import { samples } from './samples.ts';

const startTimeoutSeconds = 10;
const alreadyExists = 6;

async function schedule(client: DaprWorkflowClient, sample: Sample): Promise<'started' | 'exists'> {
  if ((await client.getWorkflowState(sample.id, false)) !== undefined) return 'exists';
  const { startsInSeconds } = sample;
  const startAt = startsInSeconds === undefined ? undefined : new Date(Date.now() + startsInSeconds * 1000);
  try {
    await client.scheduleNewWorkflow(sample.workflow, sample.input, sample.id, startAt);
    return 'started';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === alreadyExists) return 'exists';
    throw error;
  }
}

async function follow(client: DaprWorkflowClient, id: string, then: FollowUp): Promise<void> {
  if (then.kind === 'none') return;
  await client.waitForWorkflowStart(id, false, startTimeoutSeconds);
  switch (then.kind) {
    case 'raise':
      return client.raiseEvent(id, then.event, then.payload);
    case 'suspend':
      await sleep(2500);
      return client.suspendWorkflow(id);
    case 'terminate':
      await sleep(2500);
      return client.terminateWorkflow(id, { reason: 'Wrong month' });
  }
}

/** Starts one sample; a failure is told and does not keep the others from starting. */
async function start(client: DaprWorkflowClient, sample: Sample): Promise<boolean> {
  try {
    const outcome = await schedule(client, sample);
    if (outcome === 'started') await follow(client, sample.id, sample.then);
    console.log(`${sample.id}: ${outcome}`);
    return true;
  } catch (error) {
    console.error(`${sample.id}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

// Nothing below may hang for long, but a call without an answer would: this ends the process in any case.
setTimeout(() => {
  console.error('No answer from the engine within 60 s');
  process.exit(1);
}, 60_000).unref();

const client = new DaprWorkflowClient(connection);
const started = await Promise.all(samples.map((sample) => start(client, sample)));
await client.stop();
process.exit(started.every(Boolean) ? 0 : 1);
