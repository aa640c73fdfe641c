import type { ConnectedWorker } from '@/lib/runtime/runtime-port';

/** The actor types under which Dapr runs workflows; shown once a worker is connected, because tools look for them. */
const ACTOR_KINDS = ['workflow', 'activity', 'retentioner'];

export type DaprMetadataInput = {
  readonly appId: string;
  readonly runtimeVersion: string;
  readonly workers: readonly ConnectedWorker[];
};

/** What GET /v1.0/metadata answers: of the Dapr shape, only what is true here. */
export function daprMetadata({ appId, runtimeVersion, workers }: DaprMetadataInput) {
  const connectedWorkers = workers.filter((worker) => worker.appId === appId).length;
  const activeActors = connectedWorkers === 0 ? [] : ACTOR_KINDS.map((kind) => ({ type: actorType(appId, kind) }));
  return {
    id: appId,
    runtimeVersion,
    enabledFeatures: [],
    components: [],
    subscriptions: [],
    extended: {},
    actorRuntime: { runtimeStatus: 'RUNNING', activeActors, hostReady: true },
    workflows: { connectedWorkers },
  };
}

function actorType(appId: string, kind: string): string {
  return `dapr.internal.default.${appId}.${kind}`;
}
