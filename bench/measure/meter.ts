import { availableParallelism } from 'node:os';
import { setTimeout as pass } from 'node:timers/promises';
import { diskUse, machineBusySeconds } from './machine-use';
import { readProcesses, treeUse, type TreeUse } from './process-trees';

/** The processes of a run by their part in it: `app`, `server`. */
export type Roots = Readonly<Record<string, number>>;

/** What a stretch of time cost. */
export type Use = {
  readonly wallSeconds: number;
  /** CPU seconds by part, each with its descendants. */
  readonly cpuSeconds: Readonly<Record<string, number>>;
  /** At the end of the stretch, in megabytes of 2^20 bytes. */
  readonly rssMb: Readonly<Record<string, number>>;
  /** Bytes that the parts gave to the file system to write. */
  readonly writtenByParts: number;
  /** Cores that anything else on the machine used. */
  readonly foreignCores: number;
  /** By the disks' own counters, so with what the file system adds and with any other writer. */
  readonly diskWrittenBytes: number;
  readonly diskFlushes: number;
};

/** Above this many cores used by others a measurement is not worth keeping. */
export const MOST_FOREIGN_CORES = 0.3;

/** Starts to measure; the function ends it. This process counts as a part of its own, so not as foreign. */
export function startMeter(roots: Roots): () => Use {
  const all: Roots = { runner: process.pid, ...roots };
  const from = snapshot(all);
  return () => {
    const to = snapshot(all);
    const wallSeconds = (to.at - from.at) / 1000;
    const spent = (name: string, what: keyof TreeUse): number =>
      (to.trees[name]?.[what] ?? 0) - (from.trees[name]?.[what] ?? 0);
    const sum = (names: readonly string[], what: keyof TreeUse): number =>
      names.reduce((total, name) => total + spent(name, what), 0);
    const parts = Object.keys(roots);
    const own = sum(Object.keys(all), 'cpuSeconds');
    return {
      wallSeconds,
      cpuSeconds: Object.fromEntries(parts.map((name) => [name, spent(name, 'cpuSeconds')])),
      rssMb: Object.fromEntries(parts.map((name) => [name, Math.round((to.trees[name]?.rssBytes ?? 0) / 2 ** 20)])),
      writtenByParts: sum(parts, 'writtenBytes'),
      foreignCores: Math.max(0, (to.busy - from.busy - own) / wallSeconds),
      diskWrittenBytes: to.disk.writtenBytes - from.disk.writtenBytes,
      diskFlushes: to.disk.flushes - from.disk.flushes,
    };
  };
}

/**
 * Resolves true when nothing else used more than 4 % of the machine for three seconds, or false when that has not come
 * about within `longestMs`.
 */
export async function waitUntilIdle(longestMs: number): Promise<boolean> {
  const end = performance.now() + longestMs;
  let quiet = 0;
  while (performance.now() < end) {
    const before = machineBusySeconds();
    await pass(1000);
    quiet = machineBusySeconds() - before < 0.04 * availableParallelism() ? quiet + 1 : 0;
    if (quiet >= 3) return true;
  }
  return false;
}

type Snapshot = {
  readonly at: number;
  readonly busy: number;
  readonly trees: Readonly<Record<string, TreeUse>>;
  readonly disk: ReturnType<typeof diskUse>;
};

function snapshot(roots: Roots): Snapshot {
  const rows = readProcesses();
  const all = Object.values(roots);
  const trees = Object.entries(roots).map(([name, pid]) => [name, treeUse(rows, pid, all)] as const);
  return { at: performance.now(), busy: machineBusySeconds(), trees: Object.fromEntries(trees), disk: diskUse() };
}
