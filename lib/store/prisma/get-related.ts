import type { InstanceRef, InstanceSummary } from '@/lib/domain/instance';
import type { Related } from '../console-store';
import { byRef } from './by-ref';
import type { PrismaClient } from './generated/sqlite/client';
import { toInstanceSummary } from '../rows/instance-row';

const MOST_RELATED = 500;

/** Parent and source of a rerun, where they still exist; children and reruns in creation order, at most 500 of each. */
export async function getRelated(prisma: PrismaClient, ref: InstanceRef): Promise<Related> {
  const { appId, instanceId } = ref;
  const self = await prisma.instance.findUnique({
    where: byRef(ref),
    select: { parentAppId: true, parentInstanceId: true, rerunOf: true },
  });
  const page = { orderBy: [{ createdAt: 'asc' as const }, { key: 'asc' as const }], take: MOST_RELATED };
  const [parent, rerunOf, children, reruns] = await Promise.all([
    find(prisma, self?.parentAppId, self?.parentInstanceId),
    find(prisma, appId, self?.rerunOf),
    prisma.instance.findMany({ where: { parentAppId: appId, parentInstanceId: instanceId }, ...page }),
    prisma.instance.findMany({ where: { appId, rerunOf: instanceId }, ...page }),
  ]);
  return { parent, rerunOf, children: children.map(toInstanceSummary), reruns: reruns.map(toInstanceSummary) };
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
