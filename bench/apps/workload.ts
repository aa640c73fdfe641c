import { setTimeout as pass } from 'node:timers/promises';
import { runPool } from '../measure/run-pool';
import type { EngineClient } from './engine-client';

/**
 * One thing to do to an engine:
 * `chains`: instances of `length` activities in a row, `inFlight` at one time (W0, W1, WR)
 * `fan-outs`: instances of `width` activities at once (W2)
 * `events`: instances that wait for an event, then all are raised (W3)
 * `waits`: instances are started that wait for an event, and are left waiting
 * `wakes`: instances that wait are raised, one at a time, each until it has ended
 */
export type Workload =
  | { readonly kind: 'chains'; readonly count: number; readonly length: number; readonly inFlight: number }
  | { readonly kind: 'fan-outs'; readonly count: number; readonly width: number; readonly inFlight: number }
  | { readonly kind: 'events'; readonly count: number; readonly inFlight: number }
  | { readonly kind: 'waits'; readonly count: number; readonly inFlight: number }
  | { readonly kind: 'wakes'; readonly count: number; readonly ids: readonly string[] };

export type WorkloadResult = {
  /** For `events`: from the first raise until the last instance has ended. */
  readonly wallMs: number;
  /** Of each instance from what is done to it to its result (`waits`: to the answer); empty for `events`. */
  readonly latencies: readonly number[];
  /** Of `events`: how long all starts took. */
  readonly startMs?: number | undefined;
};

/** How long instances get to reach their wait: engines answer a start before or after the first turn. */
const REACH_WAIT_MS = 3_000;

/** Does a workload in this process, with ids that nobody else uses. */
export async function runWorkload(client: EngineClient, workload: Workload): Promise<WorkloadResult> {
  switch (workload.kind) {
    case 'chains':
      return runPool(workload.count, workload.inFlight, () => client.chain(freshId(), workload.length));
    case 'fan-outs':
      return runPool(workload.count, workload.inFlight, () => client.fanOut(freshId(), workload.width));
    case 'events':
      return runEvents(client, workload);
    case 'waits':
      return runPool(workload.count, workload.inFlight, () => client.startWaiting(freshId()));
    case 'wakes':
      return runPool(workload.count, 1, async (index) => {
        const id = workload.ids[index] ?? '';
        await client.raise(id);
        await client.ended(id);
      });
  }
}

async function runEvents(
  client: EngineClient,
  { count, inFlight }: Extract<Workload, { kind: 'events' }>,
): Promise<WorkloadResult> {
  const ids = Array.from({ length: count }, freshId);
  const each = (work: (id: string) => Promise<void>) => runPool(count, inFlight, (index) => work(ids[index] ?? ''));
  const started = await each((id) => client.startWaiting(id));
  await pass(REACH_WAIT_MS);
  const from = performance.now();
  await each((id) => client.raise(id));
  await each((id) => client.ended(id));
  return { wallMs: performance.now() - from, latencies: [], startMs: started.wallMs };
}

let lastId = 0;

function freshId(): string {
  lastId += 1;
  return `b${process.pid.toString(36)}${process.hrtime.bigint().toString(36)}-${lastId}`;
}
