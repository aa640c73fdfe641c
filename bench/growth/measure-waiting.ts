import { setTimeout as pass } from 'node:timers/promises';
import { MOST_FOREIGN_CORES, startMeter, waitUntilIdle } from '../measure/meter';
import { quantilesOf, type Quantiles } from '../measure/quantiles';
import { readProcesses, treeUse } from '../measure/process-trees';
import { cpuTime, rounded } from '../processes';
import { openPerdure } from '../subjects/open-perdure';
import { waitingId, waitingStore } from './waiting-store';

export type WaitingRow = {
  readonly instances: number;
  /** Percent of one core that the runtime uses while nothing happens. */
  readonly idlePercent: number;
  readonly rssMb: number;
  /** From the call that raises an event until the client has the result, in milliseconds. */
  readonly wake: Quantiles;
  readonly isLoaded: boolean;
};

const SETTLE_MS = 5_000;
const IDLE_MS = 20_000;
const WAKES = 200;

/** What it costs to have `instances` waiting for an event, and how soon one of them is handled when it comes. */
export async function measureWaiting(instances: number, idleWait: number): Promise<WaitingRow> {
  const scratch = await waitingStore(instances);
  const subject = await openPerdure({ folder: scratch.folder });
  const pid = subject.roots['server'] ?? 0;
  try {
    await pass(SETTLE_MS);
    const from = { cpu: cpuTime(pid), at: performance.now() };
    await pass(IDLE_MS);
    const idle = (cpuTime(pid) - from.cpu) / (performance.now() - from.at);
    const step = Math.max(1, Math.floor(instances / (2 * WAKES)));
    const ids = Array.from({ length: Math.min(2 * WAKES, instances) }, (_, index) => waitingId(index * step));
    await wake(ids.slice(WAKES));
    if (idleWait > 0) await waitUntilIdle(idleWait);
    const stop = startMeter(subject.roots);
    const { latencies } = await wake(ids.slice(0, WAKES));
    const isLoaded = stop().foreignCores > MOST_FOREIGN_CORES;
    const rssMb = Math.round(treeUse(readProcesses(), pid, []).rssBytes / 2 ** 20);
    return { instances, idlePercent: rounded(100 * idle), rssMb, wake: quantilesOf(latencies), isLoaded };
  } finally {
    await subject.stop();
    scratch.remove();
  }

  function wake(ids: readonly string[]) {
    return subject.run({ kind: 'wakes', count: ids.length, ids });
  }
}
