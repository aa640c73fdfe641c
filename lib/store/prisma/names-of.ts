import { join, sqltag as sql } from '@prisma/client/runtime/client';
import type { InstanceRef } from '@/lib/domain/instance';
import type { NamedRef } from '../console-store';
import type { PrismaClient } from './generated/sqlite/client';

/** Those of some instances that are there, with the names of their workflows. */
export async function namesOf(prisma: PrismaClient, refs: readonly InstanceRef[]): Promise<readonly NamedRef[]> {
  if (refs.length === 0) return [];
  const wanted = join(refs.map(({ appId, instanceId }) => sql`(${appId}, ${instanceId})`));
  return prisma.$queryRaw<NamedRef[]>(sql`
    SELECT app_id AS "appId", instance_id AS "instanceId", name FROM instance
    WHERE (app_id, instance_id) IN (VALUES ${wanted})`);
}
