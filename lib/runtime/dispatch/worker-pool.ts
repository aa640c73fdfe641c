import type { Instant } from '@/lib/domain/instant';
import type { ConnectedWorker, WorkerStream } from '../runtime-port';

/** A worker's open stream and the keys of the items it has not answered. */
export type PooledWorker = {
  readonly stream: WorkerStream;
  readonly since: Instant;
  readonly outstanding: Set<string>;
  /** Grows with each item handed out; 0 before the first one. */
  lastGiven: number;
};

export type WorkerPool = ReturnType<typeof createWorkerPool>;

/** Open worker streams per App ID. */
export function createWorkerPool(perStream: number) {
  const pools = new Map<string, Set<PooledWorker>>();

  return {
    add(stream: WorkerStream, since: Instant): PooledWorker {
      const worker: PooledWorker = { stream, since, outstanding: new Set(), lastGiven: 0 };
      const pool = pools.get(stream.appId) ?? new Set();
      pools.set(stream.appId, pool.add(worker));
      return worker;
    },
    /** False when the worker was gone already. */
    remove(worker: PooledWorker): boolean {
      return pools.get(worker.stream.appId)?.delete(worker) ?? false;
    },
    has(worker: PooledWorker): boolean {
      return pools.get(worker.stream.appId)?.has(worker) ?? false;
    },
    hasRoom(worker: PooledWorker): boolean {
      return this.has(worker) && worker.outstanding.size < perStream;
    },
    /**
     * The worker of an app with the fewest unanswered items, if one has room; of several the one that has waited longest
     * for an item. `except` are not asked.
     */
    roomiest(appId: string, except?: ReadonlySet<PooledWorker>): PooledWorker | undefined {
      let best: PooledWorker | undefined;
      for (const worker of pools.get(appId) ?? []) {
        if (except?.has(worker) === true) continue;
        if (best === undefined || isFreer(worker, best)) best = worker;
      }
      return best !== undefined && best.outstanding.size < perStream ? best : undefined;
    },
    /** True when a worker of the app is connected that is not among `tried`. */
    hasOther(appId: string, tried?: ReadonlySet<PooledWorker>): boolean {
      return [...(pools.get(appId) ?? [])].some((worker) => tried?.has(worker) !== true);
    },
    all(): readonly PooledWorker[] {
      return [...pools.values()].flatMap((pool) => [...pool]);
    },
    connected(): readonly ConnectedWorker[] {
      return this.all().map(({ stream, since, outstanding }) => ({
        appId: stream.appId,
        address: stream.address,
        client: stream.client,
        since,
        outstanding: outstanding.size,
      }));
    },
  };
}

function isFreer(worker: PooledWorker, other: PooledWorker): boolean {
  const more = worker.outstanding.size - other.outstanding.size;
  return more === 0 ? worker.lastGiven < other.lastGiven : more < 0;
}
