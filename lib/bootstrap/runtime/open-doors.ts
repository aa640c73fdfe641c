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
import type { Settings } from '../settings';
import { PERDURE_VERSION } from '../version';

type Opened = { readonly port: number; close(): Promise<void> };

/** Ready to open any door; each one that opens is handed to `keep`, so that it can be closed whatever comes after. */
type Doors = {
  grpc(owner: AppSettings | 'shared', port: number): Promise<number>;
  http(owner: AppSettings | 'shared', port: number): Promise<number>;
};

export type DoorsInput = {
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly keep: (door: { close(): Promise<void> }) => void;
};

/** Opens every listener that the settings ask for and tells on which ports. Rejects with what is in the way. */
export async function openDoors(input: DoorsInput): Promise<ActualPorts> {
  const { settings, metrics, keep } = input;
  const doors = doorsOf(input);
  const hasShared = settings.apps.some(({ grpcPort }) => grpcPort === undefined);
  const sharedPort = hasShared ? await doors.grpc('shared', settings.grpcPort) : settings.grpcPort;
  const apps: AppListener[] = [];
  for (const app of settings.apps) {
    const { appId, grpcPort, httpPort } = app;
    apps.push({
      appId,
      grpcPort: grpcPort === undefined ? sharedPort : await doors.grpc(app, grpcPort),
      httpPort: httpPort === undefined ? undefined : await doors.http(app, httpPort),
    });
  }
  const httpPort = await doors.http('shared', settings.httpPort);
  const metricsServer = await startMetrics(settings, metrics);
  keep(metricsServer);
  return { apps, httpPort, metricsPort: metricsServer.port };
}

/** On the shared gRPC listener callers without a token are the app `default`, on the shared HTTP listener the first app. */
function doorsOf({ settings: { apps, host }, runtime, log, keep }: DoorsInput): Doors {
  const accesses = createAppAccesses(apps);
  const metadata = createAppMetadata({ runtimeVersion: PERDURE_VERSION, runtime });
  const parts = { runtime, metadata, log, host };
  const open = async (opening: Promise<Opened>): Promise<number> => {
    const door = await opening;
    keep(door);
    return door.port;
  };
  const fallback = apps.find(({ appId }) => appId === DEFAULT_APP)?.appId;
  const entry = (owner: AppSettings | 'shared', kind: string, fallback: string | undefined) =>
    owner === 'shared'
      ? { access: accesses.shared(fallback) }
      : { access: accesses.ofApp(owner.appId), setting: `the ${kind} port of app "${owner.appId}"` };
  return {
    grpc: (owner, port) => open(startGrpcServer({ ...parts, port, ...entry(owner, 'gRPC', fallback) })),
    http: (owner, port) => open(startHttpServer({ ...parts, port, isReady, ...entry(owner, 'HTTP', apps[0].appId) })),
  };
}

const isReady = (): boolean => true;

function startMetrics({ host, metricsPort }: Settings, { contentType, render }: Metrics): Promise<HttpServer> {
  return startMetricsServer({ host, port: metricsPort, contentType, render });
}
