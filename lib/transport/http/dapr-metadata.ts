import type { AppFacts } from '@/lib/runtime/apps/app-metadata';

/** What GET /v1.0/metadata answers: of the Dapr shape, only what is true here. */
export function daprMetadata({ appId, runtimeVersion, extended, actorTypes, connectedWorkers }: AppFacts) {
  const activeActors = actorTypes.map((type) => ({ type }));
  return {
    id: appId,
    runtimeVersion,
    enabledFeatures: [],
    actors: activeActors,
    components: [],
    subscriptions: [],
    httpEndpoints: [],
    extended,
    actorRuntime: { runtimeStatus: 'RUNNING', activeActors, hostReady: true },
    workflows: { connectedWorkers },
  };
}
