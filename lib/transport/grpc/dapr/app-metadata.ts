import {
  ActorRuntime_ActorRuntimeStatus,
  type GetMetadataRequest,
  type GetMetadataResponse,
  type SetMetadataRequest,
} from '@/lib/protocol/generated/dapr-runtime';
import { encodeAppStatus } from '@/lib/protocol/convert/app-status';
import type { Empty } from '@/lib/protocol/generated/google/protobuf/empty';
import type { AppMetadata } from '@/lib/runtime/apps/app-metadata';
import type { Handler } from '../door';

/** Tells what is true of the caller's app. */
export function getMetadata(metadata: AppMetadata): Handler<GetMetadataRequest, GetMetadataResponse> {
  return ({ appId }) => {
    const { runtimeVersion, extended, actorTypes, connectedWorkers, status } = metadata.of(appId);
    const activeActors = actorTypes.map((type) => ({ type, count: 0 }));
    return Promise.resolve({
      ...{ id: appId, runtimeVersion, extended: { ...extended, ...encodeAppStatus(status) }, actors: activeActors },
      actorRuntime: { runtimeStatus: ActorRuntime_ActorRuntimeStatus.RUNNING, activeActors, hostReady: true },
      workflows: { connectedWorkers },
    });
  };
}

/** Sets an attribute of the caller's app. */
export function setMetadata(metadata: AppMetadata): Handler<SetMetadataRequest, Empty> {
  return ({ appId }, { key, value }) => {
    metadata.set(appId, key, value);
    return Promise.resolve({});
  };
}
