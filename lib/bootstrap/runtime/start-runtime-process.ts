import { randomUUID } from 'node:crypto';
import type { Clock } from '@/lib/runtime/clock';
import { createRuntime } from '@/lib/runtime/create-runtime';
import { DEFAULT_LIMITS } from '@/lib/runtime/limits';
import { NO_POLICIES } from '@/lib/runtime/policies';
import type { Runtime } from '@/lib/runtime/runtime-port';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { createLog } from '@/lib/telemetry/log';
import { createMetrics } from '@/lib/telemetry/metrics';
import { startGrpcServer, type GrpcServer } from '@/lib/transport/grpc/start-grpc-server';
import { startHttpServer } from '@/lib/transport/http/http-server';
import type { HttpServer } from '@/lib/transport/http/listen';
import { startMetricsServer } from '@/lib/transport/http/metrics-server';
import { PERDURE_VERSION } from '../version';
import type { AppListener } from '../app-listeners';
import type { Settings } from '../env';

/** What a runtime process tells whoever started it, once it answers. */
export type RuntimeReady = {
  readonly apps: readonly AppListener[];
  readonly httpPort: number;
  readonly metricsPort: number;
  /** True when the first app has no instance at all: a place to show samples. */
  readonly isEmpty: boolean;
};

export type RuntimeProcess = { readonly ready: RuntimeReady; close(): Promise<void> };

/** Wires store, runtime and doors, and answers when all of them do. Throws an AppError that says what is in the way. */
export async function startRuntimeProcess(settings: Settings): Promise<RuntimeProcess> {
  const log = createLog(settings.logLevel, 'runtime');
  const store = await openSqliteRuntimeStore({ path: settings.storePath });
  const running = await createRuntime({
    store,
    clock: systemClock,
    newId: randomUUID,
    limits: DEFAULT_LIMITS,
    policies: NO_POLICIES,
    log,
  });
  const { runtime } = running;
  const doors: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(doors.map((door) => door.close()));
    await running.close();
  };
  try {
    const apps: AppListener[] = [];
    for (const { appId, grpcPort } of settings.apps) {
      const server: GrpcServer = await startGrpcServer({ runtime, appId, host: settings.host, port: grpcPort, log });
      doors.push(server);
      apps.push({ appId, grpcPort: server.port });
    }
    const [{ appId }] = settings.apps;
    const http = await startHttpServer({
      ...{ runtime, appId, log, host: settings.host, port: settings.httpPort },
      runtimeVersion: PERDURE_VERSION,
      isReady: () => true,
    });
    doors.push(http);
    const metrics = await startMetrics(settings, runtime);
    doors.push(metrics);
    const isEmpty = (await store.listIds(appId, undefined, 1)).length === 0;
    return { ready: { apps, httpPort: http.port, metricsPort: metrics.port, isEmpty }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startMetrics({ host, metricsPort }: Settings, runtime: Runtime): Promise<HttpServer> {
  const registry = createMetrics(() => runtime.workers());
  const { contentType } = registry;
  return startMetricsServer({ host, port: metricsPort, contentType, render: () => registry.metrics() });
}

const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
