import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, startProgram, untilTrue, type StartedProgram } from './started-program';

export type Sidecar = {
  /** host:port of its gRPC door. */
  readonly address: string;
  readonly grpcPort: number;
  readonly httpPort: number;
  stop(): Promise<void>;
};

export type SidecarWish = { readonly appId: string; readonly component: string; readonly token?: string };

/** Placement and Scheduler on free ports of this machine, and sidecars beside them; no container anywhere. */
export type DaprCluster = {
  /** `component`: the YAML of its state store; `token`: what those who call have to send. Resolves when it serves workflows. */
  startSidecar(options: SidecarWish): Promise<Sidecar>;
  /** Stops all that was started, the sidecars first. */
  stop(): Promise<void>;
};

export type DaprPlace = {
  /** Folder of the programs that `npm run dapr -- build` makes. */
  readonly bin: string;
  /** Folder for data and logs. */
  readonly folder: string;
};

/** Rejects when a program is missing or ends; its log is in the message. */
export async function startDaprCluster({ bin, folder }: DaprPlace): Promise<DaprCluster> {
  mkdirSync(folder, { recursive: true });
  const started: StartedProgram[] = [];
  const start: Start = (name, args, { log = name, env } = {}) => {
    const place = { log: join(folder, `${log}.log`), cwd: folder };
    const program = startProgram({ program: join(bin, name), args, ...place, ...(env && { env }) });
    started.push(program);
    return program;
  };
  const stop = async (): Promise<void> => {
    for (const program of started.splice(0).reverse()) await program.stop();
  };
  try {
    const control = await startControlPlane(start, folder);
    return { startSidecar: (options) => startSidecar({ start, folder, control }, options), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Extras = { readonly log?: string; readonly env?: Readonly<Record<string, string>> };
type Start = (name: string, args: readonly string[], extras?: Extras) => StartedProgram;
type ControlPlane = { readonly placement: number; readonly scheduler: number };
type Ground = { readonly start: Start; readonly folder: string; readonly control: ControlPlane };

async function startControlPlane(start: Start, folder: string): Promise<ControlPlane> {
  const [placement = 0, raft = 0, placementHealth = 0, scheduler = 0, etcd = 0, peer = 0, schedulerHealth = 0] =
    await freePorts(7);
  const quiet = ['--enable-metrics=false', '--healthz-listen-address=127.0.0.1', '--listen-address=127.0.0.1'];
  const placing = start('placement', [
    ...[`--port=${placement}`, `--healthz-port=${placementHealth}`, ...quiet],
    ...['--id=one', `--initial-cluster=one=127.0.0.1:${raft}`],
  ]);
  const scheduling = start('scheduler', [
    ...[`--port=${scheduler}`, `--healthz-port=${schedulerHealth}`, ...quiet],
    ...['--id=one', `--etcd-initial-cluster=one=http://127.0.0.1:${peer}`, `--etcd-client-port=${etcd}`],
    ...[`--etcd-data-dir=${join(folder, 'scheduler')}`, `--override-broadcast-host-port=127.0.0.1:${scheduler}`],
    `--identity-directory-write=${join(folder, 'identity')}`,
  ]);
  await untilTrue(placing, () => isHealthy(`http://127.0.0.1:${placementHealth}/healthz`));
  await untilTrue(scheduling, () => isHealthy(`http://127.0.0.1:${schedulerHealth}/healthz`));
  return { placement, scheduler };
}

async function startSidecar(
  { start, folder, control }: Ground,
  { appId, component, token }: SidecarWish,
): Promise<Sidecar> {
  const resources = join(folder, `resources-${appId}`);
  mkdirSync(resources, { recursive: true });
  writeFileSync(join(resources, 'state-store.yaml'), component);
  const [grpcPort = 0, httpPort = 0, internalPort = 0] = await freePorts(3);
  const sidecar = start(
    'daprd',
    [
      ...[`--app-id=${appId}`, `--dapr-grpc-port=${grpcPort}`, `--dapr-http-port=${httpPort}`],
      ...[`--dapr-internal-grpc-port=${internalPort}`, '--dapr-listen-addresses=127.0.0.1'],
      ...['--dapr-internal-grpc-listen-address=127.0.0.1', '--enable-metrics=false', `--resources-path=${resources}`],
      ...[`--placement-host-address=127.0.0.1:${control.placement}`],
      ...[`--scheduler-host-address=127.0.0.1:${control.scheduler}`, '--dapr-graceful-shutdown-seconds=1'],
    ],
    {
      log: `daprd-${appId}${token === undefined ? '' : '-closed'}`,
      ...(token !== undefined && { env: { DAPR_API_TOKEN: token } }),
    },
  );
  await untilTrue(sidecar, () => isHealthy(`http://127.0.0.1:${httpPort}/v1.0/healthz`));
  return { address: `127.0.0.1:${grpcPort}`, grpcPort, httpPort, stop: () => sidecar.stop() };
}

async function isHealthy(url: string): Promise<boolean> {
  return (await fetch(url)).ok;
}
