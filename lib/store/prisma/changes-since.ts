import { sqltag as sql } from '@prisma/client/runtime/client';
import type { ChangeFeed } from '../console-store';
import type { ConsoleDatabase } from './dialect';
import type { PrismaClient } from './generated/sqlite/client';
import { readSummaries } from './read-summaries';

/** The newest revision of the store; 0 for an empty one. */
export async function latestRevision(prisma: PrismaClient): Promise<number> {
  const row = await prisma.meta.findUnique({ where: { name: 'revision' } });
  return Number(row?.value ?? 0);
}

/**
 * Instances and tombstones after `revision`, by revision. The newest revision is read first and bounds the rest: what
 * changes while the rows are read moves past it and comes with the next call, so nothing is lost between two reads.
 */
export async function changesSince(database: ConsoleDatabase, revision: number, limit: number): Promise<ChangeFeed> {
  const { prisma } = database;
  const newest = await latestRevision(prisma);
  if (newest <= revision) return { revision: newest, changed: [], purged: [] };
  const [found, tombstones] = await Promise.all([
    readSummaries(
      database,
      sql`WHERE revision > ${revision} AND revision <= ${newest} ORDER BY revision LIMIT ${limit + 1}`,
    ),
    prisma.tombstone.findMany({
      where: { revision: { gt: revision, lte: newest } },
      orderBy: { revision: 'asc' },
      take: limit + 1,
    }),
  ]);
  const changed = found.map(({ summary }) => summary);
  const revisions = [...changed, ...tombstones].map((one) => Number(one.revision)).sort((a, b) => a - b);
  const last = revisions.length > limit ? (revisions[limit - 1] ?? revision) : newest;
  return {
    revision: last,
    changed: changed.filter((one) => one.revision <= last),
    purged: tombstones.filter((row) => row.revision <= last).map(({ appId, instanceId }) => ({ appId, instanceId })),
  };
}
