import { sqltag as sql } from '@prisma/client/runtime/client';
import type { InstanceRef, InstanceSummary } from '@/lib/domain/instance';
import type { Related } from '../console-store';
import { byRef } from './by-ref';
import type { ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';
import { toInstanceSummary } from '../rows/instance-row';
import { readSummaries } from './read-summaries';

const MOST_RELATED = 500;

/** Parent and source of a rerun, where they still exist; children and reruns in creation order, at most 500 of each. */
export async function getRelated(database: ConsoleDatabase, ref: InstanceRef): Promise<Related> {
  const { prisma } = database;
  const { appId, instanceId } = ref;
  const self = await prisma.instance.findUnique({
    where: byRef(ref),
    select: { parentAppId: true, parentInstanceId: true, rerunOf: true },
  });
  const page = sql`ORDER BY created_at, "key" LIMIT ${MOST_RELATED}`;
  const [parent, rerunOf, children, reruns] = await Promise.all([
    find(prisma, self?.parentAppId, self?.parentInstanceId),
    find(prisma, appId, self?.rerunOf),
    readSummaries(database, sql`WHERE parent_app_id = ${appId} AND parent_instance_id = ${instanceId} ${page}`),
    readSummaries(database, sql`WHERE app_id = ${appId} AND rerun_of = ${instanceId} ${page}`),
  ]);
  return {
    ...{ parent, rerunOf },
    children: children.map(({ summary }) => summary),
    reruns: reruns.map(({ summary }) => summary),
  };
}

async function find(
  prisma: PrismaClient,
  appId: string | null | undefined,
  instanceId: string | null | undefined,
): Promise<InstanceSummary | undefined> {
  if (typeof appId !== 'string' || typeof instanceId !== 'string') return undefined;
  const row = await prisma.instance.findUnique({ where: byRef({ appId, instanceId }) });
  return row === null ? undefined : toInstanceSummary(row);
}
