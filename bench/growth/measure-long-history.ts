import { join } from 'node:path';
import { openSqliteConsoleStore } from '@/lib/store/sqlite/open-sqlite-console-store';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { timeCalls, type Patience } from '../lists/time-calls';
import { MOST_FOREIGN_CORES, startMeter } from '../measure/meter';
import type { Quantiles } from '../measure/quantiles';
import { longHistories, longRef } from './long-history';

/** Times of one call on one instance, in milliseconds. */
export type LongHistoryRow = {
  readonly events: number;
  readonly call: string;
  readonly times: Quantiles;
  readonly isLoaded: boolean;
};

const PAGE = 200;
const PATIENCE: Patience = { least: 5, most: 100, longestMs: 2_000 };

/** What it takes the console to show, and the runtime to take up, an instance with each length of history. */
export async function measureLongHistory(lengths: readonly number[]): Promise<readonly LongHistoryRow[]> {
  const scratch = await longHistories(lengths);
  const path = join(scratch.folder, 'perdure.db');
  const rows: LongHistoryRow[] = [];
  try {
    const console = await openSqliteConsoleStore({ path });
    for (const events of lengths) {
      const ref = longRef(events);
      const page = (from: number) => console.readHistory(ref, { from: Math.max(0, Math.floor(from)), limit: PAGE });
      const calls: Readonly<Record<string, (index: number) => Promise<unknown>>> = {
        'first page': () => page(0),
        'page anywhere': (index) => page(((index * 7_919) % 1_000) * (events / 1_000)),
        'last page': () => page(events - PAGE),
        'one instance': () => console.getInstance(ref),
        'all steps': () => console.listSteps(ref),
      };
      for (const [call, work] of Object.entries(calls)) rows.push({ events, call, ...(await timed(work)) });
    }
    await console.close();
    const store = await openSqliteRuntimeStore({ path });
    for (const events of lengths) {
      rows.push({ events, call: 'load by the runtime', ...(await timed(() => store.load(longRef(events)))) });
    }
    await store.close();
    return rows;
  } finally {
    scratch.remove();
  }
}

async function timed(work: (index: number) => Promise<unknown>) {
  const stop = startMeter({});
  const times = await timeCalls(work, PATIENCE);
  return { times, isLoaded: stop().foreignCores > MOST_FOREIGN_CORES };
}
