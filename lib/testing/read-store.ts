import { openConsoleStore } from '@/lib/bootstrap/console/open-console-store';
import type { StorePlace } from '@/lib/bootstrap/store-place';
import type { HistoryEvent } from '@/lib/domain/history-event';
import type { InstanceSummary } from '@/lib/domain/instance';
import { NO_FILTER } from '@/lib/domain/instance-filter';

/** An instance as the store has it, with its whole history. */
export type StoredRun = { readonly instance: InstanceSummary; readonly history: readonly HistoryEvent[] };

/** Every instance of the SQLite store at `path` with its history. */
export function readStore(path: string): Promise<readonly StoredRun[]> {
  return readStoreAt({ kind: 'sqlite', path });
}

/** Every instance of a store with its history, for tests that compare the store with what they saw outside. */
export async function readStoreAt(place: StorePlace): Promise<readonly StoredRun[]> {
  const store = await openConsoleStore(place);
  try {
    const runs: StoredRun[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listInstances(NO_FILTER, { limit: 500, ...(cursor === undefined ? {} : { cursor }) });
      for (const instance of page.instances) {
        const history = await store.readHistory(instance, { from: 0, limit: 100_000 });
        runs.push({ instance, history: (history?.entries ?? []).map((entry) => entry.event) });
      }
      cursor = page.next;
    } while (cursor !== undefined);
    return runs;
  } finally {
    await store.close();
  }
}
