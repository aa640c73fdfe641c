import { AppError } from '@/lib/domain/app-error';
import type { PurgeInstancesRequest, PurgeInstancesResponse } from '@/lib/protocol/generated/client';
import { type Handler, refIn } from '../door';
import { purgeFilterFromWire } from '../purge-filter-from-wire';

/** Deletes one instance, or every ended one that a filter covers. */
export const purgeInstances: Handler<PurgeInstancesRequest, PurgeInstancesResponse> = async (door, request, signal) => {
  const how = { recursive: request.recursive, force: request.force ?? false };
  switch (request.request?.$case) {
    case 'instanceId': {
      const ref = refIn(door, request.request.value, request.router);
      return { deletedInstanceCount: await door.runtime.purge(ref, how), isComplete: true };
    }
    case 'purgeInstanceFilter': {
      const { appId } = refIn(door, '', request.router);
      const filter = purgeFilterFromWire(appId, request.request.value);
      const { deleted, complete } = await door.runtime.purgeMatching(filter, how, signal);
      return { deletedInstanceCount: deleted, isComplete: complete };
    }
    case undefined:
      throw new AppError('invalid', 'A purge needs an instance ID or a filter.');
  }
};
