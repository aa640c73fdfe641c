import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Control } from '@/lib/control/control';
import type { Layout } from '@/lib/dapr/stored-value';
import { openTestClient, type TestClient } from '@/lib/transport/grpc/test-client';
import { findPostgres } from '../postgres/find-postgres';
import { PostgresCluster } from '../postgres/postgres-cluster';
import { startDaprCluster, type Sidecar, type SidecarWish } from './dapr-cluster';
import { patientControl, RECORDED_APP, startScenarios } from './record-store';
import { startAttach, type Attaching } from './start-attach';
import type { StartedProgram } from './started-program';
import { createStateStore } from './state-stores';

/** A real Dapr cluster on a state store, the scenarios as its app, and Perdure attached to it with its console. */
export type AttachedCluster = {
  readonly sidecar: Sidecar;
  readonly worker: StartedProgram;
  /** Straight to the sidecar. */
  readonly control: Control;
  readonly client: TestClient;
  /** Of Perdure's own. */
  readonly storePath: string;
  /** YAML of the state store. */
  readonly component: string;
  /** For files of a test; gone with the cluster. */
  readonly folder: string;
  /** Another sidecar beside it. */
  startSidecar(wish: SidecarWish): Promise<Sidecar>;
  /** Starts `perdure attach`, by state store and sidecar when nothing else is told, and resolves with the address of its console. */
  attach(how?: Attaching): Promise<string>;
  stop(): Promise<void>;
};

/** `root`: the repository, where Dapr is built and the console too. */
export async function startAttachedCluster(layout: Layout, root: string): Promise<AttachedCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'perdure-attached-'));
  const cleanups: (() => Promise<void>)[] = [
    () => Promise.resolve(rmSync(folder, { recursive: true, force: true, maxRetries: 5 })),
  ];
  const stop = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    const component = await aStateStore(layout, cleanups);
    const cluster = await startDaprCluster({ bin: join(root, '.cache', 'dapr', 'bin'), folder });
    cleanups.push(() => cluster.stop());
    const sidecar = await cluster.startSidecar({ appId: RECORDED_APP, component });
    const worker = startScenarios(root, { folder, grpcPort: sidecar.grpcPort });
    cleanups.push(() => worker.stop());
    const [control, client] = [patientControl(sidecar.address), openTestClient(sidecar.address)];
    cleanups.push(async () => {
      control.close();
      client.close();
    });
    writeFileSync(join(folder, 'statestore.yaml'), component);
    return {
      ...{ sidecar, worker, control, client, stop, component, folder, storePath: join(folder, 'attached.db') },
      startSidecar: (wish) => cluster.startSidecar(wish),
      attach: async (how = byStateStore(folder, sidecar)) => {
        const { program, url } = await startAttach({ root, folder }, how);
        cleanups.push(() => program.stop());
        return url;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function aStateStore(layout: Layout, cleanups: (() => Promise<void>)[]): Promise<string> {
  const programs = layout.startsWith('postgresql') ? findPostgres() : undefined;
  const postgres = programs && (await PostgresCluster.create(programs));
  if (postgres !== undefined) cleanups.push(() => postgres.remove());
  const store = await createStateStore(layout, postgres?.url('postgres'));
  if (store === undefined) throw new Error(`The server of ${layout} is not installed.`);
  cleanups.push(() => store.remove());
  return store.component;
}

function byStateStore(folder: string, { grpcPort }: Sidecar): Attaching {
  const words = ['--component', join(folder, 'statestore.yaml'), '--sidecar', `${RECORDED_APP}=${grpcPort}`];
  return { words, store: join(folder, 'attached.db') };
}
