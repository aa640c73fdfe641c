import { NO_BACKLOG, type AppStatus } from '@/lib/domain/app-status';
import type { Runtime } from '../runtime-port';

/** What Dapr's metadata API tells of an app, as far as it is true here. */
export type AppFacts = {
  readonly appId: string;
  readonly runtimeVersion: string;
  /** Attributes that clients set, and the version under the name that older tools look for. */
  readonly extended: Readonly<Record<string, string>>;
  /** The actor types under which Dapr runs workflows; there once a worker is connected, because tools look for them. */
  readonly actorTypes: readonly string[];
  readonly connectedWorkers: number;
  readonly status: AppStatus;
};

export type AppMetadata = {
  of(appId: string): AppFacts;
  /** Sets an attribute until the runtime ends; an empty key is nothing to set. */
  set(appId: string, key: string, value: string): void;
};

const ACTOR_KINDS = ['workflow', 'activity', 'retentioner'];

/** The metadata of all apps; attributes live in memory, as they do in daprd. */
export function createAppMetadata({ runtimeVersion, runtime }: AppMetadataParts): AppMetadata {
  const attributes = new Map<string, Map<string, string>>();
  return {
    of(appId) {
      const status = statusOf(runtime, appId);
      const connectedWorkers = status.workers.length;
      const actorTypes = ACTOR_KINDS.map((kind) => `dapr.internal.default.${appId}.${kind}`);
      return {
        ...{ appId, runtimeVersion, connectedWorkers, status },
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
  readonly runtime: Pick<Runtime, 'workers' | 'backlog'>;
};

function statusOf(runtime: AppMetadataParts['runtime'], appId: string): AppStatus {
  const workers = runtime.workers().filter((worker) => worker.appId === appId);
  const waiting = runtime.backlog().find((backlog) => backlog.appId === appId) ?? NO_BACKLOG;
  const { turns, activities, oldestTurn, oldestActivity } = waiting;
  return {
    workers: workers.map(({ address, client, since, outstanding }) => ({ address, client, since, outstanding })),
    backlog: { turns, activities, oldestTurn, oldestActivity },
  };
}
