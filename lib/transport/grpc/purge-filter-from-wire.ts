import type { InstanceStatus } from '@/lib/domain/instance-status';
import { instanceStatusFromWire } from '@/lib/protocol/convert/instance-status';
import { optionalInstantFromWire } from '@/lib/protocol/convert/instant';
import type { PurgeInstanceFilter } from '@/lib/protocol/generated/client';
import type { PurgeFilter } from '@/lib/runtime/runtime-port';

/** What a filter of the wire covers in one app. No status means any; one that this version does not know covers nothing. */
export function purgeFilterFromWire(appId: string, filter: PurgeInstanceFilter): PurgeFilter {
  const statuses = filter.runtimeStatus.map(instanceStatusFromWire);
  return {
    appId,
    statuses: statuses.length === 0 ? undefined : statuses.filter(isKnown),
    createdFrom: optionalInstantFromWire(filter.createdTimeFrom),
    createdTo: optionalInstantFromWire(filter.createdTimeTo),
  };
}

function isKnown(status: InstanceStatus | undefined): status is InstanceStatus {
  return status !== undefined;
}
