import { AppError } from '@/lib/domain/app-error';
import type { InstanceDetail, InstanceRef } from '@/lib/domain/instance';
import { hasEnded } from '@/lib/domain/instance-status';
import { instanceStatusFromWire } from '@/lib/protocol/convert/instance-status';
import { optionalInstantFromWire } from '@/lib/protocol/convert/instant';
import type { PurgeInstanceFilter } from '@/lib/protocol/generated/client';
import type { Runtime } from '@/lib/runtime/runtime-port';

const PAGE = 256;

type Purge = {
  readonly appId: string;
  readonly filter: PurgeInstanceFilter;
  readonly how: { readonly recursive: boolean; readonly force: boolean };
};

/**
 * Deletes the instances of an app that were created in the given span and have one of the given statuses (none: any).
 * Instances that have not ended are left alone unless forced. `complete` is false when the caller gave up or an
 * instance refused, that is, when calling again can delete more.
 */
export async function purgeByFilter(
  runtime: Runtime,
  { appId, filter, how }: Purge,
  signal: AbortSignal,
): Promise<{ deleted: number; complete: boolean }> {
  const covers = coverage(filter);
  const found: InstanceRef[] = [];
  // All are found before the first is deleted: deleting would pull the pages away from under the listing.
  for await (const instance of instancesOf(runtime, appId, signal)) {
    if (covers(instance) && (how.force || hasEnded(instance.status))) {
      found.push({ appId, instanceId: instance.instanceId });
    }
  }
  let deleted = 0;
  let complete = true;
  for (const ref of found) {
    if (signal.aborted) return { deleted, complete: false };
    const outcome = await purgeOne(runtime, ref, how);
    if (outcome === 'refused') complete = false;
    else deleted += outcome;
  }
  return { deleted, complete };
}

function coverage(filter: PurgeInstanceFilter): (instance: InstanceDetail) => boolean {
  const from = optionalInstantFromWire(filter.createdTimeFrom) ?? -Infinity;
  const to = optionalInstantFromWire(filter.createdTimeTo) ?? Infinity;
  const statuses = new Set(filter.runtimeStatus.map(instanceStatusFromWire));
  return ({ createdAt, status }) =>
    createdAt >= from && createdAt <= to && (statuses.size === 0 || statuses.has(status));
}

async function* instancesOf(runtime: Runtime, appId: string, signal: AbortSignal): AsyncGenerator<InstanceDetail> {
  let after: string | undefined;
  while (!signal.aborted) {
    const ids = await runtime.listIds(appId, after, PAGE);
    for (const instance of await Promise.all(ids.map((instanceId) => runtime.get({ appId, instanceId })))) {
      if (instance !== undefined) yield instance;
    }
    if (ids.length < PAGE) return;
    after = ids.at(-1);
  }
}

/** An instance that is gone was deleted with its parent, and counted there. */
async function purgeOne(runtime: Runtime, ref: InstanceRef, how: Purge['how']): Promise<number | 'refused'> {
  try {
    return await runtime.purge(ref, how);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return 0;
    if (error instanceof AppError && error.code === 'precondition') return 'refused';
    throw error;
  }
}
