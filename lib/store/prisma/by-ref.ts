import type { InstanceRef } from '@/lib/domain/instance';

/** Prisma's unique `where` for a ref. Takes the two fields alone: a summary is a ref too, and Prisma refuses the rest. */
export function byRef(ref: InstanceRef): { appId_instanceId: { appId: string; instanceId: string } } {
  return { appId_instanceId: { appId: ref.appId, instanceId: ref.instanceId } };
}
