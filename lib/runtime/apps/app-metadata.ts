import type { ConnectedWorker } from '../runtime-port';

/** What Dapr's metadata API tells of an app, as far as it is true here. */
export type AppFacts = {
  readonly appId: string;
  readonly runtimeVersion: string;
  /** Attributes that clients set, and the version under the name that older tools look for. */
  readonly extended: Readonly<Record<string, string>>;
  /** The actor types under which Dapr runs workflows; there once a worker is connected, because tools look for them. */
  readonly actorTypes: readonly string[];
  readonly connectedWorkers: number;
};

export type AppMetadata = {
  of(appId: string): AppFacts;
  /** Sets an attribute until the runtime ends; an empty key is nothing to set. */
  set(appId: string, key: string, value: string): void;
};

const ACTOR_KINDS = ['workflow', 'activity', 'retentioner'];

/** The metadata of all apps; attributes live in memory, as they do in daprd. */
export function createAppMetadata({ runtimeVersion, workers }: AppMetadataParts): AppMetadata {
  const attributes = new Map<string, Map<string, string>>();
  return {
    of(appId) {
      const connectedWorkers = workers().filter((worker) => worker.appId === appId).length;
      const actorTypes = ACTOR_KINDS.map((kind) => `dapr.internal.default.${appId}.${kind}`);
      return {
        ...{ appId, runtimeVersion, connectedWorkers },
        extended: { ...Object.fromEntries(attributes.get(appId) ?? []), daprRuntimeVersion: runtimeVersion },
        actorTypes: connectedWorkers === 0 ? [] : actorTypes,
      };
    },
    set(appId, key, value) {
      if (key === '') return;
      const own = attributes.get(appId) ?? new Map<string, string>();
      attributes.set(appId, own.set(key, value));
    },
  };
}

export type AppMetadataParts = {
  readonly runtimeVersion: string;
  readonly workers: () => readonly ConnectedWorker[];
};
