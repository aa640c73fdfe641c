import { join } from 'node:path';
import type { Control } from '@/lib/control/control';
import { createControl } from '@/lib/control/create-control';
import type { InstanceStatus } from '@/lib/domain/instance-status';
import { encodeHistoryEvent, historyEventFromWire } from '@/lib/protocol/convert/history-event';
import { instanceStatusFromWire } from '@/lib/protocol/convert/instance-status';
import type { HistoryEvent } from '@/lib/protocol/generated/history';
import { TaskHubSidecarServiceService as service } from '@/lib/protocol/generated/service';
import { openTestClient, type TestClient } from '@/lib/transport/grpc/test-client';
import { startDaprCluster, type DaprPlace, type Sidecar } from './dapr-cluster';
import { RECORDED_RUNS, RERUN, startRun, steerRun, type RecordedRun } from './recorded-runs';
import type { RecordedAnswer, RecordedStore } from './recorded-store';
import { startProgram, untilTrue, type StartedProgram } from './started-program';
import type { StateStore } from './state-stores';

/** App ID of the recorded runs. */
export const RECORDED_APP = 'shop';
const SETTLES_WITHIN_MS = 60_000;
const PAGE = 1000;

export type Recording = DaprPlace & {
  /** Folder of the repository. */
  readonly root: string;
  /** Versions of what was built, for the record. */
  readonly versions: Readonly<Record<string, string>>;
};

/** Lets a real daprd run every recorded run on a state store, and tells rows and answers once all have settled. */
export async function recordStore(store: StateStore, { root, versions, ...place }: Recording): Promise<RecordedStore> {
  const cluster = await startDaprCluster(place);
  try {
    const sidecar = await cluster.startSidecar({ appId: RECORDED_APP, component: store.component });
    const worker = startScenarios(root, { folder: place.folder, grpcPort: sidecar.grpcPort });
    try {
      const answers = await recordRuns(sidecar, worker);
      return {
        ...{ layout: store.layout, appId: RECORDED_APP, namespace: 'default' },
        versions: { ...versions, store: await store.version() },
        rows: await store.rows(),
        answers,
      };
    } finally {
      await worker.stop();
    }
  } finally {
    await cluster.stop();
  }
}

/** The scenarios of `examples/javascript`, as a worker of a sidecar. */
export function startScenarios(
  root: string,
  at: { readonly folder: string; readonly grpcPort: number },
): StartedProgram {
  return startProgram({
    program: process.execPath,
    // Traces would tell where this repository lies.
    args: ['--stack-trace-limit=0', join(root, 'examples', 'javascript', 'src', 'scenarios', 'main.ts')],
    log: join(at.folder, 'worker.log'),
    env: { DAPR_GRPC_PORT: String(at.grpcPort), SAMPLE_SPEED: '0' },
  });
}

async function recordRuns({ address }: Sidecar, worker: StartedProgram): Promise<readonly RecordedAnswer[]> {
  const control = patientControl(address);
  const client = openTestClient(address);
  try {
    await settleRuns(RECORDED_RUNS, { control, client, worker });
    await control.rerun({
      source: { appId: RECORDED_APP, instanceId: RERUN.source },
      ...{ eventId: RERUN.eventId, newInstanceId: RERUN.id },
    });
    await untilSettled(client, worker, RERUN);
    return await answersOf(client);
  } finally {
    client.close();
    control.close();
  }
}

/** A control that waits for what a sidecar does in its first seconds. */
export function patientControl(address: string): Control {
  return createControl({ doorOf: () => ({ address }), deadlines: { created: 30_000, outcome: 30_000, act: 30_000 } });
}

type Doors = { readonly control: Control; readonly client: TestClient; readonly worker: StartedProgram };

/** Starts runs in App ID `shop`, does to them what is to be done, and waits until nothing moves any more. */
export async function settleRuns(runs: readonly RecordedRun[], { control, client, worker }: Doors): Promise<void> {
  await untilTrue(worker, async () => (await control.workersOf(RECORDED_APP)).connected > 0);
  for (const run of runs) await startRun(control, RECORDED_APP, run);
  for (const run of runs) {
    await untilShown(client, worker, run);
    await steerRun(control, RECORDED_APP, run);
  }
  for (const { id, status } of runs) await untilSettled(client, worker, { id, status });
}

async function untilShown(client: TestClient, worker: StartedProgram, { id, shows }: RecordedRun): Promise<void> {
  if (shows === undefined) return;
  let seen: string | undefined;
  await untilTrue(worker, async () => {
    seen = (await stateOf(client, id)).shows;
    return seen?.includes(shows) === true;
  }).catch((cause: unknown) => {
    throw new Error(`${id} shows ${seen ?? 'nothing'} instead of ${shows}`, { cause });
  });
}

type Settled = { readonly id: string; readonly status: InstanceStatus };

/** Twice the same history: nothing is under way any more. */
async function untilSettled(client: TestClient, worker: StartedProgram, { id, status }: Settled): Promise<void> {
  let seen = '';
  await untilTrue(
    worker,
    async () => {
      const { history, ...state } = await stateOf(client, id);
      const now = JSON.stringify([state, history]);
      const isSame = now === seen && state.status === status;
      seen = now;
      return isSame;
    },
    SETTLES_WITHIN_MS,
  ).catch((cause: unknown) => {
    throw new Error(`${id} did not settle as ${status}: ${seen}`, { cause });
  });
}

async function stateOf(
  client: TestClient,
  instanceId: string,
): Promise<{ status: InstanceStatus | undefined; shows: string | undefined; history: number }> {
  const { workflowState } = await client.ask(service.getInstance, { instanceId, getInputsAndOutputs: true }).answer;
  const { events } = await client.ask(service.getInstanceHistory, { instanceId }).answer;
  const status = workflowState === undefined ? undefined : instanceStatusFromWire(workflowState.workflowStatus);
  const shows = workflowState?.customStatus;
  return { status, shows, history: events.length };
}

/** What the engine says of every instance that it knows, children included. */
export async function answersOf(client: TestClient): Promise<readonly RecordedAnswer[]> {
  const { instanceIds } = await client.ask(service.listInstanceIDs, { pageSize: PAGE }).answer;
  const answers: RecordedAnswer[] = [];
  for (const instanceId of [...instanceIds].sort()) {
    const { workflowState } = await client.ask(service.getInstance, { instanceId, getInputsAndOutputs: true }).answer;
    const { events } = await client.ask(service.getInstanceHistory, { instanceId }).answer;
    if (workflowState === undefined) throw new Error(`${instanceId} is listed and not known`);
    answers.push({ instanceId, state: workflowState, history: events.map(toBase64) });
  }
  return answers;
}

function toBase64(event: HistoryEvent): string {
  return Buffer.from(encodeHistoryEvent(historyEventFromWire(event))).toString('base64');
}
