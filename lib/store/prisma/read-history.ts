import type { InstanceRef } from '@/lib/domain/instance';
import type { HistoryEntry, HistoryPage } from '../console-store';
import { byRef } from './by-ref';
import { inSnapshot, type ConsoleDatabase } from './dialect';
import { fromEventBytes } from '../rows/event-bytes';

/** A page of history: committed events, then the inbox as pending ones. One snapshot, so no event shows twice. */
export async function readHistory(
  database: ConsoleDatabase,
  ref: InstanceRef,
  page: { readonly from: number; readonly limit: number },
): Promise<HistoryPage | undefined> {
  return inSnapshot(database, async (tx) => {
    const instance = await tx.instance.findUnique({
      where: byRef(ref),
      select: { key: true, historyLength: true, revision: true },
    });
    if (instance === null) return undefined;
    const instanceKey = instance.key;
    const committed = await tx.history.findMany({
      where: { instanceKey, sequence: { gte: page.from } },
      orderBy: { sequence: 'asc' },
      take: page.limit,
    });
    const waiting = await tx.inbox.count({ where: { instanceKey } });
    const pending = await tx.inbox.findMany({
      where: { instanceKey },
      orderBy: { seq: 'asc' },
      skip: Math.max(0, page.from - instance.historyLength),
      take: page.limit - committed.length,
    });
    const firstPending = Math.max(page.from, instance.historyLength);
    const entries: readonly HistoryEntry[] = [
      ...committed.map(({ sequence, bytes }) => ({ sequence, pending: false, event: fromEventBytes(bytes) })),
      ...pending.map(({ bytes }, index) => ({
        sequence: firstPending + index,
        pending: true,
        event: fromEventBytes(bytes),
      })),
    ];
    return { entries, total: instance.historyLength + waiting, revision: Number(instance.revision) };
  });
}
