import { createAppAccesses } from '@/lib/runtime/apps/app-access';
import { createAppMetadata } from '@/lib/runtime/apps/app-metadata';
import type { Runtime } from '@/lib/runtime/runtime-port';
import type { Log } from '@/lib/telemetry/log';
import type { Metrics } from '@/lib/telemetry/metrics/create-metrics';
import { startGrpcServer } from '@/lib/transport/grpc/start-grpc-server';
import { startHttpServer } from '@/lib/transport/http/http-server';
import type { HttpServer } from '@/lib/transport/http/listen';
import { startMetricsServer } from '@/lib/transport/http/metrics-server';
import type { AppListener } from '../app-listeners';
import { DEFAULT_APP, type AppSettings } from '../app-settings';
import type { ActualPorts } from '../hand-on-settings';
import type { Seat, SeatWish } from '../seat';
import type { Settings } from '../settings';
import { PERDURE_VERSION } from '../version';
import { createSeats, type Doors } from './seats';

type Opened = { readonly port: number; close(): Promise<void> };

export type DoorsInput = {
  readonly settings: Settings;
  /** Those of the settings, and those that come later: `seat` adds them. */
  readonly apps: AppSettings[];
  readonly runtime: Runtime;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly keep: (door: { close(): Promise<void> }) => void;
};

export type OpenedDoors = {
  readonly ports: ActualPorts;
  /** Serves an app that comes later. Rejects with what is in the way, such as a port that is taken. */
  seat(wish: SeatWish): Promise<Seat>;
};

/** Opens every listener that the settings ask for and tells on which ports. Rejects with what is in the way. */
export async function openDoors(input: DoorsInput): Promise<OpenedDoors> {
  const { settings, metrics, keep } = input;
  const { host } = settings;
  const doors = doorsOf(input);
  const hasShared = settings.apps.some(({ grpcPort }) => grpcPort === undefined);
  const sharedPort = hasShared ? await doors.grpc('shared', { host, port: settings.grpcPort }) : settings.grpcPort;
  const apps: AppListener[] = [];
  for (const app of settings.apps) {
    const { appId, grpcPort, httpPort } = app;
    apps.push({
      appId,
      grpcPort: grpcPort === undefined ? sharedPort : await doors.grpc(app, { host, port: grpcPort }),
      httpPort: httpPort === undefined ? undefined : await doors.http(app, { host, port: httpPort }),
    });
  }
  const httpPort = await doors.http('shared', { host, port: settings.httpPort });
  const metricsServer = await startMetrics(settings, metrics);
  keep(metricsServer);
  const seat = createSeats({ apps: input.apps, doors, opened: { apps, sharedHttpPort: httpPort } });
  return { ports: { apps, httpPort, metricsPort: metricsServer.port }, seat };
}

/** On the shared gRPC listener callers without a token are the app `default`, on the shared HTTP listener the first app. */
function doorsOf({ apps, runtime, log, keep }: DoorsInput): Doors {
  const accesses = createAppAccesses(apps);
  const metadata = createAppMetadata({ runtimeVersion: PERDURE_VERSION, runtime });
  const parts = { runtime, metadata, log };
  const open = async (opening: Promise<Opened>): Promise<number> => {
    const door = await opening;
    keep(door);
    return door.port;
  };
  const main = apps[0]?.appId;
  const fallback = apps.find(({ appId }) => appId === DEFAULT_APP)?.appId;
  const entry = (owner: AppSettings | 'shared', kind: string, fallback: string | undefined) =>
    owner === 'shared'
      ? { access: accesses.shared(fallback) }
      : { access: accesses.ofApp(owner.appId), setting: `the ${kind} port of app "${owner.appId}"` };
  return {
    grpc: (owner, place) => open(startGrpcServer({ ...parts, ...place, ...entry(owner, 'gRPC', fallback) })),
    http: (owner, place) => open(startHttpServer({ ...parts, ...place, isReady, ...entry(owner, 'HTTP', main) })),
  };
}

const isReady = (): boolean => true;

function startMetrics({ host, metricsPort }: Settings, { contentType, render }: Metrics): Promise<HttpServer> {
  return startMetricsServer({ host, port: metricsPort, contentType, render });
}
