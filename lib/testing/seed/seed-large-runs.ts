import type { HistoryEvent } from '@/lib/domain/history-event';
import { openSqliteRuntimeStore } from '@/lib/store/sqlite/open-sqlite-runtime-store';
import { T0 } from '../store-builders';
import { loopHistory, wavesHistory, wideHistory, type LargeRun } from './large-histories';
import { saveOfHistory } from './save-history';

const APP = 'default';

/** What a large run is like; `size` counts events of a loop, and steps otherwise. */
export type LargeRunPlan = {
  readonly instanceId: string;
  readonly shape: 'loop' | 'waves' | 'wide';
  readonly size: number;
  readonly hasEnded: boolean;
};

const HISTORIES: Readonly<Record<LargeRunPlan['shape'], (run: LargeRun, size: number) => readonly HistoryEvent[]>> = {
  loop: loopHistory,
  waves: wavesHistory,
  wide: wideHistory,
};

/** Creates the SQLite store at `path` with one instance of the default app for each plan. */
export async function seedLargeRuns(path: string, plans: readonly LargeRunPlan[]): Promise<void> {
  const store = await openSqliteRuntimeStore({ path });
  try {
    for (const { instanceId, shape, size, hasEnded } of plans) {
      const history = HISTORIES[shape]({ instanceId, at: T0, hasEnded }, size);
      await store.commit([[saveOfHistory({ appId: APP, instanceId }, store.allocateKey(), history)]]);
    }
  } finally {
    await store.close();
  }
}
