import type { ChangeFeed } from '../console-store';
import type { PrismaClient } from './generated/sqlite/client';
import { toInstanceSummary } from '../rows/instance-row';

/** The newest revision of the store; 0 for an empty one. */
export async function latestRevision(prisma: PrismaClient): Promise<number> {
  const row = await prisma.meta.findUnique({ where: { name: 'revision' } });
  return Number(row?.value ?? 0);
}

/**
 * Instances and tombstones after `revision`, by revision. The newest revision is read first and bounds the rest: what
 * changes while the rows are read moves past it and comes with the next call, so nothing is lost between two reads.
 */
export async function changesSince(prisma: PrismaClient, revision: number, limit: number): Promise<ChangeFeed> {
  const newest = await latestRevision(prisma);
  if (newest <= revision) return { revision: newest, changed: [], purged: [] };
  const page = {
    where: { revision: { gt: revision, lte: newest } },
    orderBy: { revision: 'asc' as const },
    take: limit + 1,
  };
  const [rows, tombstones] = await Promise.all([prisma.instance.findMany(page), prisma.tombstone.findMany(page)]);
  const revisions = [...rows, ...tombstones].map((row) => Number(row.revision)).sort((a, b) => a - b);
  const last = revisions.length > limit ? (revisions[limit - 1] ?? revision) : newest;
  return {
    revision: last,
    changed: rows.filter((row) => row.revision <= last).map(toInstanceSummary),
    purged: tombstones.filter((row) => row.revision <= last).map(({ appId, instanceId }) => ({ appId, instanceId })),
  };
}
